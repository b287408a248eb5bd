using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Functions.Settings;

namespace ReportPipeline.Functions.WebDesk;

/// <summary>What protects every answer and every form of the desk.</summary>
internal static class DeskGuard
{
    private const string ContentPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Only pages answer with it, in their own words.</summary>
    private static readonly EdgeError FormExpired = new(StatusCodes.Status400BadRequest, "security", "form-expired", "The form does not carry the token of a page of this server.");

    /// <summary>Room beside the bundle for the form's other fields.</summary>
    private const int FormOverhead = 64 * 1024;

    public static Task UseHeadersAsync(HttpContext context, RequestDelegate next)
    {
        if (DeskSession.IsDesk(context.Request.Path))
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            headers.CacheControl = "no-store";
            if (context.Request.IsHttps)
                headers.StrictTransportSecurity = "max-age=31536000";
        }

        return next(context);
    }

    /// <summary>Takes the address from the proxy that the reader spoke to, where one may be believed.</summary>
    public static Task UseOutsideAddressAsync(HttpContext context, RequestDelegate next)
    {
        var settings = context.RequestServices.GetRequiredService<PipelineSettings>();
        var request = context.Request;
        if (settings.Desk.PublicAddress is { } address)
        {
            request.Scheme = address.Scheme;
            request.Host = HostString.FromUriComponent(address);
        }
        else if (settings.HostMode.UnderHost)
        {
            // The Functions host sets both anew, and nobody else reaches the loopback address.
            if (request.Headers["X-Forwarded-Proto"].ToString() is var scheme && scheme is "https" or "http")
                request.Scheme = scheme;
            if (request.Headers["X-Forwarded-Host"].ToString() is { Length: > 0 } host && !host.Contains(',', StringComparison.Ordinal))
                request.Host = HostString.FromUriComponent(host);
        }

        return next(context);
    }

    /// <summary>A form counts only with the token of a page that this program wrote for this reader.</summary>
    public static RouteHandlerBuilder ForForms(this RouteHandlerBuilder route) => route.AddEndpointFilter(async (invocation, next) =>
    {
        var context = invocation.HttpContext;
        var settings = context.RequestServices.GetRequiredService<PipelineSettings>();
        try
        {
            await context.Request.ReadFormAsync(Limits(settings.BodyLimits), context.RequestAborted);
        }
        catch (InvalidDataException)
        {
            await ErrorAnswer.WriteAsync(context, EdgeError.TooLarge("received", settings.BodyLimits.Received));
            return Results.Empty;
        }

        if (await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
            return await next(invocation);
        await ErrorAnswer.WriteAsync(context, FormExpired);
        return Results.Empty;
    });

    private static FormOptions Limits(BodyLimits limits) => new()
    {
        BufferBody = false,
        ValueLengthLimit = limits.Received + FormOverhead,
        MultipartBodyLengthLimit = limits.Received + FormOverhead,
        BufferBodyLengthLimit = limits.Received + FormOverhead,
    };
}
