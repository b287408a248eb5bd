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

    /// <summary>Container and name of everything that a line vouches for.</summary>
    public IReadOnlySet<string> Artefacts => artefacts;

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
        if (entry.Action != AuditAction.Submit || entry.Reference is not { } reference)
            return;
        if (entry.Outcome == AuditOutcome.Refused)
            refusals.TryAdd(reference, entry);
        else
            acknowledged.Add(reference);
        if (entry.Outcome == AuditOutcome.Done)
            refusedEntries.TryAdd(reference, RefusedEntries.ReadReason(entry.Reason));
    }
}
