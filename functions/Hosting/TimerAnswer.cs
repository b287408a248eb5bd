using System.Text.Json;
using ReportPipeline.Functions.Answers;

namespace ReportPipeline.Functions.Hosting;

/// <summary>
/// The only place that answers a timer. The host waits for a JSON body of this shape: an empty 200 or a 204 hangs the
/// function until its timeout, and then the host kills the process.
/// </summary>
internal static class TimerAnswer
{
    /// <summary>Status 200: the tick did its work.</summary>
    public static Task SucceedAsync(HttpContext context, IReadOnlyList<string> logs) =>
        WriteAsync(context, StatusCodes.Status200OK, logs);

    /// <summary>Any other status marks the invocation failed; the next tick still fires.</summary>
    public static Task FailAsync(HttpContext context, int status, string reason) => WriteAsync(context, status, [reason]);

    private static async Task WriteAsync(HttpContext context, int status, IReadOnlyList<string> logs)
    {
        context.Response.StatusCode = status;
        var body = JsonSerializer.SerializeToUtf8Bytes(new { Outputs = new object(), Logs = logs, ReturnValue = (object?)null });
        await context.Response.SendAsync("application/json; charset=utf-8", body);
    }
}
