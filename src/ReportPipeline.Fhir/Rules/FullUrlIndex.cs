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
    private readonly Dictionary<Resource, IngestEntry> _byResource = new(ReferenceEqualityComparer.Instance);

    public FullUrlIndex(IReadOnlyList<IngestEntry> entries, IssueList issues)
    {
        foreach (var entry in entries)
        {
            if (entry.FullUrl is { } url)
            {
                Add(entry, url, issues);
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

        if (reference.Contains('?') || RelativeForm().Match(reference) is not { Success: true } relative)
        {
            return null;
        }

        var root = RestUrl().Match(from.FullUrl ?? "");
        return root.Success && _byUrl.TryGetValue(root.Groups["root"].Value + relative.Groups["name"].Value, out entry) ? entry
            : _byName.GetValueOrDefault(relative.Groups["name"].Value);
    }

    /// <summary>The entry that holds the resource; null for a contained one.</summary>
    public IngestEntry? EntryOf(Resource resource) => _byResource.GetValueOrDefault(resource);

    public static bool IsUrn(string reference) => reference.StartsWith("urn:", StringComparison.OrdinalIgnoreCase);

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

    [GeneratedRegex(@"\A(?<name>[A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64})(/_history/[A-Za-z0-9.-]{1,64})?\z")]
    private static partial Regex RelativeForm();
}
