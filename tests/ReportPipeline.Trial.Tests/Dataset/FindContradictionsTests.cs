using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Dataset.Facts;
using static ReportPipeline.Tests.Facts;

namespace ReportPipeline.Tests.Dataset;

/// <summary>A woman aged 60, severe, enrolled in the MSC arm on 10 February 2020; then a second record says something, under another id.</summary>
public sealed class FindContradictionsTests
{
    [Theory]
    [InlineData("ARM", "MSC", "CONTROL")]
    [InlineData("SEVERITY", "SEVERE", "CRITICAL")]
    public void From_CodedVariableSaidTwice_IsAskedAboutWhenDifferent(string parameter, string same, string other)
    {
        Asked(Coded(parameter, same, "2020-02-10", 5)).ShouldBeEmpty();
        Asked(Coded(parameter, other, "2020-02-10", 5)).ShouldBe([$"subject-level-disagree {parameter} v005-{parameter}-5"]);
    }

    [Theory]
    [InlineData(60, false)]
    [InlineData(30, true)]
    public void From_AgeSaidTwice_IsAskedAboutWhenDifferent(int age, bool asked) =>
        Asked(Quantity("AGE", age, "2020-02-11", 5)).ShouldBe(asked ? ["subject-level-disagree AGE v005-AGE-5"] : []);

    [Theory]
    [InlineData("2020-02-10", false)]
    [InlineData("2020-02-14", true)]
    public void From_EnrolmentSaidTwice_IsAskedAboutWhenDifferent(string day, bool asked) =>
        Asked(Observation("ENROLMENT", new OccurrenceValue(), ClinicalPeriod.At(On(day)), 5))
            .ShouldBe(asked ? ["subject-level-disagree ENROLMENT v005-ENROLMENT-5"] : []);

    /// <summary>"February 2020" holds the 10th, "March 2020" does not.</summary>
    [Theory]
    [InlineData(2, 29, false)]
    [InlineData(3, 31, true)]
    public void From_EnrolmentKnownToTheMonth_ContradictsADayOutsideIt(int month, int days, bool asked)
    {
        var partial = new ClinicalDate(new DateOnly(2020, month, 1), new DateOnly(2020, month, days), null, $"2020-{month:D2}");

        Asked(Observation("ENROLMENT", new OccurrenceValue(), ClinicalPeriod.At(partial), 5))
            .Count(query => query.StartsWith("subject-level-disagree", StringComparison.Ordinal)).ShouldBe(asked ? 1 : 0);
    }

    [Theory]
    [InlineData(Sex.Female, false)]
    [InlineData(Sex.Unknown, false)]
    [InlineData(Sex.Male, true)]
    public void From_SexOfTwoPatients_IsAskedAboutWhenDifferent(Sex sex, bool asked) =>
        Asked(Another(Patient(5)) with { Sex = sex }).ShouldBe(asked ? ["subject-level-disagree SEX v005-patient"] : []);

    /// <summary>A duplicate that was put out of use has been dealt with.</summary>
    [Fact]
    public void From_SexOfAPatientOutOfUse_IsNotAskedAbout() => Asked(Another(Patient(5)) with { Sex = Sex.Male, Active = false }).ShouldBeEmpty();

    /// <summary>Two readings of one day are a course, no contradiction.</summary>
    [Fact]
    public void From_MeasurementsOverTime_AreNotAskedAbout() => Asked(Quantity("SPO2", 95, "2020-02-14", 5), Quantity("SPO2", 80, "2020-02-14", 6)).ShouldBeEmpty();

    [Fact]
    public void From_MissingValueBesideAValue_IsNotAskedAbout() =>
        Asked(Observation("AGE", new MissingValue("unknown"), ClinicalPeriod.At(On("2020-02-10")), 5)).ShouldBeEmpty();

    /// <summary>A later version of the same record is a correction.</summary>
    [Fact]
    public void From_CorrectedRecord_IsNotAskedAbout() =>
        Asked(Observation("ARM", new CodedFactValue("CONTROL"), ClinicalPeriod.At(On("2020-02-10")), 5, RecordStatus.Amended, "ARM-1")).ShouldBeEmpty();

    [Fact]
    public void Of_OneOfTheTwoEnteredInError_IsAnswered()
    {
        var wrong = Coded("ARM", "CONTROL", "2020-02-10", 5);
        var withdrawn = Observation("ARM", new MissingValue("unknown"), ClinicalPeriod.At(On("2020-02-10")), 6, RecordStatus.EnteredInError, "ARM-5");

        var answered = FindAnsweredQueries.Of(Facts.Trial, [.. Enrolled(), wrong, withdrawn], [], []).ShouldHaveSingleItem();

        answered.Query.Code.ShouldBe("subject-level-disagree");
        answered.Answer.VersionId.ShouldBe("v006-ARM-5");
    }

    private static PatientFact Another(PatientFact patient) => patient with { Source = patient.Source with { ResourceKey = "duplicate" } };

    private static string[] Asked(params ClinicalFact[] more) =>
        [.. DeriveSubjectData.From(Facts.Trial, Subject, Site, [.. Enrolled(), .. more]).Queries
            .Where(query => query.Code != "date-not-known-to-the-day")
            .Select(query => $"{query.Code} {query.Parameter} {query.Source.VersionId}")];
}
