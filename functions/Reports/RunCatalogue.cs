using System.Collections.Concurrent;
using System.Collections.Immutable;
using ReportPipeline.Functions.Access;
using ReportPipeline.Storage;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Functions.Reports;

/// <summary>
/// The runs that are complete: each leaves its identity under <c>{run}/complete</c> beside its results, as the last thing it
/// writes. What a run that was cut has left is in no list and behind no address.
/// </summary>
public sealed class RunCatalogue(PipelineStorage storage)
{
    private const string Mark = "/complete";

    // A mark is created once and never changes.
    private readonly ConcurrentDictionary<string, RunIdentity> known = new(StringComparer.Ordinal);

    // When its first line was written: neither changes.
    private readonly ConcurrentDictionary<string, DateTimeOffset> made = new(StringComparer.Ordinal);

    /// <summary>Says that everything of the run is stored.</summary>
    public Task CompleteAsync(RunIdentity identity, CancellationToken cancellation) => storage.Results.CreateAsync(MarkOf(identity), cancellation);

    /// <summary>What says so, as it is stored.</summary>
    public static Artefact MarkOf(RunIdentity identity) => new(MarkNameOf(identity.RunId), TrialJson.ToBytes(identity), "application/json");

    /// <summary>Its name in the container of results.</summary>
    public static string MarkNameOf(string runId) => runId + Mark;

    /// <summary>The run's identity; null when there is no such run or it has not been completed.</summary>
    public async Task<RunIdentity?> FindAsync(string runId, CancellationToken cancellation)
    {
        if (known.TryGetValue(runId, out var identity))
            return identity;
        return await storage.Results.ReadAsync(MarkNameOf(runId), cancellation) is { } bytes
            ? known.GetOrAdd(runId, TrialJson.Read<RunIdentity>(bytes))
            : null;
    }

    /// <summary>
    /// In order of ledger entry, and so of data cut-off; runs of one entry, made with one protocol after the other or by one version after
    /// the other, in order of the lines of the audit trail that say that they were made, then of id.
    /// </summary>
    public async Task<ImmutableArray<RunIdentity>> ListAsync(CancellationToken cancellation)
    {
        var runs = new List<RunIdentity>();
        await foreach (var name in storage.Results.ListAsync(cancellation: cancellation))
        {
            if (name.EndsWith(Mark, StringComparison.Ordinal) && await FindAsync(name[..^Mark.Length], cancellation) is { } identity)
                runs.Add(identity);
        }

        foreach (var rivals in runs.GroupBy(run => run.LedgerSequence).Where(group => group.Skip(1).Any()))
            await FindMadeAsync([.. rivals], cancellation);
        return
        [
            .. runs
                .OrderBy(run => run.LedgerSequence)
                .ThenBy(run => made.GetValueOrDefault(run.RunId))
                .ThenBy(run => run.RunId, StringComparer.Ordinal),
        ];
    }

    /// <summary>The line is written before the mark, so that every complete run has one.</summary>
    private async Task FindMadeAsync(IReadOnlyList<RunIdentity> rivals, CancellationToken cancellation)
    {
        var wanted = rivals.Select(run => run.RunId).Where(id => !made.ContainsKey(id)).ToHashSet(StringComparer.Ordinal);
        if (wanted.Count == 0)
            return;
        await foreach (var name in storage.Audit.ListAsync(rivals.Min(run => run.DataCutOff) - BundleArchive.GraceWindow, cancellation))
        {
            if (name.Action == AuditAction.Run
                && await storage.Audit.ReadAsync(name.Name, cancellation) is { Outcome: AuditOutcome.Done, Reference: { } run }
                && wanted.Remove(run))
                made.TryAdd(run, name.At);
            if (wanted.Count == 0)
                return;
        }
    }
}
