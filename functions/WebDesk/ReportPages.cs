using System.Collections.Immutable;
using System.Security.Claims;
using ReportPipeline.Desk.Committee;
using ReportPipeline.Desk.Content;
using ReportPipeline.Desk.Shell;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Acts;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Functions.Reports;
using ReportPipeline.Storage;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Functions.WebDesk;

/// <summary>The committee's reports: the list, the sections, what changed, the documents.</summary>
internal static class ReportPages
{
    /// <summary>Below it everything of one edition of one report.</summary>
    public const string OneReport = $"{DeskAddress.Reports}/{{run}}/{{edition}}";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(DeskAddress.Reports, ListAsync).RequireAuthorization(Policies.Committee);
        app.MapGet($"{DeskAddress.Reports}/{{run}}", FirstEditionAsync).RequireAuthorization(Policies.Committee);
        app.MapGet(OneReport, OverviewAsync).RequireAuthorization(Policies.Committee).ForReaders();
        app.MapGet($"{OneReport}/section/{{key}}", SectionAsync).RequireAuthorization(Policies.Committee).ForReaders();
        app.MapGet($"{OneReport}/changes", ChangesAsync).RequireAuthorization(Policies.Committee).ForReaders();
        app.MapGet($"{OneReport}/document", DocumentAsync).RequireAuthorization(Policies.Committee).ForReaders();
    }

    /// <summary>Lets only those pass who may read the edition in the address; a run that is none is not found.</summary>
    public static RouteHandlerBuilder ForReaders(this RouteHandlerBuilder route) => route.AddEndpointFilter(async (invocation, next) =>
    {
        var context = invocation.HttpContext;
        var edition = (string)context.GetRouteValue("edition")!;
        if (!EditionsOf(context.User).Contains(edition))
        {
            await ErrorAnswer.WriteAsync(context, edition == Editions.Closed ? EdgeError.NotAllowed : EdgeError.NotFound);
            return Results.Empty;
        }

        var run = (string)context.GetRouteValue("run")!;
        if (await context.RequestServices.GetRequiredService<RunCatalogue>().FindAsync(run, context.RequestAborted) is not null)
            return await next(invocation);
        await ErrorAnswer.WriteAsync(context, EdgeError.NotFound);
        return Results.Empty;
    });

    /// <summary>What surrounds every page of the report; the run is known to exist.</summary>
    public static async Task<ReportFrame> FrameAsync(HttpContext context, string run, string edition)
    {
        var reports = context.RequestServices.GetRequiredService<DeskReports>();
        var state = (await context.RequestServices.GetRequiredService<ReportActs>().FindAsync(run, context.RequestAborted))!;
        var outline = await reports.OutlineAsync(run, edition, reports.LanguageFor(DeskLanguage.Of(context.Request).Tag));
        return new ReportFrame(state.Run, edition, ReportStandings.Of(state, context.User), EditionsOf(context.User), reports.Languages)
        {
            Links = outline is null ? null : new ContentLinks(run, edition, outline),
            MaySign = context.User.IsInRole(Roles.CommitteeSign),
        };
    }

    /// <summary>Leaves its line in the audit trail before the page goes out.</summary>
    public static Task RecordAsync(HttpContext context, string action, string? reference) =>
        context.RequestServices.GetRequiredService<AuditTrail>().RecordAsync(
            new AuditEvent(context.User, action, AuditOutcome.Done, reference), context.RequestAborted);

    private static ImmutableArray<string> EditionsOf(ClaimsPrincipal reader) =>
        reader.IsInRole(Roles.CommitteeClosed) ? [Editions.Closed, Editions.Open] : reader.IsInRole(Roles.CommitteeOpen) ? [Editions.Open] : [];

    private static async Task ListAsync(HttpContext context, DeskAnswers desk, DeskReports reports, ReportActs acts)
    {
        var runs = await reports.ListAsync(context.RequestAborted);
        var page = PageNumber.Of(context.Request);
        var first = Math.Min((page - 1) * ReportListModel.ReportsOfPage, runs.Length);
        var lines = await Task.WhenAll(Enumerable.Range(first, Math.Min(ReportListModel.ReportsOfPage, runs.Length - first)).Select(async index =>
        {
            long? added = index + 1 < runs.Length ? runs[index].BundleCount - runs[index + 1].BundleCount : null;
            var state = (await acts.FindAsync(runs[index].RunId, context.RequestAborted))!;
            return new ReportLine(runs[index], ReportStandings.Of(state, context.User), added, EditionsOf(context.User));
        }));
        await desk.SendAsync<ReportListPage, ReportListModel>(context, new ReportListModel([.. lines], page, runs.Length));
    }

    private static Task FirstEditionAsync(HttpContext context, string run)
    {
        context.Response.Redirect($"{DeskAddress.Reports}/{Uri.EscapeDataString(run)}/{EditionsOf(context.User)[0]}");
        return Task.CompletedTask;
    }

    private static async Task OverviewAsync(HttpContext context, string run, string edition, DeskAnswers desk)
    {
        var report = await FrameAsync(context, run, edition);
        await RecordAsync(context, AuditAction.ReadReport, $"{run}/{edition}");
        await desk.SendAsync<ReportOverviewPage, ReportOverviewModel>(context, new ReportOverviewModel(report));
    }

    private static async Task SectionAsync(HttpContext context, string run, string edition, string key, DeskAnswers desk)
    {
        var report = await FrameAsync(context, run, edition);
        if (report.Links?.Outline.Find(key) is not { } section)
        {
            await ErrorAnswer.WriteAsync(context, EdgeError.NotFound);
            return;
        }

        await RecordAsync(context, AuditAction.ReadReport, $"{run}/{edition}/{section.Key}");
        var asked = new TableQuestion(context.Request.Query["filter"].ToString().Trim(), PageNumber.Of(context.Request));
        await desk.SendAsync<ReportSectionPage, ReportSectionModel>(context, new ReportSectionModel(report, section, asked));
    }

    private static async Task ChangesAsync(HttpContext context, string run, string edition, DeskAnswers desk, DeskReports reports)
    {
        var report = await FrameAsync(context, run, edition);
        if (report.Links is null)
        {
            await ErrorAnswer.WriteAsync(context, EdgeError.NotFound);
            return;
        }

        await RecordAsync(context, AuditAction.ReadReport, $"{run}/{edition}/changes");
        var (before, changes) = await CompareAsync(report, reports, context);
        await desk.SendAsync<ReportChangesPage, ReportChangesModel>(context, new ReportChangesModel(report, before, changes));
    }

    private static async Task<(RunIdentity? Before, ImmutableArray<ChangedItem> Changes)> CompareAsync(
        ReportFrame report, DeskReports reports, HttpContext context)
    {
        var earlier = (await reports.ListAsync(context.RequestAborted))
            .FirstOrDefault(other => other.LedgerSequence < report.Identity.LedgerSequence && reports.CanBeShown(other));
        if (earlier is null)
            return (null, []);
        var outline = await reports.OutlineAsync(earlier.RunId, report.Edition, reports.LanguageFor(DeskLanguage.Of(context.Request).Tag));
        return (earlier, ReportChanges.Between(outline!, report.Links!.Outline));
    }

    private static async Task DocumentAsync(HttpContext context, string run, string edition, PipelineStorage storage)
    {
        var languages = context.RequestServices.GetRequiredService<DeskReports>().Languages;
        var language = context.Request.Query["language"].ToString();
        var document = new ReportDocument(run, edition, language);
        if (!languages.Contains(language) || await storage.Reports.ReadAsync(document.Name, context.RequestAborted) is not { } bytes)
        {
            await ErrorAnswer.WriteAsync(context, EdgeError.NotFound);
            return;
        }

        await RecordAsync(context, AuditAction.ReadReport, document.Name);
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"report.{edition}.{language}.docx\"";
        await context.Response.SendAsync(ReportDocument.ContentType, bytes);
    }
}
