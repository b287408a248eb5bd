using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Fhir.Tests;

/// <summary>Quantities, units, dates and statuses that a hospital can get wrong, or right in an unusual way.</summary>
public class ClinicalRecordTests
{
    private const string Value = "Bundle.entry[0].resource.value";

    private static string[] Lines(string resource) => TestTrial.Lines(Sent.Transaction(resource));

    /// <summary>R4's QuantityComparator, a required binding: &lt;, &lt;=, &gt;=, &gt;. R5 added "ad".</summary>
    [Theory]
    [InlineData("<", true)]
    [InlineData("<=", true)]
    [InlineData(">=", true)]
    [InlineData(">", true)]
    [InlineData("ad", false)]
    [InlineData("~", false)]
    public void Examine_Comparator_IsOneOfR4(string comparator, bool accepted)
    {
        var lines = Lines(Sent.Crp($$"""
            "valueQuantity":{"value":5,"comparator":"{{comparator}}","system":"http://unitsofmeasure.org","code":"mg/L"}
            """));
        lines.Select(line => line.Split(' ')[1]).ShouldBe(accepted ? [] : ["code-invalid"]);
        lines.ShouldAllBe(line => line.Contains("comparator", StringComparison.Ordinal));
    }

    /// <summary>SimpleQuantity, rule sqty-1: the comparator is not used.</summary>
    [Theory]
    [InlineData("""{"dose":{"value":3,"comparator":"<","system":"http://unitsofmeasure.org","code":"{cells}"}}""", "dose")]
    [InlineData("""{"dose":{"value":3,"system":"http://unitsofmeasure.org","code":"{cells}"},"rateQuantity":{"value":3,"comparator":"<","system":"http://unitsofmeasure.org","code":"mL/h"}}""", "rate")]
    public void Examine_ComparatorInADosage_IsRefused(string dosage, string element)
    {
        var result = Sent.Transaction(Sent.Administration(dosage));

        TestTrial.Lines(result).ShouldContain($"error invariant Bundle.entry[0].resource.dosage.{element}");
        result.Issues[0].Message.ShouldStartWith("R4 rule sqty-1");
    }

    [Fact]
    public void Examine_ComparatorInAReferenceRange_IsRefused() =>
        Lines(Sent.Crp("\"referenceRange\":[{\"high\":{\"value\":5,\"comparator\":\"<\"}}],\"dataAbsentReason\":{\"text\":\"x\"}"))
            .ShouldBe(["error invariant Bundle.entry[0].resource.referenceRange[0].high"]);

    [Fact]
    public void Examine_NegativeDose_IsAskedAboutAndNotUsed()
    {
        var result = Sent.Transaction(Sent.Administration("""{"dose":{"value":-3,"system":"http://unitsofmeasure.org","code":"{cells}"}}"""));

        TestTrial.Lines(result).ShouldBe(["warning dose-negative Bundle.entry[0].resource.dosage.dose"]);
        result.Facts.OfType<AdministrationFact>().Single().Dose.ShouldBeNull();
    }

    [Fact]
    public void Examine_NegativeRate_IsAskedAboutAndNotUsed()
    {
        var result = Sent.Transaction(Sent.Administration(
            """{"dose":{"value":30000000,"system":"http://unitsofmeasure.org","code":"{cells}"},"rateQuantity":{"value":-3,"system":"http://unitsofmeasure.org","code":"mL/h"}}"""));

        TestTrial.Lines(result).ShouldBe(["warning dose-negative Bundle.entry[0].resource.dosage.rate"]);
        result.Facts.OfType<AdministrationFact>().Single().RateMillilitresPerHour.ShouldBeNull();
    }

