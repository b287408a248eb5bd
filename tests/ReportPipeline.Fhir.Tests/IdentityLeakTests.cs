using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Fhir.Responses;
using ReportPipeline.Tests;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Fhir.Tests;

/// <summary>A person's data put in the place of any text of any bundle appears in no fact, query, issue or outcome.</summary>
public class IdentityLeakTests
{
    private static readonly string[] Persons = ["Zhang Wei 1961-05-02", "MRN-55512-Zhang", "张伟", "+86-139-0000-1234"];

    public static TheoryData<string> Files() =>
        [.. Directory.EnumerateFiles(Repository.PathOf("tests", "ReportPipeline.Fhir.Tests", "Bundles"), "*.json", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.PathOf("tests", "ReportPipeline.Fhir.Tests", "Bundles"), file))
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Examine_PersonInPlaceOfAnyText_IsNeverRepeated(string file)
    {
        var original = JsonNode.Parse(File.ReadAllBytes(Repository.PathOf("tests", "ReportPipeline.Fhir.Tests", "Bundles", file)))!;
        var count = Texts(original).Count();
        for (var i = 0; i < count; i++)
        {
            var copy = original.DeepClone();
            var person = Persons[i % Persons.Length];
            Texts(copy).ElementAt(i).ReplaceWith(person);
            Everything(TestTrial.Examine(copy.ToJsonString())).ShouldNotContain(person, Case.Insensitive, $"{file}, text {i}");
        }
    }

    [Fact]
    public void Examine_PatientFullOfIdentity_GivesSexAndNumberOnly()
    {
        var bundle = JsonNode.Parse(File.ReadAllBytes(Repository.PathOf("tests", "ReportPipeline.Fhir.Tests", "Bundles", "Accepted", "day-one.json")))!;
        var all = Everything(TestTrial.Examine(bundle.ToJsonString()));
        foreach (var secret in new[] { "Zhang", "Wei", "MRN-55512", "1961" })
        {
            all.ShouldNotContain(secret);
        }
    }

    private static string Everything(IntakeResult result) => string.Join('\n',
    [
        JsonSerializer.Serialize<IEnumerable<ClinicalFact>>(result.Facts, Relaxed),
        JsonSerializer.Serialize<IEnumerable<DataQuery>>(result.Queries, Relaxed),
        JsonSerializer.Serialize(result.Issues, Relaxed),
        Encoding.UTF8.GetString(OperationOutcomes.Write(result.Issues, BundleFormat.Xml)),
    ]);

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static IEnumerable<JsonValue> Texts(JsonNode? node) => node switch
    {
        JsonObject item => item.ToList().SelectMany(pair => Texts(pair.Value)),
        JsonArray list => list.ToList().SelectMany(Texts),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [value],
        _ => [],
    };
}
