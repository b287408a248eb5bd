using System.Collections.Immutable;
using ReportPipeline.Desk.Committee;
using ReportPipeline.Desk.Operator;
using ReportPipeline.Desk.Shell;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Acts;
using ReportPipeline.Functions.Answers;

namespace ReportPipeline.Functions.WebDesk;

/// <summary>Where the operator releases what the committee has approved. The documents themselves are not the operator's to read.</summary>
internal static class ReleasePages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(DeskAddress.Releases, ListAsync).RequireAuthorization(Policies.Operator);
        app.MapGet($"{DeskAddress.Releases}/{{run}}", AskAsync).RequireAuthorization(Policies.Operator);
        app.MapPost($"{DeskAddress.Releases}/{{run}}", ReleaseAsync).RequireAuthorization(Policies.Operator).ForForms();
    }

    private static async Task ListAsync(HttpContext context, DeskAnswers desk, DeskReports reports, ReportActs acts)
    {
        var runs = await reports.ListAsync(context.RequestAborted);
        var page = PageNumber.Of(context.Request);
        var shown = runs.Skip((page - 1) * ReleaseListModel.ReportsOfPage).Take(ReleaseListModel.ReportsOfPage);
        var lines = await Task.WhenAll(shown.Select(async run =>
            new ReleaseLine(run, ReportStandings.OfEverything((await acts.FindAsync(run.RunId, context.RequestAborted))!))));
        var decisions = await acts.FindDecisionsAsync(context.RequestAborted);
        await desk.SendAsync<ReleaseListPage, ReleaseListModel>(context, new ReleaseListModel([.. lines], page, runs.Length, decisions.Approved));
    }

    private static Task AskAsync(HttpContext context, string run) => SendAsync(context, run, null);

    private static async Task ReleaseAsync(HttpContext context, string run, ReportActs acts)
    {
        var words = DeskLanguage.Of(context.Request);
        if (context.Request.Form["confirm"] != "yes")
        {
            await SendAsync(context, run, words.Release.ConfirmMissing);
            return;
        }

        var seen = context.Request.Form["document"].OfType<string>().ToImmutableArray();
        var answer = await acts.ReleaseAsync(context.User, run, context.RequestAborted, seen);
        await SendAsync(context, run, ActPages.TextOf(answer, words.Acts), answer.Act is not null);
    }

    private static async Task SendAsync(HttpContext context, string run, string? problem, bool done = false)
    {
        var acts = context.RequestServices.GetRequiredService<ReportActs>();
        if (await acts.FindAsync(run, context.RequestAborted) is not { } state)
        {
            await ErrorAnswer.WriteAsync(context, EdgeError.NotFound);
            return;
        }

        var documents = await acts.DocumentsOfAsync(run, context.RequestAborted);
        context.Response.StatusCode = problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        var model = new ReleaseModel(
            state.Run, ReportStandings.OfEverything(state),
            [.. documents.Select(document => new SignedDocument(document.Name[(run.Length + 1)..], document.Sha256))], problem)
        {
            DecisionsApproved = (await acts.FindDecisionsAsync(context.RequestAborted)).Approved,
            Done = done,
        };
        await context.RequestServices.GetRequiredService<DeskAnswers>().SendAsync<ReleasePage, ReleaseModel>(context, model);
    }
}
