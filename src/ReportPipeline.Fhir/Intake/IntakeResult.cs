using System.Collections.Immutable;
using ReportPipeline.Fhir.Issues;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Fhir.Intake;

/// <summary>The Bundle types that are taken.</summary>
public enum IngestType
{
    /// <summary>All or nothing.</summary>
    Transaction,

    /// <summary>Each entry for itself.</summary>
    Batch,

    /// <summary>A transaction without requests.</summary>
    Collection,
}

/// <summary>The judgement on one body.</summary>
public sealed record IntakeResult
{
    /// <summary>True when the bytes are to be stored; a batch is accepted even when entries of it are refused.</summary>
    public required bool Accepted { get; init; }

    /// <summary>200 when accepted, else 400, 412, 413 or 422.</summary>
    public required int HttpStatus { get; init; }

    /// <summary>Every problem of every entry, in the order of the entries.</summary>
    public required ImmutableArray<IngestIssue> Issues { get; init; }

    /// <summary>SHA-256 of the body, 64 lower-case hexadecimal digits.</summary>
    public required string BundleHash { get; init; }

    public required SiteId Site { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Null when the gate refused the body before the type was known.</summary>
    public IngestType? Type { get; init; }

    /// <summary>One per entry, in order; empty when the body was refused before its entries were parsed.</summary>
    public ImmutableArray<EntryOutcome> Entries { get; init; } = [];

    /// <summary>What the accepted entries say about the trial; empty when nothing was accepted.</summary>
    public ImmutableArray<ClinicalFact> Facts { get; init; } = [];

    /// <summary>The questions that the accepted entries raise; each is also an issue.</summary>
    public ImmutableArray<DataQuery> Queries { get; init; } = [];

    /// <summary>Accepted entries that create a resource unless it exists (ifNoneExist). Whether it does, only the caller can know.</summary>
    public ImmutableArray<ConditionalCreation> Creations { get; init; } = [];

    /// <summary>Versions that the sender believes to be current (ifMatch). A transaction stands only when all of them are confirmed, an entry of a batch when its own is.</summary>
    public ImmutableArray<VersionPrecondition> Preconditions { get; init; } = [];

    /// <summary>The judgement when some preconditions turn out not to hold: those entries get 412, and with them all of a transaction.</summary>
    public IntakeResult WithUnconfirmed(IEnumerable<VersionPrecondition> unconfirmed)
    {
        var failed = unconfirmed.Select(precondition => precondition.EntryIndex).ToHashSet();
        if (failed.Count == 0)
        {
            return this;
        }

        var added = failed.ToDictionary(index => index, index => RequestIssues.VersionMismatch.At(ElementPath.Entry(index) + ".request.ifMatch"));
        var accepted = Type == IngestType.Batch;
        return this with
        {
            Accepted = accepted,
            HttpStatus = accepted ? HttpStatus : RequestIssues.VersionMismatch.HttpStatus,
            Issues = [.. Issues, .. added.Values],
            Entries = [.. Entries.Select(entry => added.TryGetValue(entry.Index, out var issue) ? entry.RefusedBy(issue) : entry)],
            Facts = accepted ? [.. Facts.Where(fact => !failed.Contains(fact.Source.EntryIndex))] : [],
            Queries = accepted ? [.. Queries.Where(query => !failed.Contains(query.Source.EntryIndex))] : [],
            Preconditions = accepted ? [.. Preconditions.Where(precondition => !failed.Contains(precondition.EntryIndex))] : [],
        };
    }

    /// <summary>The judgement when some conditional creations find their resource: those entries are its next version, and 200 instead of 201.</summary>
    public IntakeResult WithExisting(IEnumerable<ConditionalCreation> existing)
    {
        var found = existing.ToDictionary(creation => creation.EntryIndex, creation => RequestIssues.ResourceExists.At(ElementPath.Entry(creation.EntryIndex) + ".request.ifNoneExist"));
        return found.Count == 0
            ? this
            : this with
            {
                Issues = [.. Issues, .. found.Values],
                Entries = [.. Entries.Select(entry => found.TryGetValue(entry.Index, out var issue) ? entry with { HttpStatus = 200, Issues = [.. entry.Issues, issue] } : entry)],
                Creations = [],
            };
    }
}

/// <summary>What becomes of one entry.</summary>
/// <param name="Index">The sender's zero-based index.</param>
/// <param name="HttpStatus">200 (PUT) or 201 (POST) when accepted.</param>
/// <param name="ResourceType">Null when the entry was unreadable.</param>
/// <param name="LogicalId">Id that the resource has on this server; null when refused.</param>
/// <param name="VersionId">16 hexadecimal digits; null when refused.</param>
/// <param name="Issues">The issues of this entry alone.</param>
public sealed record EntryOutcome(
    int Index,
    int HttpStatus,
    string? ResourceType,
    string? LogicalId,
    string? VersionId,
    ImmutableArray<IngestIssue> Issues)
{
    public bool Accepted => HttpStatus < 300;

    /// <summary>The resource as sent, for <c>Prefer: return=representation</c>; null when refused.</summary>
    internal Hl7.Fhir.Model.Resource? Resource { get; init; }

    internal EntryOutcome RefusedBy(IngestIssue issue) =>
        new(Index, IssueCatalogue.Of(issue.Code).HttpStatus, ResourceType, null, null, [.. Issues, issue]);
}

/// <param name="ResourceKey">Pseudonym of the resource that the identifier names.</param>
public sealed record ConditionalCreation(int EntryIndex, string ResourceKey);

/// <param name="ResourceKey">Pseudonym of the resource.</param>
/// <param name="VersionId">The version that the sender has seen.</param>
public sealed record VersionPrecondition(int EntryIndex, string ResourceType, string ResourceKey, string VersionId);