    /// <summary>98.6 °F = 37 °C and 101.3 °F = 38.5 °C, exactly; 1 ng/L = 1 pg/mL; a fraction of 1 is 100 times that in per cent.</summary>
    [Theory]
    [InlineData("8310-5", "98.6", "[degF]", "37")]
    [InlineData("8310-5", "101.3", "[degF]", "38.5")]
    [InlineData("26881-3", "12", "ng/L", "12")]
    [InlineData("3150-6", "0.21", "1", "21")]
    [InlineData("59408-5", "0.97", "1", "97")]
    [InlineData("1988-5", "1.2", "mg/dL", "12")]
    public void Examine_UnitThatTheProtocolConverts_GivesTheCanonicalValue(string loinc, string value, string unit, string canonical)
    {
        var result = Sent.Transaction(Sent.Observation(loinc, Sent.Quantity(value, unit)));

        TestTrial.Lines(result).ShouldBeEmpty();
        var read = result.Facts.OfType<ObservationFact>().Single().Value.ShouldBeOfType<QuantityValue>().Value;
        read.ShouldBe(decimal.Parse(canonical, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("registered")]
    [InlineData("unknown")]
    [InlineData("cancelled")]
    public void Examine_StatusThatIsNoResult_DoesNotCount(string status)
    {
        var result = Sent.Transaction(Sent.Crp().Replace("\"final\"", $"\"{status}\"", StringComparison.Ordinal));

        TestTrial.Lines(result).ShouldBeEmpty();
        result.Facts.Single().Status.ShouldBe(RecordStatus.NotCounted);
    }

    /// <summary>A cure says what to send: the protocol's units, its range, its dose unit.</summary>
    [Theory]
    [InlineData("g", "unit-unknown", "Units of CRP: mg/L, mg/dL, ug/mL.")]
    [InlineData("MG/DL", "unit-not-ucum", "Units of CRP: mg/L, mg/dL, ug/mL.")]
    [InlineData("mg/dL", "value-out-of-range", "Range of CRP: 0 to 600 mg/L.")]
    public void Examine_UnitOrRange_TheCureNamesWhatIsWanted(string unit, string code, string wanted)
    {
        var issue = Sent.Transaction(Sent.Crp(Sent.Quantity("481", unit))).Issues.Single();

        issue.Code.ShouldBe(code);
        issue.Message.ShouldEndWith(wanted);
        issue.Message.ShouldNotContain("481");
    }

    [Fact]
    public void Examine_DoseInAnotherUnit_TheCureNamesTheUnit() =>
        Sent.Transaction(Sent.Administration("""{"dose":{"value":3,"system":"http://unitsofmeasure.org","code":"mg"}}"""))
            .Issues.Single().Message.ShouldEndWith("Unit: {cells}.");

    /// <summary>R4: "the type can be one of"; a choice element has one type. JSON and XML spell both values out.</summary>
    [Theory]
    [InlineData("\"valueQuantity\":{\"value\":5},\"valueString\":\"5\"", "value")]
    [InlineData("\"dataAbsentReason\":{\"text\":\"x\"},\"effectiveInstant\":\"2020-02-11T08:00:00Z\"", "effective")]
    public void Examine_ChoiceGivenTwice_NamesTheElement(string elements, string element)
    {
        var issue = Sent.Transaction(Sent.Crp(elements)).Issues.Single(issue => issue.Code == "choice-repeated");

        issue.FhirPath.ShouldBe($"Bundle.entry[0].resource.{element}");
        issue.Message.ShouldEndWith($"Element: {element}[x].");
        issue.Message.ShouldNotContain("same name");
    }

    [Fact]
    public void Examine_TwoDeceased_NamesTheElement()
    {
        var issue = Sent.Transaction(Sent.Patient("\"deceasedBoolean\":true,\"deceasedDateTime\":\"2020-02-20\"")).Issues.Single();

        issue.Code.ShouldBe("choice-repeated");
        issue.FhirPath.ShouldBe("Bundle.entry[0].resource.deceased");
    }

    [Theory]
    [InlineData("9999-12-31", "time-in-future")]
    [InlineData("9999", "time-in-future")]
    [InlineData("9999-12-31T23:59:59Z", "time-in-future")]
    [InlineData("2020-03-02", "time-in-future")]
    [InlineData("0001-05-05T00:00:00Z", "time-before-1900")]
    [InlineData("1899-12-31", "time-before-1900")]
    public void Examine_ImplausibleDate_IsAskedAbout(string date, string code)
    {
        string Of(string resource, string element) =>
            Lines(resource).Single(line => line.Contains(code, StringComparison.Ordinal)).Replace($"warning {code} Bundle.entry[0].resource", "", StringComparison.Ordinal) == element ? element : "other";

        Of(Sent.Patient($"\"deceasedDateTime\":\"{date}\""), ".deceased").ShouldBe(".deceased");
        Of(Sent.Observation("1988-5", Sent.Quantity("5", "mg/L"), effective: $"\"effectiveDateTime\":\"{date}\""), ".effective").ShouldBe(".effective");
        Of(Sent.Administration("""{"dose":{"value":3,"system":"http://unitsofmeasure.org","code":"{cells}"}}""", $"\"effectiveDateTime\":\"{date}\""), ".effective").ShouldBe(".effective");
        Of(Sent.Event(extensions: Sent.Extension("resolve-date", $"\"valueDateTime\":\"{date}\"")), ".extension[1]").ShouldBe(".extension[1]");
        Of(Sent.Event().Replace("\"date\":\"2020-02-14\"", $"\"detected\":\"{date}\"", StringComparison.Ordinal), ".detected").ShouldBe(".detected");
    }

    /// <summary>Some systems write the year 9999 for a stay that goes on.</summary>
    [Fact]
    public void Examine_EndOfAPeriodInTheYear9999_IsAskedAbout() =>
        Lines(Sent.Administration("""{"dose":{"value":3,"system":"http://unitsofmeasure.org","code":"{cells}"}}""", "\"effectivePeriod\":{\"start\":\"2020-02-11\",\"end\":\"9999-12-31\"}"))
            .ShouldBe(["warning time-in-future Bundle.entry[0].resource.effective.end"]);

    /// <summary>The arrival, 1 March 2020 04:00 UTC, is on 1 March in Wuhan: the rest of that day is no future.</summary>
    [Fact]
    public void Examine_DateOfTheDayOfArrival_IsNotAskedAbout() =>
        Lines(Sent.Observation("1988-5", Sent.Quantity("5", "mg/L"), effective: "\"effectiveDateTime\":\"2020-03-01T23:00:00+08:00\"")).ShouldBeEmpty();

    /// <summary>"Not performed" in place of a date or period: nothing happened on the effective date. What that means of a death, its derivation says.</summary>
    [Theory]
    [InlineData("https://reportpipeline.example/trials/msc-covid19/parameter", "recovery", "IMPROVEMENT 2020-02-11 missing not-performed")]
    [InlineData("http://loinc.org", "81956-5", "DEATH 2020-02-11 missing not-performed")]
    public void Examine_DateWithAReasonInPlaceOfIt_IsMissing(string system, string code, string fact)
    {
        var resource = Sent.Observation(code, "\"dataAbsentReason\":" + Sent.Concept("http://terminology.hl7.org/CodeSystem/data-absent-reason", "not-performed"))
            .Replace("http://loinc.org", system, StringComparison.Ordinal);

        Sent.Transaction(resource).Facts.Select(FactLine.Of).ShouldBe([$"0 observation RM-007 Final {fact}"]);
    }
}
