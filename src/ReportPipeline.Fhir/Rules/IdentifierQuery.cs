using Hl7.Fhir.Model;

namespace ReportPipeline.Fhir.Rules;

/// <summary>The one search this server understands without an index: <c>identifier=system|value</c>.</summary>
internal sealed record IdentifierQuery(string System, string Value)
{
    private const string Parameter = "identifier=";

    /// <param name="query">The part behind '?', or ifNoneExist, with or without a leading '?'.</param>
    /// <returns>Null for any other search.</returns>
    public static IdentifierQuery? Parse(string query)
    {
        var text = query.TrimStart('?');
        if (!text.StartsWith(Parameter, StringComparison.Ordinal) || text.Contains('&'))
        {
            return null;
        }

        var parts = Uri.UnescapeDataString(text[Parameter.Length..]).Split('|');
        return parts is [{ Length: > 0 } system, { Length: > 0 } value] ? new IdentifierQuery(system, value) : null;
    }
}

/// <summary>Business identifiers of a resource.</summary>
internal static class Identifiers
{
    /// <summary>Identifiers of any R4 type: some types repeat the element, some have one.</summary>
    public static IEnumerable<Identifier> Of(Resource resource) =>
        !resource.TryGetValue("identifier", out var value) ? []
        : value is Identifier one ? [one]
        : value is IEnumerable<Identifier> many ? many
        : [];
}
