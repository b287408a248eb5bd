using System.Globalization;
using System.Net;
using Hl7.Fhir.Model;
using ReportPipeline.Fhir.Intake;

namespace ReportPipeline.Fhir.Responses;

/// <summary>FHIR's Prefer: return.</summary>
public enum PreferredReturn
{
    /// <summary>Status lines; an outcome only where there is something to say.</summary>
    Minimal,

    /// <summary>The resources as accepted.</summary>
    Representation,

    /// <summary>An OperationOutcome on every entry.</summary>
    OperationOutcome,
}

/// <summary>
/// The answer to an accepted bundle: one entry per entry, in the same order. Everything in it follows from the body, the
/// site and the arrival time, so the answer to a repeat is the same bytes as long as the first arrival time is used.
/// </summary>
public static class ResponseBundles
{
    /// <summary>The system under which Bundle.identifier carries the receipt's id.</summary>
    public const string ReceiptSystem = "https://reportpipeline.example/fhir/receipt";

    /// <param name="result">Accepted, examined with the arrival time of the stored bundle.</param>
    /// <param name="receiptId">As the receipts endpoint knows it.</param>
    public static byte[] Write(IntakeResult result, string receiptId, PreferredReturn prefer, BundleFormat format)
    {
        var bundle = new Bundle
        {
            Type = result.Type == IngestType.Batch ? Bundle.BundleType.BatchResponse : Bundle.BundleType.TransactionResponse,
            Identifier = new Identifier(ReceiptSystem, receiptId),
        };
        bundle.Entry.AddRange(result.Entries.Select(entry => ToEntry(entry, result.ReceivedAt, prefer)));
        return FhirContent.Write(bundle, format);
    }

    private static Bundle.EntryComponent ToEntry(EntryOutcome entry, DateTimeOffset receivedAt, PreferredReturn prefer)
    {
        var response = new Bundle.ResponseComponent { Status = StatusLine(entry.HttpStatus) };
        if (entry.Accepted)
        {
            response.Location = $"{entry.ResourceType}/{entry.LogicalId}/_history/{entry.VersionId}";
            response.Etag = $"W/\"{entry.VersionId}\"";
            response.LastModified = receivedAt;
        }

        if (entry.Issues.Length > 0 || prefer == PreferredReturn.OperationOutcome)
        {
            response.Outcome = OperationOutcomes.Build(entry.Issues);
        }

        return new Bundle.EntryComponent
        {
            Response = response,
            Resource = prefer == PreferredReturn.Representation ? AsStored(entry, receivedAt) : null,
        };
    }

    // A copy: the examined resource keeps the sender's own id and meta.
    private static Resource? AsStored(EntryOutcome entry, DateTimeOffset receivedAt)
    {
        if (entry.Resource?.DeepCopy() is not Resource copy)
        {
            return null;
        }

        copy.Id = entry.LogicalId;
        copy.Meta ??= new Meta();
        copy.Meta.VersionId = entry.VersionId;
        copy.Meta.LastUpdated = receivedAt;
        return copy;
    }

    private static string StatusLine(int status) => string.Create(CultureInfo.InvariantCulture, $"{status} {Reason(status)}");

    private static string Reason(int status) => (HttpStatusCode)status switch
    {
        HttpStatusCode.OK => "OK",
        HttpStatusCode.Created => "Created",
        HttpStatusCode.BadRequest => "Bad Request",
        HttpStatusCode.MethodNotAllowed => "Method Not Allowed",
        HttpStatusCode.PreconditionFailed => "Precondition Failed",
        HttpStatusCode.RequestEntityTooLarge => "Content Too Large",
        _ => "Unprocessable Content",
    };
}
