using System.Collections.Immutable;
using ReportPipeline.Custody;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Fhir.Leaks;
using ReportPipeline.Storage;
using ReportPipeline.Trial;

namespace ReportPipeline.Functions.Runs;

/// <summary>
/// The keyed identity terms of the bundles of each ledger entry, kept beside the facts, so that the leak guard knows every patient and
/// a run still reads the raw bytes of new bundles alone.
/// </summary>
public sealed class IdentityArchive(PipelineStorage storage, LedgerSeal ledger, BundleIntake intake, ReadingKey key)
{
    /// <summary>The terms of every patient up to the entry.</summary>
    public async Task<IReadOnlyList<IdentityTerm>> ReadAsync(LedgerEntry head, CancellationToken cancellation)
    {
        var terms = new List<IdentityTerm>();
        for (var number = 1L; number <= head.Number; number++)
        {
            terms.AddRange(await OfEntryAsync(number == head.Number ? head : await ledger.ReadAsync(number, cancellation), cancellation));
        }

        return terms;
    }

    private async Task<ImmutableArray<IdentityTerm>> OfEntryAsync(LedgerEntry entry, CancellationToken cancellation)
    {
        if (entry.Bundles.IsEmpty)
        {
            return [];
        }

        var name = CacheNames.Identity(key, entry);
        if (await storage.Snapshots.ReadAsync(name, cancellation) is { } kept)
        {
            return TrialJson.Read<ImmutableArray<IdentityTerm>>(kept);
        }

        var terms = ImmutableArray.CreateBuilder<IdentityTerm>();
        foreach (var bundle in entry.Bundles)
        {
            var site = new SiteId(bundle.Site);
            var bytes = await storage.Bundles.ReadAsync(site, bundle.BundleHash, cancellation)
                ?? throw new LedgerBrokenException($"Ledger entry {entry.Number} names a bundle that storage does not hold: {bundle.BundleHash}.");
            terms.AddRange(intake.ReadIdentity(new IntakeRequest(bytes, BundleFormats.Of(bytes), site, bundle.ReceivedAt)));
        }

        ImmutableArray<IdentityTerm> distinct = [.. terms.DistinctBy(term => term.Key)];
        await storage.Snapshots.CreateAsync(new Artefact(name, TrialJson.ToBytes(distinct), "application/json"), cancellation);
        return distinct;
    }
}
