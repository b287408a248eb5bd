using ReportPipeline.Custody;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Functions.Ingest;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Functions.Runs;

/// <summary>Accepted under an earlier protocol or version of this program, refused by this one: said, never dropped in silence.</summary>
internal static class LostBundle
{
    public static DataQuery OfRemovedSite(SealedBundle bundle) => new("bundle-not-readable", null, Source(bundle, 0), null,
        "The bundle was accepted when it was sent, but the present protocol no longer has this hospital; nothing in it counts. The operator compares the protocols.");

    public static IEnumerable<DataQuery> Questions(SealedBundle bundle, IntakeResult now)
    {
        if (!now.Accepted)
        {
            return [new DataQuery("bundle-not-readable", null, Source(bundle, 0), null,
                "The bundle was accepted when it was sent, but the present protocol refuses it; nothing in it counts. The operator compares the protocols.")];
        }

        var refusedThen = RefusedEntries.Read(bundle.RefusedEntries);
        return now.Entries
            .Where(entry => !entry.Accepted && !refusedThen.Contains(entry.Index))
            .Select(entry => new DataQuery("entry-not-readable", null, Source(bundle, entry.Index), null,
                "The entry was accepted when it was sent, but the present protocol refuses it; it does not count. The operator compares the protocols."));
    }

    private static SourceReference Source(SealedBundle bundle, int entry) =>
        new(bundle.Site, bundle.BundleHash, entry, "Bundle", bundle.BundleHash, bundle.BundleHash[..16], bundle.ReceivedAt);
}
