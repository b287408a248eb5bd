using System.Text;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Fhir.Tests;

/// <summary>Identity and versions of what is sent, over several bundles.</summary>
public class VersioningTests
{
    private static string Crp(decimal value, string request, string id = "", string identifier = "") =>
        $$$"""
        {"resource":{"resourceType":"Observation",{{{id}}}{{{identifier}}}"status":"final","code":{"coding":[{"system":"http://loinc.org","code":"1988-5"}]},
        "subject":{"identifier":{"system":"{{{TestTrial.SubjectSystem}}}","value":"RM-007"}},"effectiveDateTime":"2020-02-11",
        "valueQuantity":{"value":{{{value}}},"system":"http://unitsofmeasure.org","code":"mg/L"}},"request":{{{request}}}}
        """;

    private const string Put = """{"method":"PUT","url":"Observation/o1"}""";
    private const string Post = """{"method":"POST","url":"Observation"}""";
    private const string Conditional = """{"method":"POST","url":"Observation","ifNoneExist":"identifier=https://h.example|crp-1"}""";
    private const string Id = "\"id\":\"o1\",";
    private const string Identifier = "\"identifier\":[{\"system\":\"https://h.example\",\"value\":\"crp-1\"}],";

    private static string Bundle(params string[] entries) => $$"""{"resourceType":"Bundle","type":"transaction","entry":[{{string.Join(',', entries)}}]}""";

    private static ImmutableFacts Read(string bundle, string? id = null) =>
        new(TestTrial.Examine(id is null ? bundle : bundle.Replace("\"type\"", $"\"id\":\"{id}\",\"type\"")).Facts);

    private sealed record ImmutableFacts(IReadOnlyList<ClinicalFact> All)
    {
        public SourceReference Source => All.Single().Source;
    }

    [Fact]
    public void Examine_SameBytesTwice_GivesTheSameResult()
    {
        var bundle = Bundle(Crp(1, Post), Crp(2, Put, Id));
        TestTrial.Examine(bundle).Facts.ShouldBe(TestTrial.Examine(bundle).Facts);
    }

    [Fact]
    public void Examine_PutOfSameIdInThreeBundles_IsThreeVersionsOfOneResource()
    {
        var sources = new[] { Read(Bundle(Crp(1, Put, Id)), "a"), Read(Bundle(Crp(2, Put, Id)), "b"), Read(Bundle(Crp(1, Put, Id)), "c") }
            .Select(facts => facts.Source).ToList();
        sources.Select(source => source.ResourceKey).Distinct().Count().ShouldBe(1);
        sources.Select(source => source.VersionId).Distinct().Count().ShouldBe(3);
        sources.ShouldAllBe(source => System.Text.RegularExpressions.Regex.IsMatch(source.VersionId, "^[0-9a-f]{16}$"));
    }

