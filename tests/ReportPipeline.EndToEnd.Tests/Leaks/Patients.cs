using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using ReportPipeline.Fhir.Identity;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Fhir.Leaks;
using ReportPipeline.Tests.SampleResults;
using ReportPipeline.Trial;

namespace ReportPipeline.Tests.Leaks;

/// <summary>Invented patients as a hospital would send them, and the terms by which the guard knows them.</summary>
internal static class Patients
{
    public static readonly BundleIntake Intake = new(SampleRun.Outcome.Protocol, new PseudonymKey(new byte[32]));

    private static readonly SiteId Site = SampleRun.Outcome.Protocol.Sites[0].SiteId;

    public static ImmutableArray<IdentityTerm> Terms(params IEnumerable<JsonObject> patients)
    {
        var bundle = new JsonObject
        {
            ["resourceType"] = "Bundle",
            ["type"] = "collection",
            ["entry"] = new JsonArray([.. patients.Select((patient, index) => (JsonNode)new JsonObject
            {
                ["fullUrl"] = $"urn:uuid:00000000-0000-4000-8000-{index:D12}",
                ["resource"] = patient,
            })]),
        };
        return Intake.ReadIdentity(new IntakeRequest(Encoding.UTF8.GetBytes(bundle.ToJsonString()), BundleFormat.Json, Site, DateTimeOffset.UnixEpoch));
    }

    public static JsonObject Named(string family, string given) => new()
    {
        ["resourceType"] = "Patient",
        ["name"] = new JsonArray(new JsonObject { ["family"] = family, ["given"] = new JsonArray(given) }),
    };

    public static JsonObject Living(string city, string line) => new()
    {
        ["resourceType"] = "Patient",
        ["address"] = new JsonArray(new JsonObject { ["line"] = new JsonArray(line), ["city"] = city }),
    };

    /// <summary>Wang Jianguo with everything that a Patient can hold.</summary>
    public static JsonObject Whole() => JsonNode.Parse("""
        {
          "resourceType": "Patient",
          "identifier": [
            { "system": "SUBJECT", "value": "RM-001" },
            { "system": "https://renmin-wuhan.example/medical-record", "value": "ZY-4711-08" },
            { "system": "https://example.org/citizen", "value": "42010619620305301X" }
          ],
          "name": [ { "family": "王", "given": ["建国"] }, { "family": "Wang", "given": ["Jianguo"] } ],
          "telecom": [ { "system": "phone", "value": "+86 138 0013 8000" }, { "system": "email", "value": "wang.jg@example.org" } ],
          "birthDate": "1962-03-05",
          "address": [ { "line": ["武昌区解放路99号"], "city": "武汉" }, { "line": ["99 Jiefang Road"], "city": "Wuhan" } ],
          "contact": [ { "name": { "family": "Zhao", "given": ["Meilan"] }, "telecom": [ { "value": "027 8804 1911" } ] } ]
        }
        """.Replace("SUBJECT", SampleRun.Outcome.Protocol.SubjectIdentifierSystem, StringComparison.Ordinal))!.AsObject();
}
