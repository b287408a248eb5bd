using ReportPipeline.Fhir.Responses;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Functions.Ingest;
using ReportPipeline.Functions.Runs;

namespace ReportPipeline.Functions;

/// <summary>GET /api/fhir/metadata: the CapabilityStatement, open to everyone.</summary>
internal static class Metadata
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/fhir/metadata", AnswerAsync).AllowAnonymous();

    private static async Task AnswerAsync(HttpContext context, RunSettings settings)
    {
        if (FhirExchange.WantedFormat(context.Request, Fhir.Intake.BundleFormat.Json) is not { } format)
        {
            await ErrorAnswer.WriteAsync(context, EdgeError.NotAcceptable);
            return;
        }

        var document = CapabilityDocument.Write(settings.Protocol.Protocol!, settings.SoftwareVersion, format);
        await context.Response.SendAsync(FhirExchange.ContentTypeOf(format), document);
    }
}
