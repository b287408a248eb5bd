using System.Text.RegularExpressions;
using Hl7.Fhir.Model;
using ReportPipeline.Fhir.Identity;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Fhir.Issues;
using ReportPipeline.Trial;

namespace ReportPipeline.Fhir.Rules;

/// <summary>What an entry asks for: verb, URL, id and conditions. Gives each entry its logical id.</summary>
internal sealed partial class RequestRules(PseudonymKey key, SiteId site, string bundleHash, IssueList issues)
{
    public void Check(IngestType type, IngestEntry entry)
    {
        if (entry.Entry is not { } component)
        {
            return;
        }

        CheckPresence(type, entry, component);
        if (type == IngestType.Collection)
        {
            NameByResourceId(entry);
        }
        else if (component.Request is { Method: { } method } request)
        {
            CheckVerb(entry, method, request);
        }

        entry.LogicalId ??= EntryIdentity.AssignedId(site, bundleHash, entry.Index);
    }

    private void CheckPresence(IngestType type, IngestEntry entry, Bundle.EntryComponent component)
    {
        var isCollection = type == IngestType.Collection;
        if (!isCollection && component.Request is null)
        {
            issues.Add(RequestIssues.Missing, entry.Path);
        }

        if (isCollection && component.Request is not null)
        {
            issues.Add(RequestIssues.Unexpected, entry.Path + ".request");
        }

        if (component.Response is not null)
        {
            issues.Add(RequestIssues.Unexpected, entry.Path + ".response");
        }

        if (component.ModifierExtension.Count > 0 || component.Request?.ModifierExtension.Count > 0)
        {
            issues.Add(BaseFhirIssues.ModifierExtension, entry.Path + (component.ModifierExtension.Count > 0 ? "" : ".request") + ".modifierExtension");
        }

        if (component.Search is not null)
        {
            issues.Add(RequestIssues.Unexpected, entry.Path + ".search");
        }

        if (component.Resource is null && component.Request?.Method is null or Bundle.HTTPVerb.POST or Bundle.HTTPVerb.PUT)
        {
            issues.Add(RequestIssues.ResourceMissing, entry.Path);
        }
    }

    private static void NameByResourceId(IngestEntry entry)
    {
        entry.SuccessStatus = 200;
        if (entry.SentId is { Length: > 0 } id)
        {
            entry.LogicalId = id;
            entry.IsNamed = true;
        }
    }

    private void CheckVerb(IngestEntry entry, Bundle.HTTPVerb method, Bundle.RequestComponent request)
    {
        var path = entry.Path + ".request";
        if (request.IfNoneMatch is not null || request.IfModifiedSince is not null)
        {
            issues.Add(RequestIssues.ConditionUnsupported, path);
        }

        switch (method)
        {
            case Bundle.HTTPVerb.POST:
                CheckPost(entry, request, path);
                break;
            case Bundle.HTTPVerb.PUT:
                CheckPut(entry, request, path);
                break;
            default:
                issues.Add(RequestIssues.VerbUnsupported, path + ".method");
                break;
        }
    }

    private void CheckPost(IngestEntry entry, Bundle.RequestComponent request, string path)
    {
        if (request.IfMatch is not null)
        {
            issues.Add(RequestIssues.ConditionUnsupported, path + ".ifMatch");
        }

        if (entry.Resource is not { } resource)
        {
            return;
        }

        if (request.Url is { } url && url != resource.TypeName)
        {
            issues.Add(RequestIssues.UrlInvalid, path + ".url");
        }

        if (request.IfNoneExist is { } condition)
        {
            CheckCondition(entry, resource, condition, path + ".ifNoneExist");
        }
    }

    private void CheckCondition(IngestEntry entry, Resource resource, string condition, string path)
    {
        if (IdentifierQuery.Parse(condition) is not { } identifier)
        {
            issues.Add(RequestIssues.ConditionUnsupported, path);
        }
        else if (!Identifiers.Of(resource).Any(own => own.System == identifier.System && own.Value == identifier.Value))
        {
            issues.Add(RequestIssues.ConditionMismatch, path);
        }
        else
        {
            entry.LogicalId = key.ConditionalId(site, resource.TypeName, identifier.System, identifier.Value);
            entry.IsNamed = true;
            entry.IsConditional = true;
        }
    }

    private void CheckPut(IngestEntry entry, Bundle.RequestComponent request, string path)
    {
        entry.SuccessStatus = 200;
        if (request.IfNoneExist is not null)
        {
            issues.Add(RequestIssues.ConditionUnsupported, path + ".ifNoneExist");
        }

        if (request.IfMatch is not null && entry.Resource is { } unused && !UsedTypes.HasVersions(unused))
        {
            issues.Add(RequestIssues.ConditionUnsupported, path + ".ifMatch", "This condition cannot be checked: ifMatch is for Patient, Observation, AdverseEvent and MedicationAdministration. Leave it out.");
        }
        else if (request.IfMatch is { } ifMatch)
        {
            entry.ExpectedVersion = EntityTag().Match(ifMatch) is { Success: true } match ? match.Groups["version"].Value : "";
        }

        if (entry.Resource is not { } resource || request.Url is not { } url)
        {
            return;
        }

        var parts = url.Split('/');
        if (parts.Length != 2 || parts[0] != resource.TypeName || !LogicalIdForm().IsMatch(parts[1]))
        {
            issues.Add(url.Contains('?') ? RequestIssues.ConditionUnsupported : RequestIssues.UrlInvalid, path + ".url");
        }
        else if (entry.SentId != parts[1])
        {
            issues.Add(RequestIssues.IdMismatch, entry.ResourcePath + ".id");
        }
        else
        {
            entry.LogicalId = parts[1];
            entry.IsNamed = true;
        }
    }

    [GeneratedRegex("""\AW/"(?<version>[A-Za-z0-9.-]{1,64})"\z""")]
    private static partial Regex EntityTag();

    [GeneratedRegex(@"\A[A-Za-z0-9.-]{1,64}\z")]
    private static partial Regex LogicalIdForm();
}
