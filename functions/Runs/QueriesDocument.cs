using System.Collections.Immutable;
using System.Globalization;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Functions.Runs;

/// <summary>A hospital's data queries at one ledger head. The subject number is all that is said of a patient.</summary>
/// <param name="Run">Id of the run.</param>
/// <param name="LedgerEntry">The newest ledger entry that the run read.</param>
/// <param name="DataCutOff">Arrival of the newest bundle that counts.</param>
/// <param name="Site">The hospital.</param>
/// <param name="Open">Waiting for the hospital.</param>
/// <param name="Answered">Answered by a later version of the same resource.</param>
public sealed record QueriesDocument(
    string Run,
    long LedgerEntry,
    DateTimeOffset DataCutOff,
    string Site,
    ImmutableArray<QueryLine> Open,
    ImmutableArray<QueryLine> Answered)
{
    public static QueriesDocument Of(TrialDataset dataset, SiteId site, RunIdentity identity) => new(
        identity.RunId,
        identity.LedgerSequence,
        identity.DataCutOff,
        site.Value,
        [.. dataset.Queries.Where(query => query.Source.Site == site.Value).Select(query => QueryLine.Of(query, null))],
        [.. dataset.AnsweredQueries.Where(answered => answered.Query.Source.Site == site.Value).Select(answered => QueryLine.Of(answered.Query, answered.Answer))]);
}

/// <summary>One question.</summary>
/// <param name="Code">See <c>docs/issue-codes.md</c>.</param>
/// <param name="Subject">Trial subject number; absent while the Patient has not been received.</param>
/// <param name="Parameter">What it is about: a parameter, term or treatment code of the protocol.</param>
/// <param name="Message">What to do.</param>
/// <param name="Concerns">The version that raised it.</param>
/// <param name="AnsweredBy">The version that answered it; absent while open.</param>
public sealed record QueryLine(
    string Code, string? Subject, string? Parameter, string Message, SentVersion Concerns, SentVersion? AnsweredBy)
{
    public static QueryLine Of(DataQuery query, SourceReference? answer) => new(
        query.Code,
        query.Subject?.Value,
        string.IsNullOrEmpty(query.Parameter) ? null : query.Parameter,
        query.Message,
        SentVersion.Of(query.Source),
        answer is null ? null : SentVersion.Of(answer));
}

/// <summary>A resource version in the sender's own terms: which bundle, which entry.</summary>
public sealed record SentVersion(string ResourceType, string BundleSha256, string Expression, DateTimeOffset ReceivedAt)
{
    public static SentVersion Of(SourceReference source) => new(
        source.ResourceType,
        source.BundleHash,
        string.Create(CultureInfo.InvariantCulture, $"Bundle.entry[{source.EntryIndex}].resource"),
        source.ReceivedAt);
}
