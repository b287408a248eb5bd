using System.Collections.Immutable;
using ReportPipeline.Fhir.Facts;
using ReportPipeline.Fhir.Identity;
using ReportPipeline.Fhir.Issues;
using ReportPipeline.Fhir.Parsing;
using ReportPipeline.Fhir.Rules;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Fhir.Intake;

/// <summary>The judgement on one parsed bundle: rules over every entry, then facts, then the verdict.</summary>
internal sealed class Examination(TrialContext trial, Site site, IntakeRequest request, string bundleHash)
{
    private readonly List<ClinicalFact> _facts = [];
    private readonly List<DataQuery> _queries = [];

    /// <summary>False when the facts are looked at only for what is wrong with them: they are dropped and nothing of them is pseudonymised.</summary>
    public required bool ReadsFacts { get; init; }

    public IntakeResult Run(IngestType type, ParsedBundle bundle, IssueList issues)
    {
        CheckRoot(bundle, issues);
        IngestEntry[] entries = [.. bundle.Entries.Select(entry => new IngestEntry(entry))];
        var index = new FullUrlIndex(entries, issues);
        var requests = new RequestRules(trial.Key, site.SiteId, bundleHash, issues);
        var resources = new ResourceRules(issues, index);
        foreach (var entry in entries)
        {
            Guard(entry, issues, () => requests.Check(type, entry));
            Guard(entry, issues, () => resources.Check(entry));
        }

        IdentityOverlap.Check(type, entries, issues);
        ReadFacts(entries, new BundleFacts(trial, site, index), issues);
        return Judge(type, entries, issues);
    }

    public IntakeResult Refuse(IssueList issues)
    {
        var all = issues.ToImmutable();
        return Result(accepted: false, Verdict.StatusOf(all), all);
    }

    private void ReadFacts(IngestEntry[] entries, BundleFacts facts, IssueList issues)
    {
        foreach (var entry in entries.Where(entry => entry is { Resource: not null, LogicalId: not null }))
        {
            Guard(entry, issues, () => _facts.AddRange(facts.Read(new FactContext(entry, SourceOf(entry), issues, _queries))));
        }
    }

    private static void CheckRoot(ParsedBundle bundle, IssueList issues)
    {
        try
        {
            RootRules.Check(bundle.Root, issues);
        }
        catch (Exception exception) when (ParserOutcome.IsRefusal(exception))
        {
            issues.Add(BaseFhirIssues.ParserRefusal, "Bundle");
        }
    }

    // A parsed object throws when a property is read whose text the parser has already refused, such as an unknown code.
    private static void Guard(IngestEntry entry, IssueList issues, Action step)
    {
        try
        {
            step();
        }
        catch (Exception exception) when (ParserOutcome.IsRefusal(exception))
        {
            if (!issues.RefusesAt(entry.Path))
            {
                issues.Add(BaseFhirIssues.ParserRefusal, entry.ResourcePath);
            }
        }
    }

    private SourceReference SourceOf(IngestEntry entry) => new(
        site.Id,
        bundleHash,
        entry.Index,
        entry.Resource!.TypeName,
        ReadsFacts ? KeyOf(entry) : "",
        VersionOf(entry),
        request.ReceivedAt);

    private string KeyOf(IngestEntry entry) => trial.Key.ResourceKey(site.SiteId, entry.Resource!.TypeName, entry.LogicalId!);

    private string VersionOf(IngestEntry entry) => entry.VersionId ??= EntryIdentity.VersionId(site.SiteId, bundleHash, entry.Index);

    private IntakeResult Judge(IngestType type, IngestEntry[] entries, IssueList issues)
    {
        var verdict = new Verdict(issues.ToImmutable(), entries.Length);
        var accepted = type == IngestType.Batch ? !verdict.RootRefused : !verdict.AnyRefused;
        ImmutableArray<EntryOutcome> outcomes = [.. entries.Select(entry => OutcomeOf(entry, verdict))];
        var result = Result(accepted, accepted ? 200 : Verdict.StatusOf(verdict.Issues), verdict.Issues) with { Type = type, Entries = outcomes };
        return accepted
            ? result with
            {
                Facts = ReadsFacts ? [.. _facts.Where(fact => outcomes[fact.Source.EntryIndex].Accepted)] : [],
                Queries = ReadsFacts ? [.. _queries.Where(query => outcomes[query.Source.EntryIndex].Accepted)] : [],
                Creations = [.. entries.Where(entry => entry.IsConditional && outcomes[entry.Index].Accepted).Select(entry => new ConditionalCreation(entry.Index, KeyOf(entry)))],
                Preconditions = [.. entries.Where(entry => entry.ExpectedVersion is not null && outcomes[entry.Index].Accepted).Select(PreconditionOf)],
            }
            : result;
    }

    private VersionPrecondition PreconditionOf(IngestEntry entry) => new(entry.Index, entry.Resource!.TypeName, KeyOf(entry), entry.ExpectedVersion!);

    private EntryOutcome OutcomeOf(IngestEntry entry, Verdict verdict)
    {
        var issues = verdict.OfEntry(entry.Index);
        var status = Verdict.EntryStatusOf(issues) ?? entry.SuccessStatus;
        return status >= 300
            ? new EntryOutcome(entry.Index, status, entry.Resource?.TypeName, null, null, issues)
            : new EntryOutcome(
                entry.Index, status, entry.Resource!.TypeName, entry.LogicalId, VersionOf(entry), issues)
            {
                // Numbers that were cut are not sent back as if they were the sender's.
                Resource = entry.HasInexactNumbers ? null : entry.Resource,
            };
    }

    private IntakeResult Result(bool accepted, int status, ImmutableArray<IngestIssue> issues) => new()
    {
        Accepted = accepted,
        HttpStatus = status,
        Issues = issues,
        BundleHash = bundleHash,
        Site = site.SiteId,
        ReceivedAt = request.ReceivedAt,
    };
}
