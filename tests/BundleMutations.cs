using System.Text;
using System.Text.Json.Nodes;

namespace ReportPipeline.Tests;

/// <summary>A damaged bundle, in the format of the valid one that it was made from.</summary>
/// <param name="Name">Seed and number, from which it can be made again.</param>
internal sealed record MutatedBundle(byte[] Body, bool IsXml, string Name);

/// <summary>Bundles derived from valid ones by small damages to bytes or to the tree. The same seed gives the same bundles.</summary>
internal static class BundleMutations
{
    private static readonly string[] Splinters =
    [
        "null", "{}", "[]", "[[]]", "1e999", "-1", "\"\"", "\"\\ud800\"", "\"\\u0000\"", "NaN", "{\"a\":1}", "true", "1.23456789012345678901234567890",
        "\"urn:uuid:1\"", "\"#x\"", "\"Patient/1\"", "\"2020-02-30\"", "<a/>", "&amp;", "<![CDATA[x]]>", "\"resourceType\":\"Patient\",", "\"9999-12-31T23:59:59.999-14:00\"", "\"0001-01-01\"",
    ];

    private static readonly (byte[] Bytes, bool IsXml)[] Seeds =
    [
        .. Directory.EnumerateFiles(Repository.PathOf("tests", "ReportPipeline.Fhir.Tests", "Bundles"), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".json" or ".xml")
            .Order(StringComparer.Ordinal)
            .Select(file => (File.ReadAllBytes(file), Path.GetExtension(file) == ".xml")),
    ];

    public static IEnumerable<MutatedBundle> Of(int seed, int count)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var (bytes, isXml) = Seeds[random.Next(Seeds.Length)];
            var mutated = !isXml && random.Next(2) == 0 ? MutateTree(bytes, random) : MutateBytes(bytes, random);
            yield return new MutatedBundle(mutated, isXml, $"seed {seed}, mutation {i}");
        }
    }

    private static byte[] MutateBytes(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var n = random.Next(1, 5); n > 0 && bytes.Count > 0; n--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 40), bytes.Count - at);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count - length + 1), length));
                    break;
                case 3:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Splinters[random.Next(Splinters.Length)]));
                    break;
                default:
                    bytes.RemoveRange(at, random.Next(10) == 0 ? bytes.Count - at : 1);
                    break;
            }
        }

        return [.. bytes];
    }

    private static byte[] MutateTree(byte[] original, Random random)
    {
        var root = JsonNode.Parse(original)!;
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var places = Containers(root).ToList();
            var container = places[random.Next(places.Count)];
            if (container is JsonObject { Count: > 0 } item)
            {
                var name = item.ElementAt(random.Next(item.Count)).Key;
                MutateMember(item, name, random);
            }
            else if (container is JsonArray { Count: > 0 } list)
            {
                list.Insert(random.Next(list.Count), Splinter(random));
            }
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    private static void MutateMember(JsonObject item, string name, Random random)
    {
        switch (random.Next(4))
        {
            case 0:
                item.Remove(name);
                break;
            case 1:
                var value = item[name]?.DeepClone();
                item.Remove(name);
                item["_" + name] = value;
                break;
            case 2:
                item[name] = new JsonArray(item[name]?.DeepClone(), item[name]?.DeepClone());
                break;
            default:
                item[name] = Splinter(random);
                break;
        }
    }

    private static JsonNode? Splinter(Random random)
    {
        var splinter = Splinters[random.Next(Splinters.Length)];
        try
        {
            // The tree's own writer cannot write half a surrogate pair; the mutation of bytes covers it.
            return splinter.Contains("\\ud800") ? null : JsonNode.Parse(splinter);
        }
        catch (System.Text.Json.JsonException)
        {
            return JsonValue.Create("x");
        }
    }

    private static IEnumerable<JsonNode> Containers(JsonNode node) => node switch
    {
        JsonObject item => item.Select(pair => pair.Value).OfType<JsonNode>().SelectMany(Containers).Prepend(node),
        JsonArray list => list.OfType<JsonNode>().SelectMany(Containers).Prepend(node),
        _ => [],
    };
}
