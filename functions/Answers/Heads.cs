namespace ReportPipeline.Functions.Answers;

/// <summary>HEAD is answered wherever GET is (RFC 9110, 9.3.2): probes and caches ask so. The web server leaves the body out.</summary>
internal static class Heads
{
    public static Task UseAsync(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsHead(context.Request.Method))
            context.Request.Method = HttpMethods.Get;
        return next(context);
    }
}
