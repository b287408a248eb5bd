using System.Collections.Immutable;
using System.Security.Cryptography;
using ReportPipeline.Functions.Access;
using ReportPipeline.Storage;
using ReportPipeline.Trial;

namespace ReportPipeline.Functions.Runs;

/// <summary>What the program runs with, by name; hashes and ids in place of keys. Never a secret.</summary>
public sealed record Configuration(ImmutableSortedDictionary<string, string> Values)
{
    /// <summary>The names whose values differ, in ordinal order.</summary>
    public IEnumerable<string> ChangesFrom(Configuration? earlier) => Values.Keys
        .Union(earlier?.Values.Keys ?? [], StringComparer.Ordinal)
        .Where(name => Values.GetValueOrDefault(name) != earlier?.Values.GetValueOrDefault(name))
        .Order(StringComparer.Ordinal);
}

/// <summary>
/// Notices that the protocol, the decision list, the software or a setting is another than the last time, by comparing with the
/// last configuration stored: at every start and before every run. The whole configuration is stored and sealed; the audit
/// trail says which names changed.
/// </summary>
public sealed class ConfigurationTrail(PipelineStorage storage, AuditTrail audit, Configuration configuration)
{
    private long known;
    private bool recorded;

    public async Task RecordAsync(CancellationToken cancellation)
    {
        // Within one process the configuration cannot change.
        while (!recorded)
            recorded = await TryRecordAsync(cancellation);
    }

    private async Task<bool> TryRecordAsync(CancellationToken cancellation)
    {
        known = await storage.Ledger.Configurations.FindHeadAsync(known, cancellation);
        var last = known == 0 ? null : TrialJson.Read<Configuration>(await storage.Ledger.Configurations.ReadAsync(known, cancellation));
        if (!configuration.ChangesFrom(last).Any())
            return true;
        var bytes = TrialJson.ToBytes(configuration);
        var changed = new AuditEvent(null, AuditAction.Configuration, AuditOutcome.Attempted, storage.Ledger.Configurations.NameOf(known + 1))
        {
            Reason = string.Join(' ', configuration.ChangesFrom(last)),
        };
        // As with acts: the line that names the hash comes first, so that nothing is stored that nobody seals.
        var artefact = new AuditedArtefact("document", $"ledger/{changed.Reference}", Convert.ToHexStringLower(SHA256.HashData(bytes)));
        await audit.RecordAsync(changed with { Artefacts = [artefact] }, cancellation);
        if (!await storage.Ledger.Configurations.TryAppendAsync(known + 1, bytes, cancellation))
            return false;
        await audit.RecordAsync(changed with { Outcome = AuditOutcome.Done }, cancellation);
        return true;
    }
}
