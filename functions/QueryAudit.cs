using System.Collections.Immutable;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Acts;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions;

/// <summary>GET /api/audit: the audit trail for the operator, filtered and in pages; see <c>docs/audit-trail.md</c>.</summary>
internal static class QueryAudit
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/audit", AnswerAsync).RequireAuthorization(Policies.Operator);

    private static async Task AnswerAsync(HttpContext context, AuditTrail audit)
    {
        if (AuditQueryString.Read(context.Request.Query) is not { } query)
        {
            await ErrorAnswer.WriteAsync(context, EdgeError.FilterUnknown);
            return;
        }

        await audit.RecordAsync(new AuditEvent(context.User, AuditAction.ReadAudit, AuditOutcome.Done), context.RequestAborted);
        var page = await audit.QueryAsync(query, context.RequestAborted);
        var next = page.Next is { } after ? AuditQueryString.Next(context.Request, after) : null;
        await ActAnswers.WriteAsync(context, StatusCodes.Status200OK, new Answer(page.Entries, next));
    }

    private sealed record Answer(ImmutableArray<StoredAuditEntry> Entries, string? Next);
}
