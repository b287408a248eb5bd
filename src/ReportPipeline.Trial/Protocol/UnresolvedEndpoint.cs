using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ReportPipeline.Trial.Protocol;

/// <summary>
/// An endpoint that names what the protocol does not declare, or a type that this program does not have. It keeps its place, its title and
/// its sets, so that it is a result with a reason and not one endpoint silently less. No file declares it: reading the protocol makes it.
/// </summary>
public sealed record UnresolvedEndpoint : EndpointDefinition
{
    /// <summary>At least one; each names the place in the file and what is wrong with it.</summary>
    public required ImmutableArray<string> Problems { get; init; }

    /// <summary>The endpoint as the file has it; null when its type is unknown.</summary>
    public EndpointDefinition? Declared { get; init; }

    /// <summary>True when it may be a stopping rule: then nobody knows which comparisons may be shown between the looks.</summary>
    public bool DeclaresLooks { get; init; }

    /// <summary>The problems in one line, as the result rows give them.</summary>
    [JsonIgnore]
    public string Reason => string.Join("; ", Problems.Select(problem => problem.TrimEnd('.')));
}
