using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Ingest;

/// <summary>A receipt as a hospital reads it.</summary>
internal sealed record ReceiptDocument(string Id, string Site, string BundleSha256, DateTimeOffset ReceivedAt)
{
    public static ReceiptDocument Of(Receipt receipt) =>
        new(receipt.Id, receipt.Site.Value, receipt.BundleHash, receipt.ReceivedAt);
}
