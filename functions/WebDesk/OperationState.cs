using System.Collections.Immutable;
using ReportPipeline.Desk.Language;
using ReportPipeline.Desk.Operator;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Reports;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Storage;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Functions.WebDesk;

/// <summary>How the pipeline stands, read from storage at the moment of asking.</summary>
internal sealed class OperationState(
    SealedBundles ledger, UnsealedArrivals arrivals, RunCatalogue catalogue, AuditTrail audit, TrialProtocol protocol, TimeProvider clock)
{
    /// <summary>A hospital that sends daily is missed after a long weekend.</summary>
    private static readonly TimeSpan SilentAfter = TimeSpan.FromDays(4);

    /// <summary>Runs come every quarter of an hour; after a few that did not seal, something is wrong.</summary>
    private static readonly TimeSpan WaitsAtMost = TimeSpan.FromHours(1);

    /// <summary>Ledger entries in which a hospital's newest bundle is looked for.</summary>
    private const int EntriesBack = 200;

    private const int RunsShown = 20;

    private static readonly TimeSpan RunsWithin = TimeSpan.FromDays(14);

    public async Task<OperationModel> ReadAsync(DeskWords words, CancellationToken cancellation)
    {
        var head = await ledger.HeadAsync(cancellation);
        var waiting = await arrivals.FindAsync(head, cancellation);
        var entry = head == 0 ? null : await ledger.EntryAsync(head);
        var runs = await RunsAsync(cancellation);
        var alerts = new List<string>();
        if (protocol.Endpoints.OfType<UnresolvedEndpoint>().Select(endpoint => endpoint.Id).ToList() is { Count: > 0 } unresolved)
            alerts.Add(words.Operation.EndpointsNotResolved(string.Join(", ", unresolved)));
        if (waiting.Count > 0 && waiting.Min(bundle => bundle.ReceivedAt) is var oldest && clock.GetUtcNow() - oldest > WaitsAtMost)
            alerts.Add(words.Operation.WaitsTooLong(words.Instant(oldest)));
        if (runs is [{ Failed: true } last, ..])
            alerts.Add(words.Operation.RunFailed(words.Instant(last.Started)));
        if (entry is not null && (await catalogue.ListAsync(cancellation)).All(run => run.LedgerHead != entry.Head))
            alerts.Add(words.Operation.HeadUnreported(words.Entry(head)));
        alerts.AddRange(await SilentSitesAsync(words, head, waiting));
        return new OperationModel(
            [.. alerts],
            [.. waiting.Select(bundle => new WaitingBundle(bundle.Site.Value, bundle.BundleHash, bundle.ReceivedAt))],
            entry is null ? null : new LedgerHead(entry.Number, entry.Head, entry.SealedAt, entry.Bundles.Length),
            null,
            runs);
    }

    private async Task<IEnumerable<string>> SilentSitesAsync(DeskWords words, long head, IReadOnlyList<Arrival> waiting)
    {
        var newest = waiting.GroupBy(bundle => bundle.Site.Value).ToDictionary(site => site.Key, site => site.Max(bundle => bundle.ReceivedAt));
        for (var number = head; number > Math.Max(0, head - EntriesBack) && newest.Count < protocol.Sites.Length; number--)
        {
            foreach (var bundle in (await ledger.EntryAsync(number)).Bundles.Reverse())
                newest.TryAdd(bundle.Site, bundle.ReceivedAt);
        }

        var now = clock.GetUtcNow();
        return protocol.Sites
            .Where(site => !newest.TryGetValue(site.Id, out var last) || now - last > SilentAfter)
            .Select(site => newest.TryGetValue(site.Id, out var last)
                ? words.Operation.SiteSilent(site.Name.In(words.Tag), words.Instant(last))
                : words.Operation.SiteNever(site.Name.In(words.Tag)));
    }

    private async Task<ImmutableArray<RunLine>> RunsAsync(CancellationToken cancellation)
    {
        var query = new AuditQuery(clock.GetUtcNow() - RunsWithin, null) { Action = AuditAction.Run, Limit = RunsShown };
        var entries = (await audit.QueryNewestAsync(query, cancellation)).Entries;
        return
        [
            .. entries.Select(stored => stored.Entry)
                .Select(entry => new RunLine(
                    entry.At, entry.Reference, entry.Outcome.ToString().ToLowerInvariant(), entry.Outcome == AuditOutcome.Failed, RunTimes.Read(entry.Reason))),
        ];
    }
}
