using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace ReportPipeline.Tests.Observability;

/// <summary>Puts a person's data, a different value each time, where a bundle holds text, and remembers every value.</summary>
internal sealed class IdentityValues
{
    // Nothing of ours contains them: a hit is a leak.
    private static readonly string[] Kinds = ["Zhang-Wei-{0:D4}", "MRN5551{0:D4}", "张伟{0:D4}号", "+86-139-7777-{0:D4}", "19610502T{0:D4}", "zhang.wei.{0:D4}@mail.example"];

    private readonly List<string> used = [];

    public IReadOnlyList<string> Used => used;

    public string Next()
    {
        var value = string.Format(CultureInfo.InvariantCulture, Kinds[used.Count % Kinds.Length], used.Count);
        used.Add(value);
        return value;
    }

    /// <summary>A patient's every identity element filled; the bundle stays acceptable.</summary>
    public byte[] FillPatients(byte[] bundle)
    {
        var root = JsonNode.Parse(bundle)!;
        foreach (var patient in root["entry"]!.AsArray().Select(entry => entry!["resource"]).OfType<JsonObject>())
            FillDescription(patient);
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    /// <summary>One copy per text of the bundle, with a person's data in that text's place.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="every">1 for every text, 2 for every second one …</param>
    public IEnumerable<byte[]> InPlaceOfTexts(byte[] bundle, int every)
    {
        var original = JsonNode.Parse(bundle)!;
        for (var index = 0; index < Texts(original).Count(); index += every)
        {
            var copy = original.DeepClone();
            Texts(copy).ElementAt(index).ReplaceWith(Next());
            yield return Encoding.UTF8.GetBytes(copy.ToJsonString());
        }
    }

    private void FillDescription(JsonObject resource)
    {
        resource["text"] = new JsonObject { ["status"] = "generated", ["div"] = $"<div xmlns=\"http://www.w3.org/1999/xhtml\">{Next()}</div>" };
        if ((string?)resource["resourceType"] != "Patient")
        {
            return;
        }

        resource["name"] = new JsonArray(new JsonObject { ["text"] = Next(), ["family"] = Next(), ["given"] = new JsonArray(Next()) });
        resource["telecom"] = new JsonArray(new JsonObject { ["system"] = "phone", ["value"] = Next() }, new JsonObject { ["system"] = "email", ["value"] = Next() });
        resource["address"] = new JsonArray(new JsonObject { ["text"] = Next(), ["line"] = new JsonArray(Next()), ["city"] = Next(), ["postalCode"] = Next() });
        resource["contact"] = new JsonArray(new JsonObject { ["name"] = new JsonObject { ["text"] = Next() } });
        resource["identifier"]?.AsArray().Add(new JsonObject { ["system"] = "urn:oid:1.2.3.4", ["value"] = Next() });
    }

    private static IEnumerable<JsonValue> Texts(JsonNode? node) => node switch
    {
        JsonObject item => item.ToList().SelectMany(pair => Texts(pair.Value)),
        JsonArray list => list.ToList().SelectMany(Texts),
        JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.String => [value],
        _ => [],
    };
}
