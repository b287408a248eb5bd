using System.Collections.Immutable;
using System.Security.Claims;
using ReportPipeline.Functions.Hosting;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Access;

/// <summary>
/// Writes down who did what, when, with what outcome, and reads it back for the operator (21 CFR Part 11, §11.10(e); EU
/// Annex 11, §9). Nothing turns it off: what cannot be written down is not answered.
/// </summary>
public sealed class AuditTrail(PipelineStorage storage, TimeProvider clock)
{
    /// <summary>The actor of what nobody asked for.</summary>
    public const string Program = "program";

    /// <summary>Short, because the listing of a busy trail's last hours is what the newest entries cost.</summary>
    private static readonly TimeSpan FirstWindow = TimeSpan.FromMinutes(15);

    private const int ReadAtOnce = 32;

    // An entry never changes, and whoever looks at the newest looks again.
    private readonly RecentlyUsed<string, AuditEntry?> newest = new(1000);

    /// <exception cref="StorageUnavailableException">It could not be written down, so it must not be answered.</exception>
    public Task<AuditEntryName> RecordAsync(AuditEvent what, CancellationToken cancellation)
    {
        var entry = new AuditEntry(clock.GetUtcNow(), ActorOf(what.Caller), what.Action, what.Outcome, what.Reference)
        {
            Client = what.Caller?.FindFirst("azp")?.Value ?? what.Caller?.FindFirst("appid")?.Value,
            Site = what.Caller is { } caller ? Roles.SiteOf(caller)?.Value : null,
            Reason = what.Reason,
            Artefacts = what.Artefacts,
        };
        return storage.Audit.AppendAsync(entry, cancellation);
    }

    /// <summary>One page of the entries that fit, in time order.</summary>
    public async Task<AuditPage> QueryAsync(AuditQuery query, CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<StoredAuditEntry>();
        var from = query.After is { } after ? AuditStore.Parse(after)?.At : query.From;
        await foreach (var name in storage.Audit.ListAsync(from, cancellation))
        {
            if (query.To is { } to && name.At >= to)
                break;
            if (!query.MayFit(name) || await storage.Audit.ReadAsync(name.Name, cancellation) is not { } entry || !query.Fits(entry))
                continue;
            if (found.Count == query.Limit)
                return new AuditPage(found.ToImmutable(), found[^1].Name);
            found.Add(new StoredAuditEntry(name.Name, name.Sha256, entry));
        }

        return new AuditPage(found.ToImmutable(), null);
    }

    /// <summary>
    /// The newest entries that fit, newest first: what a person looks for. Goes back over the trail in windows that double, so that
    /// neither a long trail nor a sparse one is listed from its beginning.
    /// </summary>
    /// <param name="query">Its <see cref="AuditQuery.After"/> is not used.</param>
    /// <param name="cancellation">Stops the search.</param>
    public async Task<NewestAuditEntries> QueryNewestAsync(AuditQuery query, CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<StoredAuditEntry>();
        var end = query.To ?? DateTimeOffset.MaxValue;
        var oldest = await OldestAsync(query.From, cancellation);
        var window = FirstWindow;
        for (var start = Earlier(query.To ?? clock.GetUtcNow(), window); oldest is not null && end > oldest; window *= 2)
        {
            foreach (var names in (await NamesAsync(query, start, end, cancellation)).Chunk(ReadAtOnce))
            {
                var read = await Task.WhenAll(names.Select(async name => (name, await newest.GetAsync(name.Name, () => storage.Audit.ReadAsync(name.Name, CancellationToken.None)))));
                found.AddRange(read.Where(item => item.Item2 is { } entry && query.Fits(entry))
                    .Select(item => new StoredAuditEntry(item.name.Name, item.name.Sha256, item.Item2!)));
                if (found.Count > query.Limit)
                    return new NewestAuditEntries([.. found.Take(query.Limit)], true);
            }

            (end, start) = (start, Earlier(start, window));
        }

        return new NewestAuditEntries(found.ToImmutable(), false);
    }

    private async Task<DateTimeOffset?> OldestAsync(DateTimeOffset? from, CancellationToken cancellation)
    {
        await foreach (var name in storage.Audit.ListAsync(from, cancellation))
            return name.At;
        return null;
    }

    /// <summary>Newest first.</summary>
    private async Task<IReadOnlyList<AuditEntryName>> NamesAsync(AuditQuery query, DateTimeOffset start, DateTimeOffset end, CancellationToken cancellation)
    {
        var names = new List<AuditEntryName>();
        await foreach (var name in storage.Audit.ListAsync(start, cancellation))
        {
            if (name.At >= end)
                break;
            if (query.MayFit(name))
                names.Add(name);
        }

        names.Reverse();
        return names;
    }

    private static DateTimeOffset Earlier(DateTimeOffset time, TimeSpan by) => time - DateTimeOffset.MinValue > by ? time - by : DateTimeOffset.MinValue;

    private static string ActorOf(ClaimsPrincipal? caller) => caller is null ? Program : caller.FindFirst("sub")?.Value ?? "unknown";
}

/// <summary>Which entries are wanted; what is null is not asked for.</summary>
/// <param name="From">The earliest time, inclusive.</param>
/// <param name="To">The latest time, exclusive.</param>
public sealed record AuditQuery(DateTimeOffset? From, DateTimeOffset? To)
{
    public const int LargestPage = 1000;

    public string? Actor { get; init; }

    public string? Action { get; init; }

    public AuditOutcome? Outcome { get; init; }

    public string? Reference { get; init; }

    public string? Site { get; init; }

    /// <summary>Name of the last entry of the page before.</summary>
    public string? After { get; init; }

    /// <summary>At most so many entries, 1 to <see cref="LargestPage"/>.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Whether the entry may fit, by its name alone.</summary>
    internal bool MayFit(AuditEntryName name) =>
        name.Sha256.Length > 0
        && (From is null || name.At >= From)
        && (After is null || string.CompareOrdinal(name.Name, After) > 0)
        && (Action is null || name.Action == Action);

    internal bool Fits(AuditEntry entry) =>
        (Actor is null || entry.Actor == Actor)
        && (Outcome is null || entry.Outcome == Outcome)
        && (Site is null || entry.Site == Site)
        && (Reference is null || entry.Reference == Reference);
}

/// <param name="Entries">In time order.</param>
/// <param name="Next">What the next page is asked for with; null when this is the last.</param>
public sealed record AuditPage(ImmutableArray<StoredAuditEntry> Entries, string? Next);

/// <param name="Name">Name in the container of the audit trail.</param>
/// <param name="Sha256">Hash of its bytes; the leaf that seals it names both.</param>
public sealed record StoredAuditEntry(string Name, string Sha256, AuditEntry Entry);

/// <param name="Entries">Newest first.</param>
/// <param name="More">Whether older entries fit, too.</param>
public sealed record NewestAuditEntries(ImmutableArray<StoredAuditEntry> Entries, bool More);
