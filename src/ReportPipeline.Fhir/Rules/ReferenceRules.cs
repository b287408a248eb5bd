using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;
using Hl7.Fhir.Specification;
using ReportPipeline.Fhir.Issues;

namespace ReportPipeline.Fhir.Rules;

/// <summary>The references of one resource: their form, whether '#id' and urn targets exist, and whether R4 allows the target's type there.</summary>
/// <param name="container">The resource whose contained resources '#id' means.</param>
internal sealed partial class ReferenceRules(IssueList issues, FullUrlIndex index, IngestEntry entry, DomainResource? container)
{
    private static readonly ConcurrentDictionary<(Type, string), string[]> AllowedTargets = new();

    private readonly HashSet<string> _referred = new(StringComparer.Ordinal);

    /// <summary>Id of the contained resource whose references are being checked; null for those of the container.</summary>
    public string? Holder { get; set; }

    /// <summary>'#id' in a uri or canonical refers to a contained resource, too (rule dom-3).</summary>
    public void Refer(string uri)
    {
        if (uri.StartsWith('#'))
        {
            _referred.Add(uri[1..]);
        }
    }

    /// <summary>True when a contained resource is named by a reference, or refers to its container by '#'.</summary>
    public bool IsReferred(string containedId) => _referred.Contains(containedId);

    public void Check(Base owner, string name, ResourceReference reference, ElementStack path)
    {
        if (reference.Reference is not { } text)
        {
            return;
        }

        var target = text switch
        {
            "#" => Root(),
            ['#', ..] => Contained(text[1..], path),
            _ when FullUrlIndex.IsUrn(text) => Urn(text, path),
            _ => Literal(text, path),
        };
        var allowed = AllowedTargets.GetOrAdd((owner.GetType(), name), static key => FindAllowed(key.Item1, key.Item2));
        if (target is not null && allowed.Length > 0 && !allowed.Contains(target))
        {
            var definition = UsedTypes.IsRead(owner, name) ? RequestIssues.ReferenceTarget : RequestIssues.ReferenceTargetElsewhere;
            issues.Add(definition, path.ToString(), $"{definition.Text} Allowed: {string.Join(", ", allowed)}.");
        }
    }

    private string? Root()
    {
        if (Holder is { } id)
        {
            _referred.Add(id);
        }

        return null;
    }

    private string? Contained(string id, ElementStack path)
    {
        _referred.Add(id);
        if (container?.Contained.Find(contained => contained.Id == id) is { } found)
        {
            return found.TypeName;
        }

        issues.Add(RequestIssues.ContainedMissing, path.ToString());
        return null;
    }

    private string? Urn(string text, ElementStack path)
    {
        var found = index.Find(text, entry);
        if (found is null)
        {
            issues.Add(RequestIssues.ReferenceUnresolved, path.ToString());
        }

        return found?.Resource?.TypeName;
    }

    private string? Literal(string text, ElementStack path)
    {
        var bare = text.Split('#')[0];
        if (index.Find(bare, entry)?.Resource?.TypeName is { } type)
        {
            return type;
        }

        if (ConditionalType(bare) is { } conditional)
        {
            return conditional;
        }

        var match = LiteralForm().Match(bare);
        if (match.Success && ModelInfo.IsKnownResource(match.Groups["type"].Value))
        {
            return match.Groups["type"].Value;
        }

        if (!Uri.IsWellFormedUriString(bare, UriKind.Absolute))
        {
            issues.Add(RequestIssues.ReferenceInvalid, path.ToString());
        }

        return null;
    }

    // 'Type?query', by far the commonest literal of bundles that resolve by identifier: no expression is needed.
    private static string? ConditionalType(string reference)
    {
        var query = reference.IndexOf('?');
        return query > 0 && reference.Length > query + 1 && ModelInfo.IsKnownResource(reference[..query]) ? reference[..query] : null;
    }

    private static string[] FindAllowed(Type owner, string name)
    {
        var property = ModelInfo.ModelInspector.FindOrImportClassMapping(owner)?.FindMappedElementByName(name)?.NativeProperty;
        // Types that several releases share carry one list per release.
        var types = property?.GetCustomAttributes<ReferencesAttribute>()
            .Where(attribute => attribute.Since <= FhirRelease.R4)
            .MaxBy(attribute => attribute.Since)?.Resources ?? [];
        return types.Contains("Resource") ? [] : types;
    }

    [GeneratedRegex(@"\A(https?://.+/)?(?<type>[A-Z][A-Za-z]+)(/[A-Za-z0-9.-]{1,64}(/_history/[A-Za-z0-9.-]{1,64})?|\?.+)\z")]
    private static partial Regex LiteralForm();
}
