using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ReportPipeline.Trial.Protocol;

/// <summary>
/// An endpoint whose type the schema does not have. The type decides which fields an endpoint takes, so of this one only the fields that
/// every endpoint has are judged and read.
/// </summary>
/// <param name="Index">Place among the endpoints, from 0.</param>
/// <param name="Name">The type as the file has it: a code. Anything else in its place is a fault of the schema.</param>
/// <param name="DeclaresLooks">True when the endpoint has the field of a stopping rule.</param>
internal sealed partial record UnknownType(int Index, string Name, bool DeclaresLooks)
{
    private static readonly FrozenSet<string> FieldsOfEvery = FrozenSet.Create(StringComparer.Ordinal, "id", "title", "analysisSets", "estimand");

    /// <summary>A type that has no fields but those of every endpoint.</summary>
    private const string PlainType = "subject-flow";

    /// <param name="protocol">Any JSON.</param>
    /// <param name="schema">The schema's root, which lists the types.</param>
    public static ImmutableArray<UnknownType> In(JsonElement protocol, JsonElement schema)
    {
        if (protocol.ValueKind != JsonValueKind.Object || !protocol.TryGetProperty("endpoints", out var endpoints) || endpoints.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        var types = schema.GetProperty("definitions").GetProperty("endpoint").GetProperty("properties").GetProperty("type").GetProperty("enum")
            .EnumerateArray().Select(type => type.GetString()!).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. from item in endpoints.EnumerateArray().Index()
               let name = TypeOf(item.Item)
               where name is not null && !types.Contains(name)
               select new UnknownType(item.Index, name, item.Item.TryGetProperty("looks", out _)),
        ];
    }

    /// <summary>Whether the place lies in a field that only the unknown type could judge.</summary>
    public bool Owns(string place)
    {
        var inside = $"$.endpoints[{Index}].";
        return place.StartsWith(inside, StringComparison.Ordinal) && !FieldsOfEvery.Contains(place[inside.Length..].Split('.', '[')[0]);
    }

    /// <summary>The protocol with these endpoints cut down to what every endpoint has, under a type that can be read.</summary>
    /// <exception cref="JsonException">A field occurs twice.</exception>
    public static byte[] CutDown(byte[] protocol, ImmutableArray<UnknownType> unknown)
    {
        var root = JsonNode.Parse(protocol, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false })!;
        foreach (var type in unknown)
        {
            var endpoint = root["endpoints"]![type.Index]!.AsObject();
            foreach (var field in endpoint.Select(member => member.Key).Where(key => !FieldsOfEvery.Contains(key)).ToList())
            {
                endpoint.Remove(field);
            }

            endpoint["type"] = PlainType;
        }

        return JsonSerializer.SerializeToUtf8Bytes(root);
    }

    /// <summary>The protocol with these endpoints as what they are.</summary>
    public static TrialProtocol Mark(TrialProtocol protocol, ImmutableArray<UnknownType> unknown)
    {
        var endpoints = protocol.Endpoints.ToBuilder();
        foreach (var type in unknown)
        {
            var read = endpoints[type.Index];
            endpoints[type.Index] = new UnresolvedEndpoint
            {
                Id = read.Id,
                Title = read.Title,
                AnalysisSets = read.AnalysisSets,
                Estimand = read.Estimand,
                Problems = [$"$.endpoints[{type.Index}].type: there is no endpoint type '{type.Name}'."],
                DeclaresLooks = type.DeclaresLooks,
            };
        }

        return protocol with { Endpoints = endpoints.ToImmutable() };
    }

    private static string? TypeOf(JsonElement endpoint) =>
        endpoint.ValueKind == JsonValueKind.Object && endpoint.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
            && Code().IsMatch(type.GetString()!) ? type.GetString() : null;

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex Code();
}
