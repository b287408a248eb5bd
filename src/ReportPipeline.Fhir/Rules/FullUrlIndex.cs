using System.Text.RegularExpressions;
using Hl7.Fhir.Model;
using ReportPipeline.Fhir.Issues;
using ReportPipeline.Fhir.Parsing;

namespace ReportPipeline.Fhir.Rules;

/// <summary>
/// Finds the entry that a reference means. Tolerates <c>urn:uuid:</c> in capitals or followed by anything (<c>urn:uuid:1</c>),
/// because real systems send them: the one documented leniency.
/// </summary>
internal sealed partial class FullUrlIndex
{
    private readonly Dictionary<string, IngestEntry> _byUrl = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IngestEntry> _byName = new(StringComparer.Ordinal);
    private readonly HashSet<string> _roots = new(StringComparer.Ordinal);
    private readonly Dictionary<Resource, IngestEntry> _byResource = new(ReferenceEqualityComparer.Instance);

    public FullUrlIndex(IReadOnlyList<IngestEntry> entries, IssueList issues)
    {
        foreach (var entry in entries)
        {
            if (entry.FullUrl is { } url)
            {
                Add(entry, url, issues);
            }

            if (RootOf(entry) is { } root)
            {
                _roots.Add(root);
            }

            if (entry.Resource is { } resource)
            {
                _byResource.Add(resource, entry);
            }

            if (entry is { Resource: { } named, SentId: { } id })
            {
                _byName.TryAdd($"{named.TypeName}/{id}", entry);
            }
        }
    }

    /// <param name="reference">Without fragment.</param>
    /// <param name="from">The entry that holds the reference.</param>
    public IngestEntry? Find(string reference, IngestEntry from)
    {
        if (_byUrl.TryGetValue(Normal(reference), out var entry))
        {
            return entry;
        }

        if (reference.Contains('?') || LiteralForm().Match(reference) is not { Success: true } literal)
        {
            return null;
        }

        var name = literal.Groups["name"].Value;
        if ((RootIn(literal) ?? RootOf(from)) is not { } root)
        {
            return _byName.GetValueOrDefault(name);
        }

        // Not an entry of that name under another root: two servers may both have a Patient/1. One without a root is a record of this server.
        return _byUrl.TryGetValue(root + name, out entry) ? entry
            : !literal.Groups["root"].Success && _byName.TryGetValue(name, out entry) && RootOf(entry) is null ? entry
            : null;
    }

    /// <summary>
    /// True for a literal reference to another server's resource, whose id says nothing here: an absolute URL under a root that no fullUrl of the
    /// Bundle has, or a name that the Bundle has under another root.
    /// </summary>
    public bool IsElsewhere(string reference, IngestEntry from)
    {
        var literal = LiteralForm().Match(reference);
        return (RootIn(literal) ?? RootOf(from)) is { } root
            && (!_roots.Contains(root) || (_byName.TryGetValue(literal.Groups["name"].Value, out var named) && RootOf(named) is { } other && other != root));
    }

    /// <summary>The entry that holds the resource; null for a contained one.</summary>
    public IngestEntry? EntryOf(Resource resource) => _byResource.GetValueOrDefault(resource);

    public static bool IsUrn(string reference) => reference.StartsWith("urn:", StringComparison.OrdinalIgnoreCase);

    private static string? RootIn(Match literal) => literal.Groups["root"] is { Success: true } root ? root.Value : null;

    private static string? RootOf(IngestEntry entry) =>
        entry.FullUrl is { } url && !IsUrn(url) && RestUrl().Match(url) is { Success: true } rest ? rest.Groups["root"].Value : null;

    private void Add(IngestEntry entry, string url, IssueList issues)
    {
        var path = entry.Path + ".fullUrl";
        if (!IsUrn(url) && !IsAcceptable(entry.SentId, url))
        {
            issues.Add(RequestIssues.FullUrlInvalid, path);
        }

        if (!_byUrl.TryAdd(Normal(url), entry) && VersionOf(entry) == VersionOf(_byUrl[Normal(url)]))
        {
            issues.Add(RequestIssues.FullUrlDuplicate, path);
        }
    }

    private static bool IsAcceptable(string? id, string url) =>
        !url.Contains("/_history/", StringComparison.Ordinal)
        && Uri.IsWellFormedUriString(url, UriKind.Absolute)
        && (id is null || RestUrl().Match(url) is not { Success: true } rest || rest.Groups["id"].Value == id);

    // Two versions of one resource may share a fullUrl (rule bdl-7); a reference then means the first.
    private static string? VersionOf(IngestEntry entry) =>
        entry.Resource is { } resource && resource.TryGetValue("meta", out var meta) ? LooseElements.Text(meta as Base, "versionId") : null;

    private static string Normal(string url) => IsUrn(url) ? url.ToLowerInvariant() : url;

    [GeneratedRegex(@"\A(?<root>https?://.+/)(?<type>[A-Z][A-Za-z]+)/(?<id>[A-Za-z0-9.-]{1,64})\z")]
    private static partial Regex RestUrl();

    [GeneratedRegex(@"\A(?<root>https?://.+/)?(?<name>[A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64})(/_history/[A-Za-z0-9.-]{1,64})?\z")]
    private static partial Regex LiteralForm();
}
