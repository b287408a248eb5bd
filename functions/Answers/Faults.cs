using Microsoft.AspNetCore.Connections;
using ReportPipeline.Functions.Telemetry;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Answers;

/// <summary>The last line of defence at every trigger: a fault is logged once and answered, never with its details.</summary>
internal sealed class Faults(RequestDelegate next, ILogger<Faults> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The sender has gone: there is nobody to answer.
        }
        catch (Exception gone) when (gone is ConnectionResetException or ConnectionAbortedException)
        {
            // The same, noticed while reading the body, before the request is known to be aborted.
        }
        catch (BadHttpRequestException fault)
        {
            await AnswerAsync(context, fault.StatusCode == 400 ? EdgeError.BodyIncomplete : EdgeError.Of(fault.StatusCode));
        }
        catch (StorageUnavailableException fault)
        {
            LogLines.StorageUnavailable(log, RouteOf(context), fault.Message);
            await AnswerAsync(context, EdgeError.StorageAway);
        }
        // Nobody asked for it: a time limit inside a client library has run out. What it was doing is not known to be done.
        catch (Exception fault) when (fault is OperationCanceledException or TimeoutException)
        {
            LogLines.StorageUnavailable(log, RouteOf(context), "no answer in time");
            await AnswerAsync(context, EdgeError.StorageAway);
        }
        catch (Exception fault)
        {
            // Type and stack, not the message: a library's message may quote what was sent.
            LogLines.RequestFailed(log, RouteOf(context), fault.GetType().Name, fault.StackTrace);
            await AnswerAsync(context, EdgeError.Fault);
        }
    }

    /// <summary>The route's pattern, never the address as sent: an address may carry what belongs in no log.</summary>
    private static string RouteOf(HttpContext context) => context.GetEndpoint()?.DisplayName ?? "No route";

    private static async Task AnswerAsync(HttpContext context, EdgeError error)
    {
        if (context.Response.HasStarted)
            context.Abort();
        else
            await ErrorAnswer.WriteAsync(context, error);
    }
}
