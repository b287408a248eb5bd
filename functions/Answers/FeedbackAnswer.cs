using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Storage;
using ReportPipeline.Trial;

namespace ReportPipeline.Functions.Answers;

/// <summary>Sends the caller's own file of the newest run. No site is ever named in the address.</summary>
internal static class FeedbackAnswer
{
    /// <param name="action">How the audit trail calls the reading.</param>
    public static async Task SendAsync(HttpContext context, SiteFeedback feedback, Func<string, SiteId, string> file, string action)
    {
        var site = Roles.SiteOf(context.User)!.Value;
        if (await feedback.FindNewestAsync(run => file(run, site), context.RequestAborted) is { } bytes)
        {
            var audit = context.RequestServices.GetRequiredService<AuditTrail>();
            await audit.RecordAsync(new AuditEvent(context.User, action, AuditOutcome.Done), context.RequestAborted);
            await context.Response.SendAsync("application/json; charset=utf-8", bytes);
        }
        else
        {
            await ErrorAnswer.WriteAsync(context, EdgeError.NoRunYet);
        }
    }
}
