using System.Globalization;
using ReportPipeline.Custody;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Functions.Ingest;
using ReportPipeline.Functions.Runs.Snapshots;
using ReportPipeline.Storage;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Functions.Runs;

/// <summary>Facts and questions of some bundles, in the order of the bundles.</summary>
public sealed record FactsOfBundles(IReadOnlyList<ClinicalFact> Facts, IReadOnlyList<DataQuery> Queries)
{
    public static FactsOfBundles Of(IReadOnlyCollection<FactsOfBundles> parts) =>
        new([.. parts.SelectMany(part => part.Facts)], [.. parts.SelectMany(part => part.Queries)]);
}

/// <summary>
/// Reads each sealed bundle once: its facts are kept beside the snapshots under the reading's key, so that a run that was
/// cut goes on where it was.
/// </summary>
public sealed class FactArchive(PipelineStorage storage, LedgerSeal ledger, BundleIntake intake, ReadingKey key) : ISealedData
{
    /// <summary>Bundles whose facts make one file: a cut run repeats at most so many.</summary>
    private const int BatchSize = 200;

    /// <summary>Storage answers several requests at once; parsing keeps the processors busy meanwhile.</summary>
    private static readonly int Concurrency = Math.Max(4, Environment.ProcessorCount);

    public Task<LedgerEntry> ReadEntryAsync(long number, CancellationToken cancellation) => ledger.ReadAsync(number, cancellation);

    public async Task<FactsOfBundles> ReadFactsAsync(LedgerEntry entry, IEnumerable<SealedBundle> bundles, CancellationToken cancellation)
    {
        var batches = new List<FactsOfBundles>();
        foreach (var batch in bundles.Chunk(BatchSize))
        {
            var name = CacheNames.Facts(key, entry) + batches.Count.ToString("D5", CultureInfo.InvariantCulture) + ".json";
            batches.Add(await ReadBatchAsync(name, batch, cancellation));
        }

        return FactsOfBundles.Of(batches);
    }

    private async Task<FactsOfBundles> ReadBatchAsync(string name, SealedBundle[] bundles, CancellationToken cancellation)
    {
        if (await storage.Snapshots.ReadAsync(name, cancellation) is { } kept)
        {
            return TrialJson.Read<FactsOfBundles>(kept);
        }

        var parsed = new FactsOfBundles[bundles.Length];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellation };
        await Parallel.ForEachAsync(Enumerable.Range(0, bundles.Length), parallel, async (index, token) => parsed[index] = await ParseAsync(bundles[index], token));
        var facts = FactsOfBundles.Of(parsed);
        await storage.Snapshots.CreateAsync(new Artefact(name, TrialJson.ToBytes(facts), "application/json"), cancellation);
        return facts;
    }

    private async Task<FactsOfBundles> ParseAsync(SealedBundle bundle, CancellationToken cancellation)
    {
        var site = new SiteId(bundle.Site);
        var bytes = await storage.Bundles.ReadAsync(site, bundle.BundleHash, cancellation)
            ?? throw new LedgerBrokenException($"The ledger names a bundle that storage does not hold: {bundle.BundleHash}.");
        return Read(intake, bundle, bytes);
    }

    /// <summary>
    /// What a sealed bundle says, from its bytes; what was accepted once and says nothing now is told. Entries that the sender was told are
    /// refused never count, whatever is thought of them now: whether an ifMatch held was decided once, and is sealed.
    /// </summary>
    public static FactsOfBundles Read(BundleIntake intake, SealedBundle bundle, byte[] bytes)
    {
        var site = new SiteId(bundle.Site);
        if (!intake.Knows(site))
        {
            return new FactsOfBundles([], [LostBundle.OfRemovedSite(bundle)]);
        }

        var read = intake.Examine(new IntakeRequest(bytes, BundleFormats.Of(bytes), site, bundle.ReceivedAt));
        var refused = RefusedEntries.Read(bundle.RefusedEntries);
        return new FactsOfBundles(
            [.. read.Facts.Where(fact => !refused.Contains(fact.Source.EntryIndex))],
            [.. read.Queries.Where(query => !refused.Contains(query.Source.EntryIndex)), .. LostBundle.Questions(bundle, read)]);
    }
}
