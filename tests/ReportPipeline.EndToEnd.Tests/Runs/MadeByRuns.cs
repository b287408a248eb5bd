using ReportPipeline.Storage;

namespace ReportPipeline.Tests.Runs;

/// <summary>What runs leave behind that must follow from the data alone: snapshots, results, documents.</summary>
internal static class MadeByRuns
{
    /// <summary>Every artefact as its name and the hash of its bytes.</summary>
    public static async Task<List<string>> ListAsync(PipelineStorage storage)
    {
        var made = new List<string>();
        foreach (var store in new[] { storage.Snapshots, storage.Results, storage.Reports })
        {
            // Signatures carry chance: they are verified elsewhere, never compared.
            await foreach (var name in store.ListAsync().Where(name => !name.EndsWith(".sig", StringComparison.Ordinal)))
                made.Add($"{name} {BundleArchive.HashOf(await store.ReadAsync(name))}");
        }

        return made;
    }
}
