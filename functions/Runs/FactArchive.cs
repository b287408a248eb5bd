using System.Collections.Immutable;
using ReportPipeline.Custody;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Storage;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Functions.Runs;

/// <summary>Facts and questions of the bundles of one ledger entry.</summary>
public sealed record FactsOfEntry(ImmutableArray<ClinicalFact> Facts, ImmutableArray<DataQuery> Queries)
{
    public static FactsOfEntry Empty { get; } = new([], []);

    public FactsOfEntry With(FactsOfEntry more) => new(Facts.AddRange(more.Facts), Queries.AddRange(more.Queries));
}

/// <summary>
/// Reads each sealed bundle once: its facts are kept beside the snapshots under the reading's key, so that a later run
/// parses only what is new.
/// </summary>
public sealed class FactArchive(PipelineStorage storage, BundleIntake intake, ReadingKey key)
{
    public async Task<FactsOfEntry> ReadAsync(LedgerEntry entry, CancellationToken cancellation)
    {
        var name = NameOf(entry);
        if (await storage.Snapshots.ReadAsync(name, cancellation) is { } kept)
        {
            return TrialJson.Read<FactsOfEntry>(kept);
        }

        var facts = await ParseAsync(entry, cancellation);
        await storage.Snapshots.CreateAsync(new Artefact(name, TrialJson.ToBytes(facts), "application/json"), cancellation);
        return facts;
    }

    /// <summary>Where the facts of the entry are kept.</summary>
    public string NameOf(LedgerEntry entry) => $"facts/{key.Value}/{entry.Number:D10}-{entry.Head[..16]}.json";

    /// <summary>The facts as the raw bytes say them, whatever is kept.</summary>
    public async Task<FactsOfEntry> ParseAsync(LedgerEntry entry, CancellationToken cancellation)
    {
        var facts = ImmutableArray.CreateBuilder<ClinicalFact>();
        var queries = ImmutableArray.CreateBuilder<DataQuery>();
        foreach (var bundle in entry.Bundles)
        {
            var site = new SiteId(bundle.Site);
            var bytes = await storage.Bundles.ReadAsync(site, bundle.BundleHash, cancellation)
                ?? throw new LedgerBrokenException($"Ledger entry {entry.Number} names a bundle that storage does not hold: {bundle.BundleHash}.");
            var read = intake.Examine(new IntakeRequest(bytes, BundleFormats.Of(bytes), site, bundle.ReceivedAt));
            facts.AddRange(read.Facts);
            queries.AddRange(read.Queries);
            if (!read.Accepted)
            {
                queries.Add(NoLongerReadable(bundle));
            }
        }

        return new FactsOfEntry(facts.ToImmutable(), queries.ToImmutable());
    }

    // Accepted under an earlier protocol or version of this program, refused by this one: said, never dropped in silence.
    private static DataQuery NoLongerReadable(SealedBundle bundle) => new(
        "bundle-not-readable",
        null,
        new SourceReference(bundle.Site, bundle.BundleHash, 0, "Bundle", bundle.BundleHash, bundle.BundleHash[..16], bundle.ReceivedAt),
        null,
        "The bundle was accepted when it was sent, but the present protocol refuses it; nothing in it counts. The operator compares the protocols.");
}
