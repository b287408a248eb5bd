using System.Text.Json;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Fhir.Responses;
using ReportPipeline.Functions.Ingest;
using ReportPipeline.Functions.WebDesk;

namespace ReportPipeline.Functions.Answers;

/// <summary>
/// Writes an edge error in the language of its address: OperationOutcome below /api/fhir and for acts, a page below /api/desk,
/// problem+json elsewhere.
/// </summary>
internal static class ErrorAnswer
{
    public static async Task WriteAsync(HttpContext context, EdgeError error)
    {
        var fhir = context.Request.Path.StartsWithSegments("/api/fhir")
            || context.GetEndpoint()?.Metadata.GetMetadata<FhirErrors>() is not null;
        context.Response.StatusCode = error.Status;
        if (error.Status is 429 or 503)
            context.Response.Headers.RetryAfter = "5";
        // The rest of a body that was refused is not read; a kept connection would mistake it for the next request.
        if (error.Status is 413)
            context.Response.Headers.Connection = "close";
        if (DeskSession.IsDesk(context.Request.Path))
            await context.RequestServices.GetRequiredService<DeskAnswers>().RefuseAsync(context, error.Status);
        else if (fhir)
            await WriteOutcomeAsync(context, error);
        else
            await context.Response.SendAsync("application/problem+json; charset=utf-8", Problem(error));
    }

    /// <summary>In the format that the sender asks for or, failing that, the one it sent; JSON when neither can be told.</summary>
    private static Task WriteOutcomeAsync(HttpContext context, EdgeError error)
    {
        var format = FhirExchange.WantedFormat(context.Request, FhirExchange.SentFormat(context.Request.ContentType) ?? BundleFormat.Json) ?? BundleFormat.Json;
        var issue = new EdgeIssue(error.FhirIssueType, error.Code, error.Message);
        return context.Response.SendAsync(FhirExchange.ContentTypeOf(format), OperationOutcomes.Write(issue, format));
    }

    private static byte[] Problem(EdgeError error) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        type = "about:blank",
        title = error.Code,
        status = error.Status,
        detail = error.Message,
    });
}
