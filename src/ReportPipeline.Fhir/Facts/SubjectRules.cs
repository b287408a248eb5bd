using System.Globalization;
using System.Text.RegularExpressions;
using Hl7.Fhir.Model;
using ReportPipeline.Fhir.Identity;
using ReportPipeline.Fhir.Issues;
using ReportPipeline.Fhir.Rules;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Fhir.Facts;

/// <summary>
/// Who a record is about. A site owns the subject numbers that match its pattern; any other number gets one and the same
/// refusal, so nobody learns whether a number exists elsewhere.
/// </summary>
internal sealed partial class SubjectRules(TrialProtocol protocol, Site site, PseudonymKey key, FullUrlIndex index)
{
    private readonly Regex _pattern = SubjectNumberPattern.Of(site);

    /// <summary>Most records of a bundle are about one Patient in one wording. Only wordings that mean the same from every entry are kept.</summary>
    private readonly Dictionary<string, SubjectLink> _known = new(StringComparer.Ordinal);

    /// <returns>Null when the record cannot be linked; the reason has then been told.</returns>
    public SubjectLink? OfPatient(Patient patient, FactContext context)
    {
        var numbers = NumbersOf(patient, context.Path);
        if (numbers.Count == 0)
        {
            context.Ask(TrialIssues.SubjectNumberMissing, "", null);
            return null;
        }

        if (numbers.Count > 1)
        {
            context.Tell(TrialIssues.SubjectAmbiguous, ".identifier");
            return null;
        }

        return Owned(numbers[0].Number, context, numbers[0].Path);
    }

    public SubjectLink? OfReference(ResourceReference? subject, FactContext context)
    {
        if (subject is null || (subject.Reference is null && subject.Identifier is null))
        {
            context.Ask(TrialIssues.SubjectMissing, ".subject", null);
            return null;
        }

        if (subject.Reference is not { } text)
        {
            return OfIdentifier(subject.Identifier!, context);
        }

        if (_known.TryGetValue(text, out var known))
        {
            return known;
        }

        var link = OfLiteral(text, context);
        if (link?.Subject is not null && (FullUrlIndex.IsUrn(text) || text.Contains('?')))
        {
            _known.Add(text, link);
        }

        return link;
    }

    private SubjectLink? OfLiteral(string text, FactContext context)
    {
        if (Target(text, context) is { } target)
        {
            return OfResource(target, context);
        }

        // An unanswered urn or '#id' is refused by the reference rules.
        if (FullUrlIndex.IsUrn(text) || text.StartsWith('#'))
        {
            return null;
        }

        var match = PatientReference().Match(text);
        if (!match.Success)
        {
            context.Ask(TrialIssues.SubjectNotAPatient, ".subject", null);
            return null;
        }

        if (match.Groups["query"] is { Success: true } query)
        {
            return OfQuery(query.Value, context);
        }

        context.Tell(TrialIssues.SubjectPending, ".subject");
        return new SubjectLink(null, key.ResourceKey(site.SiteId, nameof(Patient), match.Groups["id"].Value));
    }

    private Resource? Target(string text, FactContext context) =>
        text.StartsWith('#')
            ? (context.Resource as DomainResource)?.Contained.Find(contained => contained.Id == text[1..])
            : index.Find(text, context.Entry)?.Resource;

    private SubjectLink? OfResource(Resource target, FactContext context)
    {
        if (target is not Patient patient)
        {
            context.Ask(TrialIssues.SubjectNotAPatient, ".subject", null);
            return null;
        }

        var numbers = NumbersOf(patient, context.Path);
        if (numbers.Count == 1)
        {
            return Owned(numbers[0].Number, context, context.Path + ".subject");
        }

        // The Patient's own entry asks for the number; here the link alone is missing.
        return index.EntryOf(patient) is { LogicalId: { } id } ? new SubjectLink(null, key.ResourceKey(site.SiteId, nameof(Patient), id)) : null;
    }

    private SubjectLink? OfQuery(string query, FactContext context)
    {
        if (IdentifierQuery.Parse(query) is not { } identifier)
        {
            context.Tell(RequestIssues.ConditionUnsupported, ".subject");
            return null;
        }

        return identifier.System == protocol.SubjectIdentifierSystem
            ? Owned(identifier.Value, context, context.Path + ".subject")
            : Elsewhere(identifier.System, identifier.Value, context);
    }

    private SubjectLink? OfIdentifier(Identifier identifier, FactContext context)
    {
        if (identifier is not { System: { } system, Value: { } value })
        {
            context.Ask(TrialIssues.SubjectMissing, ".subject", null);
            return null;
        }

        return system == protocol.SubjectIdentifierSystem
            ? Owned(value, context, context.Path + ".subject.identifier")
            : Elsewhere(system, value, context);
    }

    /// <summary>A Patient that was created conditionally on that identifier has the id that follows from it.</summary>
    private SubjectLink Elsewhere(string system, string value, FactContext context)
    {
        context.Tell(TrialIssues.SubjectPending, ".subject");
        var id = key.ConditionalId(site.SiteId, nameof(Patient), system, value);
        return new SubjectLink(null, key.ResourceKey(site.SiteId, nameof(Patient), id));
    }

    private SubjectLink? Owned(string number, FactContext context, string path)
    {
        if (SubjectId.IsValid(number) && _pattern.IsMatch(number))
        {
            return new SubjectLink(new SubjectId(number), null);
        }

        context.TellAt(TrialIssues.SubjectNotOfSite, path);
        return null;
    }

    private List<(string Number, string Path)> NumbersOf(Patient patient, string path) =>
        [.. patient.Identifier
            .Select((identifier, i) => (identifier, Path: string.Create(CultureInfo.InvariantCulture, $"{path}.identifier[{i}]")))
            .Where(item => item.identifier.System == protocol.SubjectIdentifierSystem && item.identifier.Value is not null)
            .Select(item => (item.identifier.Value!, item.Path))
            .DistinctBy(item => item.Item1)];

    [GeneratedRegex(@"\A(https?://.+/)?Patient(/(?<id>[A-Za-z0-9.-]{1,64})(/_history/[A-Za-z0-9.-]{1,64})?|\?(?<query>.+))\z")]
    private static partial Regex PatientReference();
}
