using System.Text.Json;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Ingest;
using ReportPipeline.Storage;
using ReportPipeline.Trial;

namespace ReportPipeline.Functions.Runs;

/// <summary>What lines of the audit trail say about stored bytes that are no leaves of their own.</summary>
internal sealed class TrailReading
{
    private readonly HashSet<string> acknowledged = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> refusedEntries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AuditEntry> refusals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> artefacts = new(StringComparer.Ordinal);
    private readonly HashSet<string> stored = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> claims = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> actsDone = new(StringComparer.Ordinal);
    private readonly HashSet<string> completedRuns = new(StringComparer.Ordinal);

    /// <summary>Container and name of everything that a line vouches for.</summary>
    public IReadOnlyCollection<string> Artefacts => artefacts.Keys;

    /// <summary>Container and name of what was written before a line said so: it must be there.</summary>
    public IReadOnlyCollection<string> Stored => stored;

    /// <summary>The claims that submissions were given: the hash of each one's bytes by container and name.</summary>
    public IReadOnlyDictionary<string, string> Claims => claims;

    /// <summary>How many lines say that an act was stored, by its subject.</summary>
    public IReadOnlyDictionary<string, int> ActsDone => actsDone;

    /// <summary>Ids of the runs whose mark was written.</summary>
    public IReadOnlySet<string> CompletedRuns => completedRuns;

    /// <returns>False when the bytes are no line.</returns>
    public bool TryAdd(byte[] line)
    {
        try
        {
            Add(TrialJson.Read<AuditEntry>(line));
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Whether a line vouches for something of this container and name.</summary>
    public bool Names(string name) => artefacts.ContainsKey(name);

    /// <summary>Whether a line vouches for these bytes. Attempts at the same number name the same thing with different hashes; one of them was stored.</summary>
    public bool VouchesFor(string name, string sha256) => artefacts.TryGetValue(name, out var hashes) && hashes.Contains(sha256);

    /// <summary>Whether the sender was given the receipt.</summary>
    public bool WasAcknowledged(string receiptId) => acknowledged.Contains(receiptId);

    /// <summary>Which entries were refused when the bundle was kept; null when its line was never written.</summary>
    public string? RefusedEntriesOf(string receiptId) => refusedEntries.GetValueOrDefault(receiptId);

    /// <summary>The line about what was refused and kept under the name; null when there is none.</summary>
    public AuditEntry? RefusalOf(string name) => refusals.GetValueOrDefault(name);

    private void Add(AuditEntry entry)
    {
        foreach (var artefact in entry.Artefacts ?? [])
            (artefacts.TryGetValue(artefact.Name, out var hashes) ? hashes : artefacts[artefact.Name] = new(StringComparer.Ordinal)).Add(artefact.Sha256);
        if (entry.Outcome == AuditOutcome.Done)
            stored.UnionWith(StoredBefore(entry));
        if (entry.Reference is not { } reference)
            return;
        if (entry.Action == AuditAction.RunComplete)
            completedRuns.Add(reference);
        if (entry is { Action: AuditAction.Sign or AuditAction.Release, Outcome: AuditOutcome.Done })
            actsDone[reference] = actsDone.GetValueOrDefault(reference) + 1;
        if (entry.Action == AuditAction.Submit)
            AddSubmission(entry, reference);
    }

    private static IEnumerable<string> StoredBefore(AuditEntry entry) => entry switch
    {
        { Action: AuditAction.Run, Artefacts: { } made } => made.Select(artefact => artefact.Name),
        { Action: AuditAction.Configuration, Reference: { } configuration } => [$"ledger/{configuration}"],
        { Action: AuditAction.DeskKey, Reference: { } key } => [key],
        _ => [],
    };

    private void AddSubmission(AuditEntry entry, string reference)
    {
        foreach (var claim in entry.Artefacts?.Where(artefact => artefact.Name.StartsWith(ClaimCheck.Container, StringComparison.Ordinal)) ?? [])
            claims.TryAdd(claim.Name, claim.Sha256);
        if (entry.Outcome == AuditOutcome.Refused)
            refusals.TryAdd(reference, entry);
        else
            acknowledged.Add(reference);
        if (entry.Outcome == AuditOutcome.Done)
            refusedEntries.TryAdd(reference, RefusedEntries.ReadReason(entry.Reason));
    }
}
