using System.Collections;
using System.Globalization;
using Hl7.Fhir.Model;
using ReportPipeline.Fhir.Issues;

namespace ReportPipeline.Fhir.Rules;

/// <summary>Walks every element of a resource once and applies R4's rules that the parser does not check.</summary>
internal sealed class ResourceRules(IssueList issues, FullUrlIndex index)
{
    public void Check(IngestEntry entry)
    {
        if (entry.Resource is { } resource)
        {
            Check(entry, resource, entry.ResourcePath);
        }
    }

    private void Check(IngestEntry entry, Resource resource, string path)
    {
        if (resource.ImplicitRules is not null)
        {
            issues.Add(BaseFhirIssues.ImplicitRules, path + ".implicitRules");
        }

        var references = new ReferenceRules(issues, index, entry, resource as DomainResource);
        Walk(resource, new Place(path, references));
        ResourceInvariants.Check(resource, path, issues);
        if (resource is DomainResource domain)
        {
            CheckContained(entry, domain, path, references);
        }
    }

    private void CheckContained(IngestEntry entry, DomainResource domain, string path, ReferenceRules references)
    {
        for (var i = 0; i < domain.Contained.Count; i++)
        {
            var contained = domain.Contained[i];
            var place = Indexed(path + ".contained", i);
            var inner = new ReferenceRules(issues, index, entry, domain);
            Walk(contained, new Place(place, inner));
            ResourceInvariants.Check(contained, place, issues);
            if (contained.Meta?.VersionId is not null || contained.Meta?.LastUpdated is not null)
            {
                Break("dom-4: a contained resource has no meta.versionId and no meta.lastUpdated", place + ".meta");
            }

            if (contained.Meta?.Security is { Count: > 0 })
            {
                Break("dom-5: a contained resource has no security label", place + ".meta.security");
            }

            references.UsedIds.UnionWith(inner.UsedIds);
            references.ContainedReferToRoot.UnionWith(inner.RefersToRoot && contained.Id is { } id ? [id] : []);
        }

        foreach (var (contained, i) in domain.Contained.Select((contained, i) => (contained, i)))
        {
            if (contained.Id is null || (!references.UsedIds.Contains(contained.Id) && !references.ContainedReferToRoot.Contains(contained.Id)))
            {
                Break("dom-3: a contained resource is referred to from the resource that contains it", Indexed(path + ".contained", i));
            }
        }
    }

    private void Walk(Base element, Place place)
    {
        foreach (var (name, value) in element.EnumerateElements())
        {
            if (value is Base child)
            {
                Visit(element, child, name, place with { Path = $"{place.Path}.{name}" });
            }
            else if (value is IEnumerable list and not string)
            {
                VisitAll(element, list, name, place);
            }
        }
    }

    private void VisitAll(Base owner, IEnumerable list, string name, Place place)
    {
        if (name == "contained" && owner is Resource)
        {
            return;
        }

        var i = 0;
        foreach (var item in list)
        {
            if (item is Base child)
            {
                Visit(owner, child, name, place with { Path = Indexed($"{place.Path}.{name}", i) });
            }

            i++;
        }
    }

    private void Visit(Base owner, Base child, string name, Place place)
    {
        switch (child)
        {
            case PrimitiveType primitive:
                PrimitiveRules.Check(primitive, place.Path, issues);
                if (!primitive.HasExtensions())
                {
                    return;
                }

                break;
            case Extension extension:
                CheckExtension(owner, extension, name, place.Path);
                break;
            case ResourceReference reference:
                place.References.Check(owner, name, reference, place.Path);
                break;
            case Resource:
                return;
            default:
                ElementInvariants.Check(child, place.Path, issues);
                break;
        }

        Walk(child, place);
    }

    private void CheckExtension(Base owner, Extension extension, string name, string path)
    {
        if (name == "modifierExtension" && !(owner is AdverseEvent && extension.Url == Facts.AdverseEventBackport.Status))
        {
            issues.Add(BaseFhirIssues.ModifierExtension, path);
        }

        if (extension.Extension.Count > 0 == extension.Value is not null)
        {
            Break("ext-1: an extension has either a value or extensions", path);
        }
    }

    private void Break(string rule, string path) => issues.Add(BaseFhirIssues.Invariant, path, $"R4 rule {rule}.");

    private static string Indexed(string path, int i) => string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]");

    private readonly record struct Place(string Path, ReferenceRules References);
}
