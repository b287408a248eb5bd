using System.Collections.Immutable;
using System.Globalization;
using ReportPipeline.Desk.Operator;
using ReportPipeline.Desk.Shell;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.WebDesk;

/// <summary>The operator's pages: how the pipeline stands, and the audit trail.</summary>
internal static class OperationPages
{
    private const int EntriesShown = 100;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(DeskAddress.Operation, ShowAsync).RequireAuthorization(Policies.Operator);
        app.MapPost(DeskAddress.LedgerCheck, CheckAsync).RequireAuthorization(Policies.Operator).ForForms();
        app.MapGet(DeskAddress.Audit, SearchAsync).RequireAuthorization(Policies.Operator);
    }

    private static async Task ShowAsync(HttpContext context, DeskAnswers desk, OperationState state) =>
        await desk.SendAsync<OperationPage, OperationModel>(context, await state.ReadAsync(DeskLanguage.Of(context.Request), context.RequestAborted));

    private static async Task CheckAsync(HttpContext context, DeskAnswers desk, OperationState state, PipelineStorage storage)
    {
        var found = await LedgerCheck.RunAsync(storage, context.RequestAborted);
        var model = await state.ReadAsync(DeskLanguage.Of(context.Request), context.RequestAborted);
        var check = new LedgerCheckOutcome(found.Entries, found.Bundles, [.. found.Findings], [.. found.Remarks]);
        await desk.SendAsync<OperationPage, OperationModel>(context, model with { Check = check });
    }

    private static async Task SearchAsync(HttpContext context, DeskAnswers desk, AuditTrail audit)
    {
        var asked = context.Request.Query;
        var search = new AuditSearch(
            asked["from"].ToString(), asked["to"].ToString(), asked["actor"].ToString().Trim(), asked["action"].ToString().Trim(), asked["reference"].ToString().Trim());
        await audit.RecordAsync(new AuditEvent(context.User, AuditAction.ReadAudit, AuditOutcome.Done), context.RequestAborted);
        var page = await audit.QueryNewestAsync(new AuditQuery(Day(search.From), Day(search.To)?.AddDays(1))
        {
            Actor = Given(search.Actor),
            Action = Given(search.Action),
            Reference = Given(search.Reference),
            Limit = EntriesShown,
        }, context.RequestAborted);
        ImmutableArray<AuditLine> lines = [.. page.Entries.Select(stored => stored.Entry).Select(entry =>
            new AuditLine(entry.At, entry.Actor, entry.Action, entry.Outcome.ToString().ToLowerInvariant(), entry.Reference, entry.Reason))];
        await desk.SendAsync<Desk.Operator.AuditPage, AuditModel>(context, new AuditModel(search, lines, page.More));
    }

    private static string? Given(string text) => text.Length == 0 ? null : text;

    private static DateTimeOffset? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
            : null;
}
