using ReportPipeline.Fhir.Intake;
using ReportPipeline.Fhir.Responses;
using ReportPipeline.Storage;
using ReportPipeline.Trial;

namespace ReportPipeline.Functions.Ingest;

/// <summary>Judges a body, keeps it, and only then lets the answer go.</summary>
internal sealed class BundleReception(BundleIntake intake, PipelineStorage storage, TimeProvider clock)
{
    /// <exception cref="StorageUnavailableException">Nothing was acknowledged.</exception>
    public async Task<ReceptionAnswer> TakeAsync(SiteId site, byte[] body, CancellationToken cancellation)
    {
        var request = new IntakeRequest(body, BundleFormats.Of(body), site, clock.GetUtcNow());
        var result = intake.Examine(request);
        if (!result.Accepted)
        {
            var refusal = OperationOutcomes.Write(result.Issues, request.Format);
            await storage.Rejected.AddAsync(new Refusal(site, request.ReceivedAt, body, refusal), cancellation);
            return new ReceptionAnswer(new BundleVerdict(false, result.HttpStatus, refusal), null);
        }

        var receipt = await storage.Bundles.AcceptAsync(site, body, request.ReceivedAt, cancellation);

        // A repeat is answered as the first time: everything in the answer follows from the first arrival.
        var first = receipt.ReceivedAt == result.ReceivedAt ? result : intake.Examine(request with { ReceivedAt = receipt.ReceivedAt });
        var answer = ResponseBundles.Write(first, receipt.Id, PreferredReturn.Minimal, request.Format);
        return new ReceptionAnswer(new BundleVerdict(true, result.HttpStatus, answer), receipt);
    }
}

/// <param name="Verdict">What to answer.</param>
/// <param name="Receipt">The proof of keeping; null for a refused body.</param>
internal sealed record ReceptionAnswer(BundleVerdict Verdict, Receipt? Receipt);
