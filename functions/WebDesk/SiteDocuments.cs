using ReportPipeline.Functions.Hosting;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Storage;
using ReportPipeline.Trial;

namespace ReportPipeline.Functions.WebDesk;

/// <summary>What the newest run tells a hospital, read once: a run's file never changes.</summary>
internal sealed class SiteDocuments(PipelineStorage storage, SiteFeedback feedback)
{
    private readonly RecentlyUsed<string, object?> documents = new(8);

    /// <summary>Null when no run has finished yet.</summary>
    /// <param name="nameInRun">The file's name for a run id.</param>
    /// <param name="cancellation">Stops the search.</param>
    public async Task<T?> FindNewestAsync<T>(Func<string, string> nameInRun, CancellationToken cancellation)
        where T : class =>
        (T?)await feedback.FindNewestAsync(nameInRun, ReadAsync<T>, cancellation);

    private Task<object?> ReadAsync<T>(string name, CancellationToken cancellation) => documents.GetAsync(name, async () =>
        await storage.Results.ReadAsync(name, CancellationToken.None) is { } bytes ? TrialJson.Read<T>(bytes) : null);
}
