using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using Hl7.Fhir.Introspection;
using Hl7.Fhir.Model;
using ReportPipeline.Fhir.Issues;

namespace ReportPipeline.Fhir.Rules;

/// <summary>The references of one resource: their form, whether '#id' and urn targets exist, and whether R4 allows the target's type there.</summary>
/// <param name="container">The resource whose contained resources '#id' means.</param>
internal sealed partial class ReferenceRules(IssueList issues, FullUrlIndex index, IngestEntry entry, DomainResource? container)
{
    private static readonly ConcurrentDictionary<(Type, string), string[]> AllowedTargets = new();

    /// <summary>Contained ids that a reference names.</summary>
    public HashSet<string> UsedIds { get; } = new(StringComparer.Ordinal);

    /// <summary>Contained resources that refer to their container by '#'.</summary>
    public HashSet<string> ContainedReferToRoot { get; } = new(StringComparer.Ordinal);

    public bool RefersToRoot { get; private set; }

    public void Check(Base owner, string name, ResourceReference reference, string path)
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
            issues.Add(RequestIssues.ReferenceTarget, path, $"{RequestIssues.ReferenceTarget.Text} Allowed: {string.Join(", ", allowed)}.");
        }
    }

    private string? Root()
    {
        RefersToRoot = true;
        return null;
    }

    private string? Contained(string id, string path)
    {
        UsedIds.Add(id);
        if (container?.Contained.Find(contained => contained.Id == id) is { } found)
        {
            return found.TypeName;
        }

        issues.Add(RequestIssues.ContainedMissing, path);
        return null;
    }

    private string? Urn(string text, string path)
    {
        var found = index.Find(text, entry);
        if (found is null)
        {
            issues.Add(RequestIssues.ReferenceUnresolved, path);
        }

        return found?.Resource?.TypeName;
    }

    private string? Literal(string text, string path)
    {
        var bare = text.Split('#')[0];
        if (index.Find(bare, entry)?.Resource?.TypeName is { } type)
        {
            return type;
        }

        var match = LiteralForm().Match(bare);
        if (match.Success && ModelInfo.IsKnownResource(match.Groups["type"].Value))
        {
            return match.Groups["type"].Value;
        }

        if (!Uri.IsWellFormedUriString(bare, UriKind.Absolute))
        {
            issues.Add(RequestIssues.ReferenceInvalid, path);
        }

        return null;
    }

    private static string[] FindAllowed(Type owner, string name)
    {
        var property = ModelInfo.ModelInspector.FindOrImportClassMapping(owner)?.FindMappedElementByName(name)?.NativeProperty;
        var types = property?.GetCustomAttribute<ReferencesAttribute>()?.Resources ?? [];
        return types.Contains("Resource") ? [] : types;
    }

    [GeneratedRegex(@"\A(https?://.+/)?(?<type>[A-Z][A-Za-z]+)(/[A-Za-z0-9.-]{1,64}(/_history/[A-Za-z0-9.-]{1,64})?|\?.+)\z")]
    private static partial Regex LiteralForm();
}
