using System.Collections;
using Hl7.Fhir.Model;
using ReportPipeline.Fhir.Facts;
using ReportPipeline.Fhir.Issues;

namespace ReportPipeline.Fhir.Rules;

/// <summary>Walks every element of a resource once and applies R4's rules that the parser does not check.</summary>
internal sealed class ResourceRules(IssueList issues, FullUrlIndex index)
{
    public void Check(IngestEntry entry)
    {
        if (entry.Resource is { } resource)
        {
            new Walk(issues, new ElementStack(entry.ResourcePath), new ReferenceRules(issues, index, entry, resource as DomainResource)).Root(resource);
        }
    }

    /// <summary>One resource with what it contains.</summary>
    private sealed class Walk(IssueList issues, ElementStack path, ReferenceRules references)
    {
        private bool _isUsed;

        public void Root(Resource resource)
        {
            _isUsed = UsedTypes.IsUsed(resource);
            if (_isUsed && resource.ImplicitRules is not null)
            {
                issues.Add(BaseFhirIssues.ImplicitRules, path + ".implicitRules");
            }

            Children(resource);
            ResourceInvariants.Check(resource, path, issues);
            if (resource is DomainResource { Contained.Count: > 0 } domain)
            {
                ContainedResources(domain);
            }
        }

        private void ContainedResources(DomainResource domain)
        {
            for (var i = 0; i < domain.Contained.Count; i++)
            {
                path.Push("contained", i);
                references.Holder = domain.Contained[i].Id;
                Children(domain.Contained[i]);
                Contained(domain.Contained[i]);
                path.Pop();
            }

            for (var i = 0; _isUsed && i < domain.Contained.Count; i++)
            {
                if (domain.Contained[i].Id is not { } id || !references.IsReferred(id))
                {
                    path.Push("contained", i);
                    Break("dom-3: a contained resource is referred to from the resource that contains it");
                    path.Pop();
                }
            }
        }

        private void Contained(Resource contained)
        {
            ResourceInvariants.Check(contained, path, issues);
            if (contained.Meta?.VersionId is not null || contained.Meta?.LastUpdated is not null)
            {
                Break("dom-4: a contained resource has no meta.versionId and no meta.lastUpdated");
            }

            if (contained.Meta?.Security is { Count: > 0 })
            {
                Break("dom-5: a contained resource has no security label");
            }
        }

        private void Children(Base element)
        {
            foreach (var (name, value) in element.EnumerateElements())
            {
                if (value is Base child)
                {
                    path.Push(name);
                    Element(element, child, name);
                    path.Pop();
                }
                else if (value is IList list && !(name == "contained" && element is Resource))
                {
                    Items(element, list, name);
                }
            }
        }

        private void Items(Base owner, IList list, string name)
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (list[i] is Base child)
                {
                    path.Push(name, i);
                    Element(owner, child, name);
                    path.Pop();
                }
            }
        }

        private void Element(Base owner, Base child, string name)
        {
            switch (child)
            {
                case PrimitiveType primitive:
                    PrimitiveRules.Check(primitive, path, issues);
                    if (primitive is FhirUri { Value: { } uri })
                    {
                        references.Refer(uri);
                    }

                    // Not HasExtensions: it makes a list for every element it looks at.
                    if (!primitive.TryGetValue("extension", out _))
                    {
                        return;
                    }

                    break;
                case Extension extension:
                    CheckExtension(owner, extension, name);
                    break;
                case ResourceReference reference:
                    references.Check(owner, name, reference, path);
                    break;
                case Resource:
                    return;
                default:
                    ElementInvariants.Check(child, path, issues);
                    break;
            }

            Children(child);
        }

        private void CheckExtension(Base owner, Extension extension, string name)
        {
            if (_isUsed && name == "modifierExtension")
            {
                CheckModifier(owner, extension);
            }

            if (extension.Extension.Count > 0 == extension.Value is not null)
            {
                Break("ext-1: an extension has either a value or extensions");
            }
        }

        /// <summary>Understood or rejected: the one that is known must also say something that is known, and once.</summary>
        private void CheckModifier(Base owner, Extension extension)
        {
            if (owner is not AdverseEvent adverseEvent || !AdverseEventBackport.IsStatus(extension))
            {
                issues.Add(BaseFhirIssues.ModifierExtension, path.ToString());
            }
            else if (AdverseEventBackport.StatusOf(extension) is null || adverseEvent.ModifierExtension.Count(AdverseEventBackport.IsStatus) > 1)
            {
                issues.Add(BaseFhirIssues.ModifierExtension, path.ToString(), $"{BaseFhirIssues.ModifierExtension.Cause} Send status once, as valueCode. Codes: {AdverseEventBackport.StatusCodes}.");
            }
        }

        private void Break(string rule) => issues.Add(BaseFhirIssues.Invariant, path.ToString(), $"R4 rule {rule}.");
    }
}
