using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReportPipeline.Trial.Protocol;

/// <summary>What came of reading a protocol: the protocol, or every problem of its files.</summary>
/// <param name="Protocol">Null when there are problems.</param>
/// <param name="Decisions">The decision list beside it; empty when the protocol names none.</param>
/// <param name="Hash">SHA-256 over the bytes of the protocol and its decision list, lower-case hexadecimal.</param>
/// <param name="Problems">Each names the place in the file and what is wrong with it.</param>
public sealed record ProtocolReading(
    TrialProtocol? Protocol,
    DecisionList? Decisions,
    string Hash,
    ImmutableArray<string> Problems)
{
    /// <summary>SHA-256 of the decision list's bytes, of no bytes when there is none, lower-case hexadecimal.</summary>
    public string DecisionsHash { get; init; } = "";

    /// <summary>One line per endpoint of a usable protocol that cannot be run because of what it names; its results say so too.</summary>
    public ImmutableArray<string> Warnings =>
        [.. (Protocol?.Endpoints ?? []).OfType<UnresolvedEndpoint>().Select(endpoint => $"endpoint '{endpoint.Id}' is not estimable: {endpoint.Reason}.")];
}

/// <summary>
/// Reads a protocol file: JSON, then the schema, then the meaning. All problems of a stage are reported at once; a
/// stage is entered only when the one before found none. An endpoint whose type, or whose names, refer to nothing is no problem of the
/// file: it becomes an <see cref="UnresolvedEndpoint"/>.
/// </summary>
public static class ProtocolFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowOutOfOrderMetadataProperties = true,
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    private static readonly Lazy<JsonElement> Schema = new(ReadSchema);

    /// <param name="path">The protocol file; its decision list is looked for in the same folder.</param>
    public static ProtocolReading Load(string path)
    {
        if (!File.Exists(path))
        {
            return Unusable([$"The protocol file '{Path.GetFileName(path)}' does not exist. Set ProtocolFile to a file in the protocols folder."]);
        }

        var protocol = File.ReadAllBytes(path);
        return Read(protocol, name =>
        {
            var beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, name);
            return File.Exists(beside) ? File.ReadAllBytes(beside) : null;
        });
    }

    /// <param name="protocol">The protocol's JSON, UTF-8.</param>
    /// <param name="readBeside">Gives the bytes of a file that the protocol names, or null when there is none.</param>
    public static ProtocolReading Read(byte[] protocol, Func<string, byte[]?> readBeside)
    {
        var (unknown, problems) = CheckSyntaxAndSchema(protocol);
        if (problems.Length > 0)
        {
            return Unusable(problems);
        }

        try
        {
            var readable = unknown.IsEmpty ? protocol : UnknownType.CutDown(protocol, unknown);
            var parsed = JsonSerializer.Deserialize<TrialProtocol>(readable, Options)!;
            return ReadDecisions(protocol, UnknownType.Mark(parsed, unknown), readBeside);
        }
        catch (JsonException exception)
        {
            return Unusable([$"{exception.Path ?? "$"}: {FirstSentence(exception.Message)}"]);
        }
    }

    private static ProtocolReading ReadDecisions(byte[] bytes, TrialProtocol protocol, Func<string, byte[]?> readBeside)
    {
        var decisionBytes = protocol.DecisionsFile is { } name ? readBeside(name) : [];
        if (decisionBytes is null)
        {
            return Unusable([$"$.decisionsFile: the file '{protocol.DecisionsFile}' is not beside the protocol."]);
        }

        DecisionList decisions;
        try
        {
            // An empty file is a truncated one: it would put everyone back into every analysis set.
            decisions = protocol.DecisionsFile is null
                ? DecisionList.Empty(protocol.Id)
                : JsonSerializer.Deserialize<DecisionList>(decisionBytes, Options)!;
        }
        catch (JsonException exception)
        {
            var what = FirstSentence(exception.Message).Split(" could not be mapped")[0];
            return Unusable([$"{protocol.DecisionsFile}, at {exception.Path ?? "$"}: not a decision list as docs/decisions-file.md describes it ({what})."]);
        }

        var problems = ProtocolCheck.FindProblems(protocol, decisions);
        return problems.Length > 0
            ? Unusable(problems)
            : new ProtocolReading(EndpointCheck.Resolve(protocol), decisions, Hash(bytes, decisionBytes), [])
            {
                DecisionsHash = Convert.ToHexStringLower(SHA256.HashData(decisionBytes)),
            };
    }

    private static (ImmutableArray<UnknownType> Unknown, ImmutableArray<string> Problems) CheckSyntaxAndSchema(byte[] protocol)
    {
        ImmutableArray<UnknownType> unknown;
        try
        {
            using var document = JsonDocument.Parse(protocol);
            unknown = UnknownType.In(document.RootElement, Schema.Value);
        }
        catch (JsonException exception)
        {
            return ([], [$"Not JSON: {FirstSentence(exception.Message)}"]);
        }

        return (unknown, SchemaCheck.FindProblems(Schema.Value, protocol, place => unknown.Any(type => type.Owns(place))));
    }

    private static JsonElement ReadSchema()
    {
        using var stream = typeof(ProtocolFile).Assembly.GetManifestResourceStream("protocol.schema.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }

    private static string Hash(byte[] protocol, byte[] decisions)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(SHA256.HashData(protocol));
        hash.AppendData(SHA256.HashData(decisions));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static ProtocolReading Unusable(ImmutableArray<string> problems) => new(null, null, string.Empty, problems);

    private static string FirstSentence(string message) => message.Split(" Path:")[0];
}
