namespace ReportPipeline.Fhir.Tests;

/// <summary>A code that pulse oximetry and blood gas analysis share names a parameter only with evidence of how it was measured.</summary>
public class EvidenceTests
{
    private const string Arterial = """{"system":"http://loinc.org","code":"2708-6"}""";
    private const string Oximetry = """{"system":"http://loinc.org","code":"59408-5"}""";

    [Theory]
    [InlineData(Arterial, "", null, "warning parameter-undecided Bundle.entry[0].resource.code")]
    [InlineData(Arterial, "\"method\":{\"text\":\"blood gas analyser\"},", "SAO2", null)]
    [InlineData(Arterial, "\"specimen\":{\"display\":\"arterial blood\"},", "SAO2", null)]
    [InlineData(Arterial + "," + Oximetry, "", "SPO2", null)]
    [InlineData(Oximetry + "," + Arterial, "\"method\":{\"text\":\"pulse oximeter\"},", "SPO2", null)]
    public void Examine_OxygenSaturation_ParameterOrQuestion(string codings, string evidence, string? parameter, string? issue)
    {
        var result = TestTrial.Examine($$$"""
            {"resourceType":"Bundle","type":"transaction","entry":[{"resource":{"resourceType":"Observation",{{{evidence}}}"status":"final","code":{"coding":[{{{codings}}}]},
            "subject":{"identifier":{"system":"{{{TestTrial.SubjectSystem}}}","value":"RM-007"}},"effectiveDateTime":"2020-02-11T08:00:00+08:00",
            "valueQuantity":{"value":93,"system":"http://unitsofmeasure.org","code":"%"}},"request":{"method":"POST","url":"Observation"}}]}
            """);

        result.Accepted.ShouldBeTrue(string.Join("\n", TestTrial.Lines(result)));
        result.Facts.OfType<Trial.Dataset.Facts.ObservationFact>().Select(fact => fact.Parameter).ShouldBe(parameter is null ? [] : [parameter]);
        TestTrial.Lines(result).ShouldBe(issue is null ? [] : [issue]);
        result.Queries.Length.ShouldBe(issue is null ? 0 : 1);
    }
}
