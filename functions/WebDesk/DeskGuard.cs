using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
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

    private static readonly EdgeError FormUnreadable = new(StatusCodes.Status400BadRequest, "structure", "form-unreadable", "The body is not a form that this server reads.");

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
        if (await ReadFormAsync(context.Request, settings.BodyLimits) is { } error)
        {
            await ErrorAnswer.WriteAsync(context, error);
            return Results.Empty;
        }

        if (await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
            return await next(invocation);
        await ErrorAnswer.WriteAsync(context, FormExpired);
        return Results.Empty;
    });

    /// <returns>Null when the form has been read.</returns>
    private static async Task<EdgeError?> ReadFormAsync(HttpRequest request, BodyLimits limits)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !request.HasFormContentType || (IsMultipart(type) && type.Boundary.Length == 0))
            return FormUnreadable;
        try
        {
            await request.ReadFormAsync(Limits(limits), request.HttpContext.RequestAborted);
            return null;
        }
        catch (InvalidDataException)
        {
            return EdgeError.TooLarge("received", limits.Received);
        }
        // A multipart body that breaks off; a charset that is not read any more (UTF-7).
        catch (Exception fault) when (fault is (IOException and not BadHttpRequestException) or NotSupportedException)
        {
            return FormUnreadable;
        }
    }

    private static bool IsMultipart(MediaTypeHeaderValue type) => type.Type.Equals("multipart", StringComparison.OrdinalIgnoreCase);

    private static FormOptions Limits(BodyLimits limits) => new()
    {
        BufferBody = false,
        ValueLengthLimit = limits.Received + FormOverhead,
        MultipartBodyLengthLimit = limits.Received + FormOverhead,
        BufferBodyLengthLimit = limits.Received + FormOverhead,
    };
}
