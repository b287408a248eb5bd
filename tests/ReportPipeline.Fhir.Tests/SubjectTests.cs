using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Fhir.Tests;

/// <summary>Whom a record is about, when it says so in two ways, in a contained Patient, or by an address of another server.</summary>
public class SubjectTests
{
    private const string WrongUnit = "\"valueQuantity\":{\"value\":5,\"system\":\"http://unitsofmeasure.org\",\"code\":\"g\"}";

    private static string OfContained(string identifier) => Sent.Crp(WrongUnit, "{\"reference\":\"#p\"}")
        .Replace("\"status\"", $$"""
            "contained":[{"resourceType":"Patient","id":"p","identifier":[{{identifier}}]}],"status"
            """, StringComparison.Ordinal);

    private static string Crp(string subject) => Sent.Crp(subject: subject);

    [Fact]
    public void Examine_ContainedPatientWithoutNumber_IsToldAndTheRestJudged()
    {
        var result = Sent.Transaction(OfContained("{\"system\":\"urn:oid:1.2.3\",\"value\":\"MRN-1\"}"));

        TestTrial.Lines(result).ShouldBe(
        [
            "warning subject-number-missing Bundle.entry[0].resource.contained[0]",
            "warning unit-unknown Bundle.entry[0].resource.value",
        ]);
        result.Facts.Single().ShouldBeOfType<VersionFact>();
        result.Queries.Select(query => query.Code).ShouldBe(["subject-number-missing", "unit-unknown"]);
    }

    [Fact]
    public void Examine_ContainedPatientWithTwoNumbers_IsRefused() =>
        TestTrial.Lines(Sent.Transaction(OfContained(Sent.Number("RM-521") + "," + Sent.Number("RM-522"))))
            .ShouldBe(["error subject-ambiguous Bundle.entry[0].resource.contained[0].identifier"]);

    [Theory]
    [InlineData("Patient/pa521")]
    [InlineData("https://hospital.example/fhir/Patient/pa521")]
    [InlineData("Patient?identifier=https://reportpipeline.example/trials/msc-covid19/subject|RM-521")]
    public void Examine_ReferenceAndIdentifierOfTwoSubjects_IsRefused(string reference)
    {
        var patient = Sent.Put(Sent.Patient(number: "RM-521"), "pa521", "https://hospital.example/fhir/Patient/pa521");
        string Sending(string number) => Sent.Bundle(patient, Sent.Entry(Crp($$"""{"reference":"{{reference}}","identifier":{{Sent.Number(number)}}}"""), null));

        var refused = TestTrial.Examine(Sending("RM-522"));

        refused.HttpStatus.ShouldBe(422);
        TestTrial.Lines(refused).ShouldBe(["error subject-conflict Bundle.entry[1].resource.subject"]);
        TestTrial.Lines(TestTrial.Examine(Sending("RM-521"))).ShouldBeEmpty();
    }

    /// <summary>The same refusal as ever for a number that is not this hospital's, whatever stands beside it.</summary>
    [Theory]
    [InlineData("ZJ-001")]
    [InlineData("no number")]
    public void Examine_ReferenceAndAnothersNumber_IsRefusedAsEver(string number)
    {
        var result = Sent.Transaction(Crp($$"""{"reference":"Patient/pa521","identifier":{{Sent.Number(number)}}}"""));

        TestTrial.Lines(result).ShouldBe(["error subject-not-of-site Bundle.entry[0].resource.subject.identifier"]);
        result.Issues.Single().Message.ShouldEndWith("Pattern: ^RM-[0-9]{3,6}$");
    }

    /// <summary>Whether they agree only the run can tell: it gets both.</summary>
    [Fact]
    public void Examine_ReferenceToAnEarlierPatientAndIdentifier_HandsOverBoth()
    {
        var link = Sent.Transaction(Crp($$"""{"reference":"Patient/pa521","identifier":{{Sent.Number("RM-522")}}}""")).Facts.Single().Link;

        link.Subject!.Value.ToString().ShouldBe("RM-522");
        link.PatientKey.ShouldBe(TestTrial.Key.ResourceKey(TestTrial.Wuhan, "Patient", "pa521"));
    }

