using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Hosting;
using ReportPipeline.Functions.Settings;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions;

/// <summary>
/// POST /RunAnalyses: the timer. The Functions host calls it on its schedule, on the loopback address only; when the
/// program runs alone, an operator may call it too.
/// </summary>
internal static class RunAnalyses
{
    private const int LargestBody = 64 * 1024;

    public static void Map(IEndpointRouteBuilder app, HostMode mode)
    {
        var route = app.MapPost("/RunAnalyses", RunAsync);
        if (mode.UnderHost)
            route.AllowAnonymous();
        else
            route.RequireAuthorization(Policies.Operator);
    }

    private static async Task RunAsync(
        HttpContext context, SingleRun run, AuditTrail audit, IHostApplicationLifetime lifetime, ILogger<SingleRun> log)
    {
        if (await ReadInvocationAsync(context) is not { } invocation)
        {
            await TimerAnswer.FailAsync(context, StatusCodes.Status400BadRequest,
                "The body is not a timer invocation of the Functions host; nothing was run.");
            return;
        }

        // Under the host nobody has signed in: the schedule asks.
        if (context.User.Identity?.IsAuthenticated == true)
            await audit.RecordAsync(new AuditEvent(context.User, AuditAction.RequestRun, AuditOutcome.Done), context.RequestAborted);
        try
        {
            // Not the request's own token: a caller that hangs up does not undo a run.
            await TimerAnswer.SucceedAsync(context, await run.RunAsync(invocation.IsPastDue, lifetime.ApplicationStopping));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            await TimerAnswer.FailAsync(context, StatusCodes.Status500InternalServerError, RunFaults.Log(log, fault));
        }
    }

    private static async Task<TimerInvocation?> ReadInvocationAsync(HttpContext context)
    {
        var limits = new BodyLimits(LargestBody, LargestBody);
        var body = await Ingest.RequestBody.ReadAsync(context.Request, limits);
        return body.Bytes is { Length: > 0 } bytes ? TimerInvocation.Parse(bytes) : null;
    }
}
