using ReportPipeline.Storage;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Functions.Runs;

/// <summary>
/// What a run tells each hospital about its own records: open and answered questions, and which assessments are
/// missing. One file per hospital, so that answering one hospital never touches another's.
/// </summary>
public sealed class SiteFeedback(PipelineStorage storage, TrialProtocol protocol, ReadingKey reading)
{
    /// <summary>
    /// How many ledger entries back the newest finished run is looked for. Runs follow seals at once, so more than one
    /// or two unfinished ones mean that runs fail, which the alerts tell.
    /// </summary>
    private const int FarthestBack = 16;

    private readonly DataEntries dataEntries = new(storage);

    private long knownHead;

    public async Task StoreAsync(TrialDataset dataset, RunIdentity identity, CancellationToken cancellation)
    {
        foreach (var site in protocol.Sites.Select(site => site.SiteId))
        {
            await StoreAsync(FeedbackFile.Queries(identity.RunId, site), QueriesDocument.Of(dataset, site, identity), cancellation);
            await StoreAsync(FeedbackFile.Completeness(identity.RunId, site), CompletenessDocument.Of(protocol, dataset, site, identity), cancellation);
        }
    }

    /// <summary>The newest run's file, or null when no run has finished since this program version and protocol are in use.</summary>
    /// <param name="nameInRun">The file's name for a run id.</param>
    /// <param name="cancellation">Stops the search.</param>
    public Task<byte[]?> FindNewestAsync(Func<string, string> nameInRun, CancellationToken cancellation) =>
        FindNewestAsync(nameInRun, storage.Results.ReadAsync, cancellation);

    /// <summary>The same with a reading of the caller's, which answers null where there is no such file.</summary>
    public async Task<T?> FindNewestAsync<T>(
        Func<string, string> nameInRun, Func<string, CancellationToken, Task<T?>> readAsync, CancellationToken cancellation)
        where T : class
    {
        var head = await storage.Ledger.FindHeadAsync(Volatile.Read(ref knownHead), cancellation);
        Volatile.Write(ref knownHead, head);
        var entry = await dataEntries.FindAsync(head, cancellation);
        for (var back = 0; entry is not null && back < FarthestBack; back++, entry = await dataEntries.FindAsync(entry.Number - 1, cancellation))
        {
            if (await readAsync(nameInRun(reading.RunAt(entry.Head)), cancellation) is { } file)
            {
                return file;
            }
        }

        return null;
    }

    private Task StoreAsync<T>(string name, T document, CancellationToken cancellation) =>
        storage.Results.CreateAsync(new Artefact(name, TrialJson.ToBytes(document), "application/json"), cancellation);
}

/// <summary>Where a hospital's files lie below its run.</summary>
internal static class FeedbackFile
{
    public static string Queries(string runId, SiteId site) => $"{runId}/sites/{site}/queries.json";

    public static string Completeness(string runId, SiteId site) => $"{runId}/sites/{site}/completeness.json";
}
