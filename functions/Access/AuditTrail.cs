using System.Collections.Immutable;
using System.Security.Claims;
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
