using System.Collections.Immutable;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Functions.Runs;

/// <summary>A hospital's expected against received assessments at one ledger head.</summary>
/// <param name="Run">Id of the run.</param>
/// <param name="LedgerEntry">The newest ledger entry that the run read.</param>
/// <param name="DataCutOff">Arrival of the newest bundle that counts; it decides what is due.</param>
/// <param name="Site">The hospital.</param>
/// <param name="Missing">Assessments that are due and missing, over all subjects.</param>
/// <param name="Subjects">In ordinal order of the subject number.</param>
public sealed record CompletenessDocument(
    string Run,
    long LedgerEntry,
    DateTimeOffset DataCutOff,
    string Site,
    int Missing,
    ImmutableArray<SubjectCompleteness> Subjects)
{
    public static CompletenessDocument Of(TrialProtocol protocol, TrialDataset dataset, SiteId site, RunIdentity identity)
    {
        ImmutableArray<SubjectCompleteness> subjects =
        [
            .. dataset.Subjects
                .Where(data => data.Subject.Site == site)
                .Select(data => DeriveCompleteness.From(protocol, data, identity.DataCutOff)),
        ];
        var missing = subjects.Sum(subject => subject.Visits.Sum(visit => visit.Missing.Length));
        return new CompletenessDocument(identity.RunId, identity.LedgerSequence, identity.DataCutOff, site.Value, missing, subjects);
    }
}
