using ReportPipeline.Desk.Committee;
using ReportPipeline.Functions.Access;

namespace ReportPipeline.Functions.WebDesk;

/// <summary>What a committee member does to a report: verify it.</summary>
internal static class ActPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet($"{ReportPages.OneReport}/verify", AskAsync).RequireAuthorization(Policies.Committee).ForReaders();
        app.MapPost($"{ReportPages.OneReport}/verify", VerifyAsync).RequireAuthorization(Policies.Committee).ForReaders().ForForms();
    }

    private static async Task AskAsync(HttpContext context, string run, string edition, DeskAnswers desk) =>
        await desk.SendAsync<VerifyPage, VerifyModel>(context, new VerifyModel(await ReportPages.FrameAsync(context, run, edition), null));

    private static async Task VerifyAsync(HttpContext context, string run, string edition, DeskAnswers desk, ReportChecks checks)
    {
        var report = await ReportPages.FrameAsync(context, run, edition);
        var found = await checks.RunAsync(report, DeskLanguage.Of(context.Request), context.RequestAborted);
        await desk.SendAsync<VerifyPage, VerifyModel>(context, new VerifyModel(report, found));
    }
}
