using System.Diagnostics;

namespace ReportPipeline.Functions.Telemetry;

/// <summary>
/// One span per request, named by the route's pattern. It begins a trace of its own: what a sender writes into
/// <c>traceparent</c>, <c>tracestate</c>, <c>baggage</c> or the address becomes no part of it.
/// </summary>
internal sealed class RequestSpans(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        // The framework's own activity continues the sender's trace.
        Activity.Current = null;
        using var span = Measures.Spans.StartActivity("request", ActivityKind.Server);
        await next(context);
        if (span is null)
            return;
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "no route";
        span.DisplayName = route;
        span.SetTag("http.route", route);
        span.SetTag("http.request.method", KnownMethod(context.Request.Method));
        span.SetTag("http.response.status_code", context.Response.StatusCode);
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
            span.SetStatus(ActivityStatusCode.Error);
    }

    // A method is any token that a sender likes.
    private static string KnownMethod(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsPost(method) || HttpMethods.IsHead(method) ? HttpMethods.GetCanonicalizedValue(method) : "_OTHER";
}
