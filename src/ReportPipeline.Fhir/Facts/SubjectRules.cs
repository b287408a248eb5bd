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
    /// <summary>The link of a record that is about no subject of the trial that could be told.</summary>
    public static readonly SubjectLink Nobody = new(null, null);

    private readonly Regex _pattern = SubjectNumberPattern.Of(site);

    /// <summary>Most records of a bundle are about one Patient in one wording. Only wordings that mean the same from every entry are kept.</summary>
    private readonly Dictionary<string, Referred> _known = new(StringComparer.Ordinal);

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

    /// <returns>
    /// Null when the record cannot be linked; <see cref="Nobody"/> when it stays out of the analysis, but is to be judged like the others. The
    /// reason has then been told.
    /// </returns>
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

        return subject.Identifier is { Value: { } number } identifier && identifier.System == protocol.SubjectIdentifierSystem
            ? OfBoth(number, text, context)
            : Told(OfText(text, context), context);
    }

    /// <summary>A reference with the subject number beside it: the number says who it is, and the reference must not say another.</summary>
    private SubjectLink? OfBoth(string number, string text, FactContext context)
    {
        if (Owned(number, context, context.Path + ".subject.identifier") is not { } named || OfText(text, context).Link is not { } referred)
        {
            return null;
        }

        if (referred.Subject is not null && referred.Subject != named.Subject)
        {
            context.Tell(TrialIssues.SubjectConflict, ".subject");
            return null;
        }

        // Whom a Patient of another bundle is, only the run can tell: it has both and compares them.
        return named with { PatientKey = referred.Subject is null ? referred.PatientKey : null };
    }

    private static SubjectLink? Told(Referred referred, FactContext context)
    {
        if (referred.Gap is { OpensQuery: true } question)
        {
            context.Ask(question, referred.Element, null);
        }
        else if (referred.Gap is { } gap)
        {
            context.Tell(gap, referred.Element);
        }

        return referred.Link;
    }

    private Referred OfText(string text, FactContext context)
    {
        if (_known.TryGetValue(text, out var known))
        {
            return known;
        }

        var referred = OfLiteral(text, context);
        if (referred.Link?.Subject is not null && (FullUrlIndex.IsUrn(text) || text.Contains('?')))
        {
            _known.Add(text, referred);
        }

        return referred;
    }

    private Referred OfLiteral(string text, FactContext context)
    {
        if (Target(text, context) is { } target)
        {
            return OfResource(target, text, context);
        }

        // An unanswered urn or '#id' is refused by the reference rules.
        if (FullUrlIndex.IsUrn(text) || text.StartsWith('#'))
        {
            return new Referred(null);
        }

        var match = PatientReference().Match(text);
        if (!match.Success)
        {
            context.Ask(TrialIssues.SubjectNotAPatient, ".subject", null);
            return new Referred(null);
        }

        if (match.Groups["query"] is { Success: true } query)
        {
            return OfQuery(query.Value, context);
        }

        return index.IsElsewhere(text, context.Entry)
            ? new Referred(Nobody, TrialIssues.SubjectElsewhere)
            : Pending(match.Groups["id"].Value);
    }

    private Referred Pending(string id) => new(new SubjectLink(null, key.ResourceKey(site.SiteId, nameof(Patient), id)), TrialIssues.SubjectPending);

    private Resource? Target(string text, FactContext context) =>
        text.StartsWith('#')
            ? (context.Resource as DomainResource)?.Contained.Find(contained => contained.Id == text[1..])
            : index.Find(text, context.Entry)?.Resource;

    private Referred OfResource(Resource target, string text, FactContext context)
    {
        if (target is not Patient patient)
        {
            context.Ask(TrialIssues.SubjectNotAPatient, ".subject", null);
            return new Referred(null);
        }

        var numbers = NumbersOf(patient, context.Path);
        if (numbers.Count == 1)
        {
            return new Referred(Owned(numbers[0].Number, context, context.Path + ".subject"));
        }

        // The Patient's own entry asks for the number; here the link alone is missing. A contained Patient has no entry.
        return index.EntryOf(patient) is { LogicalId: { } id }
            ? new Referred(new SubjectLink(null, key.ResourceKey(site.SiteId, nameof(Patient), id)))
            : OfContained(numbers.Count, text, context);
    }

    private static Referred OfContained(int numbers, string text, FactContext context)
    {
        var place = (context.Resource as DomainResource)?.Contained.FindIndex(contained => contained.Id == text[1..]);
        var element = string.Create(CultureInfo.InvariantCulture, $".contained[{place}]");
        if (numbers == 0)
        {
            return new Referred(Nobody, TrialIssues.SubjectNumberMissing) { Element = element };
        }

        context.Tell(TrialIssues.SubjectAmbiguous, element + ".identifier");
        return new Referred(null);
    }

    private Referred OfQuery(string query, FactContext context)
    {
        if (IdentifierQuery.Parse(query) is not { } identifier)
        {
            context.Tell(RequestIssues.ConditionUnsupported, ".subject");
            return new Referred(null);
        }

        return identifier.System == protocol.SubjectIdentifierSystem
            ? new Referred(Owned(identifier.Value, context, context.Path + ".subject"))
            : Elsewhere(identifier.System, identifier.Value);
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
            : Told(Elsewhere(system, value), context);
    }

    /// <summary>A Patient that was created conditionally on that identifier has the id that follows from it.</summary>
    // A Patient that was created conditionally on that identifier has the id that follows from it.
    private Referred Elsewhere(string system, string value) => Pending(key.ConditionalId(site.SiteId, nameof(Patient), system, value));

    private SubjectLink? Owned(string number, FactContext context, string path)
    {
        if (SubjectId.IsValid(number) && _pattern.IsMatch(number))
        {
            return new SubjectLink(new SubjectId(number), null);
        }

        // The sender's own pattern, and nothing of another's.
        context.TellAt(TrialIssues.SubjectNotOfSite, path, $"{TrialIssues.SubjectNotOfSite.Text} Pattern: {site.SubjectNumberPattern}");
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

    /// <summary>What a reference comes to.</summary>
    /// <param name="Link">Null when the reason has been told.</param>
    /// <param name="Gap">What remains to be said of it, unless the subject number stands beside it.</param>
    private sealed record Referred(SubjectLink? Link, IssueDefinition? Gap = null)
    {
        /// <summary>Path below the resource.</summary>
        public string Element { get; init; } = ".subject";
    }
}
