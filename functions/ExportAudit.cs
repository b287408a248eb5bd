using ReportPipeline.Fhir.Intake;
using ReportPipeline.Fhir.Responses;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Functions.Ingest;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions;

/// <summary>GET /api/audit/fhir: the audit trail as a Bundle of FHIR AuditEvents, with the filters and pages of /api/audit.</summary>
internal static class ExportAudit
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/audit/fhir", AnswerAsync).RequireAuthorization(Policies.Operator).WithMetadata(FhirErrors.Instance);

    private static async Task AnswerAsync(HttpContext context, AuditTrail audit)
    {
        var format = FhirExchange.WantedFormat(context.Request, BundleFormat.Json);
        if (format is null || AuditQueryString.Read(context.Request.Query) is not { } query)
        {
            await ErrorAnswer.WriteAsync(context, format is null ? EdgeError.NotAcceptable : EdgeError.FilterUnknown);
            return;
        }

        await audit.RecordAsync(new AuditEvent(context.User, AuditAction.ReadAudit, AuditOutcome.Done), context.RequestAborted);
        var page = await audit.QueryAsync(query, context.RequestAborted);
        var next = page.Next is { } after ? AuditQueryString.Next(context.Request, after) : null;
        await context.Response.SendAsync(
            FhirExchange.ContentTypeOf(format.Value), AuditEvents.Write(page.Entries.Select(ToEvent), next, format.Value));
    }

    private static AuditedEvent ToEvent(StoredAuditEntry stored) => new(
        stored.Sha256, stored.Entry.At, stored.Entry.Actor, stored.Entry.Action, SeverityOf(stored.Entry.Outcome), stored.Entry.Outcome.ToString())
    {
        Client = stored.Entry.Client,
        Site = stored.Entry.Site,
        Reason = stored.Entry.Reason,
        Reference = stored.Entry.Reference,
        Requested = stored.Entry.Actor != AuditTrail.Program,
    };

    private static AuditEventSeverity SeverityOf(AuditOutcome outcome) => outcome switch
    {
        AuditOutcome.Refused => AuditEventSeverity.Refused,
        AuditOutcome.Failed => AuditEventSeverity.Failed,
        _ => AuditEventSeverity.Success,
    };
}
