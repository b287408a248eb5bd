using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Trial;

namespace ReportPipeline.Functions.Answers;

/// <summary>Sends the caller's own file of the newest run. No site is ever named in the address.</summary>
internal static class FeedbackAnswer
{
    public static async Task SendAsync(HttpContext context, SiteFeedback feedback, Func<string, SiteId, string> file)
    {
        var site = Roles.SiteOf(context.User)!.Value;
        if (await feedback.FindNewestAsync(run => file(run, site), context.RequestAborted) is { } bytes)
            await context.Response.SendAsync("application/json; charset=utf-8", bytes);
        else
            await ErrorAnswer.WriteAsync(context, EdgeError.NoRunYet);
    }
}