    [Fact]
    public void Examine_TwoEqualPosts_AreTwoResources()
    {
        var facts = Read(Bundle(Crp(1, Post), Crp(1, Post))).All;
        facts.Select(fact => fact.Source.ResourceKey).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void Examine_ConditionalPostAgain_IsTheSameResource() =>
        Read(Bundle(Crp(1, Conditional, identifier: Identifier))).Source.ResourceKey
            .ShouldBe(Read(Bundle(Crp(2, Conditional, identifier: Identifier))).Source.ResourceKey);

    [Fact]
    public void Examine_SameIdFromTwoSites_AreTwoResources()
    {
        var wuhan = TestTrial.Examine(Bundle(Crp(1, Put, Id))).Facts.Single();
        var zhejiang = TestTrial.Examine(Bundle(Crp(1, Put, Id)).Replace("RM-007", "ZJ-007"), site: TestTrial.Zhejiang).Facts.Single();
        zhejiang.Source.ResourceKey.ShouldNotBe(wuhan.Source.ResourceKey);
    }

    [Fact]
    public void Examine_ReferenceToPatientSentEarlier_HasThatPatientsKey()
    {
        var patient = TestTrial.Examine(Bundle($$$"""{"resource":{"resourceType":"Patient","id":"p1","identifier":[{"system":"{{{TestTrial.SubjectSystem}}}","value":"RM-007"}]},"request":{"method":"PUT","url":"Patient/p1"}}""")).Facts.Single();
        var later = TestTrial.Examine(Bundle(Crp(1, Post)).Replace($$$"""{"identifier":{"system":"{{{TestTrial.SubjectSystem}}}","value":"RM-007"}}""", """{"reference":"Patient/p1"}""")).Facts.Single();
        later.Link.ShouldBe(new SubjectLink(null, patient.Source.ResourceKey));
        later.Link.PatientKey!.ShouldNotContain("p1");
    }

    // A version that says nothing the trial uses still stands where the old one stood, so that the old one no longer counts.
    [Fact]
    public void Examine_VersionWithoutMeaning_IsStillAVersionOfItsResource()
    {
        var said = Read(Bundle(Crp(1, Put, Id)));
        var withdrawn = TestTrial.Examine(Bundle(Crp(1, Put, Id)).Replace("1988-5", "99999-9").Replace("\"final\"", "\"entered-in-error\"")).Facts.Single();

        withdrawn.ShouldBeOfType<VersionFact>();
        withdrawn.Source.ResourceKey.ShouldBe(said.Source.ResourceKey);
    }

    [Fact]
    public void Examine_IfMatch_BecomesAPrecondition()
    {
        var result = TestTrial.Examine(Bundle(Crp(1, """{"method":"PUT","url":"Observation/o1","ifMatch":"W/\"0123456789abcdef\""}""", Id)));
        result.Accepted.ShouldBeTrue();
        var precondition = result.Preconditions.Single();
        precondition.ShouldBe(new VersionPrecondition(0, "Observation", result.Facts.Single().Source.ResourceKey, "0123456789abcdef"));

        var refused = result.WithUnconfirmed([precondition]);
        (refused.Accepted, refused.HttpStatus).ShouldBe((false, 412));
        refused.Facts.ShouldBeEmpty();
        TestTrial.Lines(refused).ShouldBe(["error version-mismatch Bundle.entry[0].request.ifMatch"]);
    }

    [Fact]
    public void Examine_IfMatchInABatch_RefusesItsEntryOnly()
    {
        var bundle = Bundle(Crp(1, """{"method":"PUT","url":"Observation/o1","ifMatch":"W/\"1\""}""", Id), Crp(1, Post)).Replace("transaction", "batch");
        var result = TestTrial.Examine(bundle);
        var refused = result.WithUnconfirmed(result.Preconditions);
        refused.Accepted.ShouldBeTrue();
        refused.Entries.Select(entry => entry.HttpStatus).ShouldBe([412, 201]);
        refused.Facts.Single().Source.EntryIndex.ShouldBe(1);
    }

    [Fact]
    public void Judge_AnyBundle_SameAnswerAsExamineWithoutFacts()
    {
        foreach (var bundle in new[] { Bundle(Crp(1, Post), Crp(2, Put, Id)), Bundle(Crp(1, Put)), Bundle(Crp(1, Put.Replace("\"o1\"", "\"o2\""), Id), Crp(1, Post)).Replace("transaction", "batch") })
        {
            var request = new IntakeRequest(Encoding.UTF8.GetBytes(bundle), BundleFormat.Json, TestTrial.Wuhan, TestTrial.ReceivedAt);

            var judged = TestTrial.Intake.Judge(request);

            judged.Facts.ShouldBeEmpty();
            judged.Queries.ShouldBeEmpty();
            var examined = TestTrial.Intake.Examine(request);
            judged.Issues.ShouldBe(examined.Issues);
            judged.Preconditions.ShouldBe(examined.Preconditions);
            judged.Entries.Select(Line).ShouldBe(examined.Entries.Select(Line));
        }
    }

    private static string Line(EntryOutcome entry) => $"{entry.Index} {entry.HttpStatus} {entry.ResourceType}/{entry.LogicalId} {entry.VersionId}";

    [Fact]
    public void Examine_ManyThreads_GiveOneResult()
    {
        var bundle = Bundle([.. Enumerable.Range(0, 50).Select(i => Crp(i, Post))]);
        var expected = TestTrial.Examine(bundle).Facts;
        Parallel.For(0, 16, _ => TestTrial.Examine(bundle).Facts.ShouldBe(expected));
    }

    [Fact]
    public void Examine_UnknownSite_IsAFault() =>
        Should.Throw<ArgumentException>(() => TestTrial.Examine("{}", site: new SiteId("nowhere")));
}
