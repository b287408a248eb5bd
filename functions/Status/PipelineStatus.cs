using System.Collections.Immutable;
using System.Globalization;
using Cronos;
using ReportPipeline.Custody;
using ReportPipeline.Custody.Manifests;
using ReportPipeline.Custody.Signing;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Reports;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Functions.Telemetry;
using ReportPipeline.Storage;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Functions.Status;

/// <summary>Puts together what an operator wants to know at a glance; everything is read from storage, so any instance can tell.</summary>
internal sealed class PipelineStatus(PipelineStorage storage, LedgerSeal ledger, RunCatalogue runs, RunSchedule schedule, TimeProvider clock)
{
    /// <summary>How far back a failed run is looked for: longer than any schedule that makes sense.</summary>
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(3);

    public async Task<StatusDocument> ReadAsync(CancellationToken cancellation)
    {
        var last = (await runs.ListAsync(cancellation)).LastOrDefault();
        var refused = await FindRefusedAsync(last, cancellation);
        var failure = await FindFailureAsync(cancellation);
        var ledgerState = await CheckLedgerAsync(cancellation);
        var unsealed = ledgerState.Problem is null ? await ledger.FindUnsealedAsync(cancellation) : [];
        var waiting = new Waiting(unsealed.Count, unsealed.Count == 0 ? null : unsealed.Min(bundle => bundle.ReceivedAt));
        var running = await storage.RunLease.IsHeldAsync(cancellation);
        return new StatusDocument(
            ledgerState.Problem is not null ? "ledger-broken"
            : failure is not null ? "failing"
            : running ? "running"
            : waiting.OldestReceivedAt is { } oldest && schedule.HasMissed(oldest, clock.GetUtcNow()) ? "overdue"
            : last is null ? "no-run-yet"
            : refused.IsEmpty ? "ok"
            : "documents-refused",
            last is null ? null : new LastRun(last.RunId, last.LedgerSequence, last.DataCutOff, last.SoftwareVersion, refused),
            RunStage.Current,
            failure,
            waiting,
            ledgerState)
        {
            Running = running,
        };
    }

    /// <summary>Which documents of the run a guard kept from being stored, and why.</summary>
    private async Task<ImmutableArray<string>> FindRefusedAsync(RunIdentity? run, CancellationToken cancellation) =>
        run is not null && await storage.Reports.ReadAsync($"{run.RunId}/{RunManifest.FileName}", cancellation) is { } manifest
            ? TrialJson.Read<RunManifest>(manifest).Refused
            : [];

    /// <summary>The newest line about runs, when it tells of a failure.</summary>
    private async Task<FailedRun?> FindFailureAsync(CancellationToken cancellation)
    {
        AuditEntryName? newest = null;
        await foreach (var name in storage.Audit.ListAsync(clock.GetUtcNow() - LookBack, cancellation))
            newest = name.Action == AuditAction.Run ? name : newest;
        return newest is not null && await storage.Audit.ReadAsync(newest.Name, cancellation) is { Outcome: AuditOutcome.Failed } line
            ? new FailedRun(line.At, line.Reference, line.Reason)
            : null;
    }

    /// <summary>Reads the newest entries only; the whole chain is for <c>ledger verify</c>.</summary>
    private async Task<LedgerState> CheckLedgerAsync(CancellationToken cancellation)
    {
        var number = await storage.Ledger.FindHeadAsync(cancellation: cancellation);
        if (number == 0)
            return new LedgerState(0, null, null);
        try
        {
            var newest = await ledger.ReadAsync(number, cancellation);
            var before = number == 1 ? LedgerEntry.NoPreviousHead : (await ledger.ReadAsync(number - 1, cancellation)).Head;
            var key = await storage.Ledger.ReadKeyAsync(newest.KeyId ?? "none", cancellation) is { } pem ? VerificationKey.FromPem(pem) : null;
            var problem = newest.PreviousHead != before ? string.Create(CultureInfo.InvariantCulture, $"Ledger entry {number} does not follow from the one before.")
                : key is null || !newest.IsSignedBy(key) ? string.Create(CultureInfo.InvariantCulture, $"Ledger entry {number} is not signed by a published key.")
                : null;
            return new LedgerState(number, newest.Head, problem);
        }
        catch (Exception broken) when (broken is LedgerBrokenException or ArgumentException)
        {
            return new LedgerState(number, null, broken.Message);
        }
    }
}

/// <summary>When runs are due.</summary>
/// <param name="Expression">Six-field NCRONTAB, UTC.</param>
internal sealed record RunSchedule(string Expression)
{
    /// <summary>Whether a bundle that came then should have been sealed by now: two ticks have passed, so that one may be late.</summary>
    public bool HasMissed(DateTimeOffset receivedAt, DateTimeOffset now)
    {
        var ticks = CronExpression.Parse(Expression, CronFormat.IncludeSeconds);
        return ticks.GetNextOccurrence(receivedAt, TimeZoneInfo.Utc) is { } first
            && ticks.GetNextOccurrence(first, TimeZoneInfo.Utc) is { } second
            && second < now;
    }
}

/// <param name="State">
/// The first that holds: <c>ledger-broken</c>; <c>failing</c>: the newest run failed; <c>running</c>: a run is under way, with whatever
/// instance; <c>overdue</c>: a bundle has waited for two ticks; <c>no-run-yet</c>;
/// <c>documents-refused</c>: a guard kept a document of the last run from being stored; <c>ok</c>.
/// </param>
/// <param name="LastRun">The newest complete run; its reports are the ones in use, whatever failed after it.</param>
/// <param name="Stage">What this instance's run is doing now; null when none is running here.</param>
/// <param name="Failure">The newest run, when it failed.</param>
/// <param name="Unsealed">Acknowledged bundles that wait for the next run.</param>
internal sealed record StatusDocument(
    string State, LastRun? LastRun, string? Stage, FailedRun? Failure, Waiting Unsealed, LedgerState Ledger)
{
    /// <summary>Whether any instance holds the lease on running; up to a minute longer after it was killed.</summary>
    public bool Running { get; init; }

    /// <summary>
    /// One line per endpoint that cannot be run because of what the protocol names in it, as <c>event=ProtocolWarning</c> logs them; of the
    /// protocol that this instance runs with.
    /// </summary>
    public ImmutableArray<string> ProtocolWarnings { get; init; } = [];
}

/// <param name="Refused">Documents that were not stored, by file name with kind and place of what was found; never its text.</param>
internal sealed record LastRun(string Run, long LedgerSequence, DateTimeOffset DataCutOff, string SoftwareVersion, ImmutableArray<string> Refused);

/// <param name="Stage">The stage that failed; null when it failed before its first stage.</param>
/// <param name="Reason">Never the text of an exception that might quote data.</param>
internal sealed record FailedRun(DateTimeOffset At, string? Stage, string? Reason);

internal sealed record Waiting(int Bundles, DateTimeOffset? OldestReceivedAt);

/// <param name="Entries">Number of the newest entry.</param>
/// <param name="Problem">What does not hold about the newest entries; null when they hold.</param>
internal sealed record LedgerState(long Entries, string? Head, string? Problem);