    [Fact]
    public void Examine_IdentifierBesideAnotherServersReference_NamesTheSubject()
    {
        var result = Sent.Transaction(Crp($$"""{"reference":"http://lab.example/fhir/Patient/501","identifier":{{Sent.Number("RM-522")}}}"""));

        TestTrial.Lines(result).ShouldBeEmpty();
        result.Facts.Single().Link.ShouldBe(new SubjectLink(new("RM-522"), null));
    }

    /// <summary>The lab's Patient/501 is not ours, though its id may be.</summary>
    [Fact]
    public void Examine_AbsoluteReferenceOfAnotherServer_IsNotOurPatient()
    {
        var result = Sent.Transaction(Crp("{\"reference\":\"http://lab.example/fhir/Patient/501\"}"));

        TestTrial.Lines(result).ShouldBe(["warning subject-elsewhere Bundle.entry[0].resource.subject"]);
        result.Facts.Single().ShouldBeOfType<VersionFact>().Link.ShouldBe(new SubjectLink(null, null));
    }

    /// <summary>R4, "Resolving references in Bundles": a relative reference is resolved against the root of the entry's own fullUrl.</summary>
    [Theory]
    [InlineData("Patient/77")]
    [InlineData("Patient/77/_history/1")]
    [InlineData("http://b.example/fhir/Patient/77")]
    public void Examine_PatientOfAnotherRoot_IsNotLinked(string reference)
    {
        var result = TestTrial.Examine(Sent.Bundle(
            Sent.Put(Sent.Patient(), "77", "http://a.example/fhir/Patient/77"),
            Sent.Put(Crp($$"""{"reference":"{{reference}}"}"""), "r1", "http://b.example/fhir/Observation/r1")));

        TestTrial.Lines(result).ShouldBe(["warning subject-elsewhere Bundle.entry[1].resource.subject"]);
        result.Facts.OfType<ObservationFact>().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("http://a.example/fhir/Observation/r1", "Patient/77")]
    [InlineData("http://a.example/fhir/Observation/r1", "Patient/77/_history/3")]
    [InlineData("http://a.example/fhir/Observation/r1", "http://a.example/fhir/Patient/77")]
    [InlineData("http://b.example/fhir/Observation/r1", "http://a.example/fhir/Patient/77/_history/3")]
    [InlineData("urn:uuid:6f9c2c1e-5d0e-4a51-9d0f-2f6f4d3b7a10", "Patient/77")]
    [InlineData(null, "Patient/77")]
    public void Examine_PatientOfTheSameRoot_IsLinked(string? fullUrl, string reference)
    {
        var result = TestTrial.Examine(Sent.Bundle(
            Sent.Put(Sent.Patient(), "77", "http://a.example/fhir/Patient/77"),
            Sent.Put(Crp($$"""{"reference":"{{reference}}"}"""), "r1", fullUrl)));

        TestTrial.Lines(result).ShouldBeEmpty();
        result.Facts.OfType<ObservationFact>().Single().Link.Subject!.Value.ToString().ShouldBe("RM-007");
    }

    /// <summary>The hospital's own server, as its fullUrls say: a Patient that it sent earlier under the same id.</summary>
    [Theory]
    [InlineData("Patient/78")]
    [InlineData("http://a.example/fhir/Patient/78")]
    public void Examine_EarlierPatientUnderTheBundlesOwnRoot_IsPending(string reference)
    {
        var result = TestTrial.Examine(Sent.Bundle(Sent.Put(Crp($$"""{"reference":"{{reference}}"}"""), "r1", "http://a.example/fhir/Observation/r1")));

        TestTrial.Lines(result).ShouldBe(["information subject-pending Bundle.entry[0].resource.subject"]);
        result.Facts.Single().Link.PatientKey.ShouldBe(TestTrial.Key.ResourceKey(TestTrial.Wuhan, "Patient", "78"));
    }
}
