using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ReportPipeline.Trial.Protocol;

/// <summary>
/// Checks JSON against the part of JSON Schema (draft 7) that the protocol's schema uses. A general validator costs half of the
/// program's start; tests hold this one against such a validator. A schema with any other keyword is a fault of ours and throws.
/// </summary>
internal sealed class SchemaCheck(JsonElement schema, ReadOnlyMemory<byte> json, Func<string, bool> isLeftOut)
{
    private const string References = "#/definitions/";

    private readonly List<string> problems = [];

    /// <param name="schema">The schema's root.</param>
    /// <param name="json">Well-formed UTF-8 JSON.</param>
    /// <param name="isLeftOut">Places whose problems do not count, such as <c>$.endpoints[3].type</c>; none when absent.</param>
    /// <returns>Every problem, with place and line, in ordinal order.</returns>
    public static ImmutableArray<string> FindProblems(JsonElement schema, ReadOnlyMemory<byte> json, Func<string, bool>? isLeftOut = null)
    {
        using var document = JsonDocument.Parse(json);
        var check = new SchemaCheck(schema, json, isLeftOut ?? (_ => false));
        check.Check(schema, document.RootElement, "$");
        return [.. check.problems.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private void Check(JsonElement rules, JsonElement value, string place)
    {
        if (rules.TryGetProperty("type", out var type) && !IsOfType(value, type.GetString()!))
        {
            Tell(value, place, $"must be {Named(type.GetString()!)}.");
            return;
        }

        foreach (var rule in rules.EnumerateObject())
        {
            Apply(rule, rules, value, place);
        }
    }

    private void Apply(JsonProperty rule, JsonElement rules, JsonElement value, string place)
    {
        switch (rule.Name)
        {
            case "$schema" or "title" or "description" or "definitions" or "type":
                break;
            case "$ref":
                Check(Referred(rule.Value.GetString()!), value, place);
                break;
            case "properties" or "required" or "additionalProperties":
                CheckMembers(rule, rules, value, place);
                break;
            case "items" or "minItems" or "maxItems":
                CheckItems(rule, value, place);
                break;
            default:
                CheckScalar(rule, value, place);
                break;
        }
    }

    private void CheckMembers(JsonProperty rule, JsonElement rules, JsonElement value, string place)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (rule.Name == "required")
        {
            foreach (var name in rule.Value.EnumerateArray().Select(item => item.GetString()!).Where(name => !value.TryGetProperty(name, out _)))
            {
                Tell(value, $"{place}.{name}", "this field is required and missing.");
            }

            return;
        }

        foreach (var member in value.EnumerateObject())
        {
            var isKnown = rules.GetProperty("properties").TryGetProperty(member.Name, out var memberRules);
            if (isKnown && rule.Name == "properties")
            {
                Check(memberRules, member.Value, $"{place}.{member.Name}");
            }
            else if (!isKnown && rule.Name == "additionalProperties" && !rule.Value.GetBoolean())
            {
                Tell(member.Value, $"{place}.{member.Name}", "this field is not known here; remove it or correct its spelling.");
            }
        }
    }

    private void CheckItems(JsonProperty rule, JsonElement value, string place)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        if (rule.Name == "items")
        {
            for (var i = 0; i < value.GetArrayLength(); i++)
            {
                Check(rule.Value, value[i], string.Create(CultureInfo.InvariantCulture, $"{place}[{i}]"));
            }

            return;
        }

        var (count, bound) = (value.GetArrayLength(), rule.Value.GetInt32());
        if (rule.Name == "minItems" ? count < bound : count > bound)
        {
            Tell(value, place, rule.Name == "minItems" ? $"needs at least {rule.Value} items." : $"may have at most {rule.Value} items.");
        }
    }

    private void CheckScalar(JsonProperty rule, JsonElement value, string place)
    {
        var problem = rule.Name switch
        {
            "enum" when !rule.Value.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value)) =>
                $"allowed are {string.Join(", ", rule.Value.EnumerateArray().Select(allowed => $"'{allowed}'"))}.",
            "pattern" when value.ValueKind == JsonValueKind.String && !Regex.IsMatch(value.GetString()!, rule.Value.GetString()!) =>
                $"must match the pattern {rule.Value}.",
            "minLength" when value.ValueKind == JsonValueKind.String && value.GetString()!.Length < rule.Value.GetInt32() => "is too short.",
            "minimum" when value.ValueKind == JsonValueKind.Number && value.GetDouble() < rule.Value.GetDouble() => $"must not be below {rule.Value}.",
            "maximum" when value.ValueKind == JsonValueKind.Number && value.GetDouble() > rule.Value.GetDouble() => $"must not be above {rule.Value}.",
            "enum" or "pattern" or "minLength" or "minimum" or "maximum" => null,
            _ => throw new InvalidOperationException($"The protocol's schema uses '{rule.Name}', which {nameof(SchemaCheck)} does not know."),
        };
        if (problem is not null)
        {
            Tell(value, place, problem);
        }
    }

    private JsonElement Referred(string reference) =>
        reference.StartsWith(References, StringComparison.Ordinal)
            ? schema.GetProperty("definitions").GetProperty(reference[References.Length..])
            : throw new InvalidOperationException($"The protocol's schema refers to '{reference}', which is none of its definitions.");

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new InvalidOperationException($"The protocol's schema uses the type '{type}', which {nameof(SchemaCheck)} does not know."),
    };

    private static string Named(string type) => type switch
    {
        "object" => "an object",
        "array" => "a list",
        "string" => "text",
        "boolean" => "true or false",
        "integer" => "a whole number",
        _ => "a number",
    };

    private void Tell(JsonElement value, string place, string problem)
    {
        if (!isLeftOut(place))
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{place} (line {LineOf(value)}): {problem}"));
        }
    }

    private int LineOf(JsonElement value) =>
        json.Span.Overlaps(JsonMarshal.GetRawUtf8Value(value), out var offset) ? 1 + json.Span[..offset].Count((byte)'\n') : 1;
}
