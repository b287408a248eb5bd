using ReportPipeline.Storage;
using ReportPipeline.Trial;

namespace ReportPipeline.Functions.Ingest;

/// <summary>Reads a body, keeps it, and only then lets the answer go.</summary>
internal sealed class BundleReception(BundleReading reading, PipelineStorage storage, TimeProvider clock)
{
    /// <exception cref="StorageUnavailableException">Nothing was acknowledged.</exception>
    public async Task<ReceptionAnswer> TakeAsync(SiteId site, byte[] body, CancellationToken cancellation)
    {
        var receivedAt = clock.GetUtcNow();
        var verdict = reading.Read(site, body, receivedAt);
        if (verdict.Accepted)
            return new ReceptionAnswer(verdict, await storage.Bundles.AcceptAsync(site, body, receivedAt, cancellation));
        await storage.Rejected.AddAsync(new Refusal(site, receivedAt, body, verdict.Answer), cancellation);
        return new ReceptionAnswer(verdict, null);
    }
}

/// <param name="Verdict">What to answer.</param>
/// <param name="Receipt">The proof of keeping; null for a refused body.</param>
internal sealed record ReceptionAnswer(BundleVerdict Verdict, Receipt? Receipt);
