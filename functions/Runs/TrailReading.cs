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
    private readonly HashSet<string> artefacts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> claims = new(StringComparer.Ordinal);
    private readonly HashSet<string> completedRuns = new(StringComparer.Ordinal);

    /// <summary>Container and name of everything that a line vouches for.</summary>
    public IReadOnlySet<string> Artefacts => artefacts;

    /// <summary>The claims that submissions were given: the hash of each one's bytes by container and name.</summary>
    public IReadOnlyDictionary<string, string> Claims => claims;

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

    /// <summary>Whether the sender was given the receipt.</summary>
    public bool WasAcknowledged(string receiptId) => acknowledged.Contains(receiptId);

    /// <summary>Which entries were refused when the bundle was kept; null when its line was never written.</summary>
    public string? RefusedEntriesOf(string receiptId) => refusedEntries.GetValueOrDefault(receiptId);

    /// <summary>The line about what was refused and kept under the name; null when there is none.</summary>
    public AuditEntry? RefusalOf(string name) => refusals.GetValueOrDefault(name);

    private void Add(AuditEntry entry)
    {
        artefacts.UnionWith(entry.Artefacts?.Select(artefact => artefact.Name) ?? []);
        if (entry.Reference is not { } reference)
            return;
        if (entry.Action == AuditAction.RunComplete)
            completedRuns.Add(reference);
        if (entry.Action == AuditAction.Submit)
            AddSubmission(entry, reference);
    }

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
