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

    /// <summary>Every resource version that the entry's bundles brought, of any type.</summary>
    public ImmutableArray<ResourceVersion> Versions { get; init; } = [];

    /// <summary>Facts and questions of both; which versions there were is asked entry by entry.</summary>
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
        var name = $"facts/{key.Value}/{entry.Number:D10}-{entry.Head[..16]}.json";
        if (await storage.Snapshots.ReadAsync(name, cancellation) is { } kept)
        {
            return TrialJson.Read<FactsOfEntry>(kept);
        }

        var facts = await ParseAsync(entry, cancellation);
        await storage.Snapshots.CreateAsync(new Artefact(name, TrialJson.ToBytes(facts), "application/json"), cancellation);
        return facts;
    }

    private async Task<FactsOfEntry> ParseAsync(LedgerEntry entry, CancellationToken cancellation)
    {
        var facts = ImmutableArray.CreateBuilder<ClinicalFact>();
        var queries = ImmutableArray.CreateBuilder<DataQuery>();
        var versions = ImmutableArray.CreateBuilder<ResourceVersion>();
        foreach (var bundle in entry.Bundles)
        {
            var kept = await storage.Bundles.ReadKeptAsync(new SiteId(bundle.Site), bundle.BundleHash, cancellation)
                ?? throw new LedgerBrokenException($"Ledger entry {entry.Number} names a bundle that storage does not hold: {bundle.BundleHash}.");
            if (!intake.Knows(new SiteId(bundle.Site)))
            {
                queries.Add(LostBundle.OfRemovedSite(bundle));
                continue;
            }

            var read = intake.Examine(new IntakeRequest(kept.Bytes, BundleFormats.Of(kept.Bytes), new SiteId(bundle.Site), bundle.ReceivedAt));
            facts.AddRange(read.Facts);
            queries.AddRange(read.Queries);
            queries.AddRange(LostBundle.Questions(bundle, read, kept.RefusedEntries));
            versions.AddRange(ResourceVersion.Of(read));
        }

        return new FactsOfEntry(facts.ToImmutable(), queries.ToImmutable()) { Versions = versions.ToImmutable() };
    }
}
