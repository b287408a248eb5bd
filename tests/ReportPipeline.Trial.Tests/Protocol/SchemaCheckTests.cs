using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Tests.Protocol;

/// <summary>Our own check of the schema against a general validator, over protocols broken in every way that the schema knows.</summary>
public sealed class SchemaCheckTests
{
    private const int Mutations = 400;
    private static readonly string SchemaText = File.ReadAllText(Repository.PathOf("protocols", "protocol.schema.json"));
    private static readonly string Shipped = File.ReadAllText(Repository.PathOf("protocols", "msc-covid19.json"));

    [Fact]
    public async Task FindProblems_BrokenProtocols_RefusesWhatAGeneralValidatorRefuses()
    {
        var general = await JsonSchema.FromJsonAsync(SchemaText);
        using var schema = JsonDocument.Parse(SchemaText);
        var random = new Random(20200210);
        var refused = 0;
        for (var mutation = 0; mutation < Mutations; mutation++)
        {
            var changed = Broken(random);

            var found = SchemaCheck.FindProblems(schema.RootElement, Encoding.UTF8.GetBytes(changed));

            (found.Length > 0).ShouldBe(general.Validate(changed).Count > 0, string.Join("\n", found));
            refused += found.Length > 0 ? 1 : 0;
        }

        refused.ShouldBeInRange(Mutations / 4, Mutations - 1);
    }

    [Theory]
    [InlineData("""{"a":1}""", "$.a (line 1): this field is not known here; remove it or correct its spelling.|$.name (line 1): this field is required and missing.")]
    [InlineData("{\n\"name\":\n7}", "$.name (line 3): must be text.")]
    [InlineData("""{"name":"A"}""", "$.name (line 1): must match the pattern ^[a-z]+$.")]
    [InlineData("""{"name":"a","list":[]}""", "$.list (line 1): needs at least 1 items.")]
    [InlineData("""{"name":"a","list":[1,4,3.5]}""", "$.list (line 1): may have at most 2 items.|$.list[1] (line 1): must not be above 3.|$.list[2] (line 1): must be a whole number.")]
    [InlineData("""{"name":"a","kind":"red"}""", "$.kind (line 1): allowed are 'blue', 'green'.")]
    [InlineData("""{"name":"a","kind":"green"}""", "")]
    public void FindProblems_SmallSchema_PlaceLineAndCure(string json, string problems)
    {
        using var schema = JsonDocument.Parse("""
            {"type":"object","additionalProperties":false,"required":["name"],"definitions":{"small":{"type":"integer","minimum":1,"maximum":3}},
             "properties":{"name":{"type":"string","minLength":1,"pattern":"^[a-z]+$"},"list":{"type":"array","minItems":1,"maxItems":2,"items":{"$ref":"#/definitions/small"}},
             "kind":{"enum":["blue","green"]}}}
            """);

        SchemaCheck.FindProblems(schema.RootElement, Encoding.UTF8.GetBytes(json)).ShouldBe(problems.Split('|', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("""{"oneOf":[]}""")]
    [InlineData("""{"type":"tuple"}""")]
    [InlineData("""{"$ref":"other.json"}""")]
    public void FindProblems_SchemaBeyondTheKnownPart_Throws(string schemaText)
    {
        using var schema = JsonDocument.Parse(schemaText);

        Should.Throw<InvalidOperationException>(() => SchemaCheck.FindProblems(schema.RootElement, "{}"u8.ToArray()));
    }

    /// <summary>The shipped protocol with one value changed, removed, or joined by an unknown one.</summary>
    private static string Broken(Random random)
    {
        var root = JsonNode.Parse(Shipped)!;
        var nodes = Below(root).ToList();
        var node = nodes[random.Next(nodes.Count)];
        switch (random.Next(5))
        {
            case 0 when node.Parent is JsonObject parent:
                parent.Remove(node.GetPropertyName());
                break;
            case 1 when node is JsonObject members:
                members["unknown"] = 1;
                break;
            case 2 when node is JsonArray items:
                items.Clear();
                break;
            default:
                node.ReplaceWith(Replacement(random));
                break;
        }

        return root.ToJsonString();
    }

    private static JsonNode Replacement(Random random) => random.Next(7) switch
    {
        0 => JsonValue.Create(""),
        1 => JsonValue.Create("no such value, nor pattern"),
        2 => JsonValue.Create(-1),
        3 => JsonValue.Create(0.5),
        4 => JsonValue.Create(true),
        5 => new JsonArray(),
        _ => new JsonObject(),
    };

    private static IEnumerable<JsonNode> Below(JsonNode node)
    {
        var children = node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };
        return children.OfType<JsonNode>().SelectMany(child => Below(child).Prepend(child));
    }
}
