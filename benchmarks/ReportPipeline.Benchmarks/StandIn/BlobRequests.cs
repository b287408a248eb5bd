using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ReportPipeline.Benchmarks.StandIn;

/// <summary>Put Blob (never over another), Get Blob, Get Blob Properties.</summary>
internal static class BlobRequests
{
    private const string MetadataPrefix = "x-ms-meta-";

    public static Task AnswerAsync(HttpContext context, StandInContainer? container, string name) => (context.Request.Method, container) switch
    {
        (_, null) => RefuseAsync(context, StatusCodes.Status404NotFound, "ContainerNotFound"),
        ("PUT", _) => PutAsync(context, container, name),
        ("GET" or "HEAD", _) => GetAsync(context, container.Find(name)),
        _ => RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, "UnsupportedHttpVerb"),
    };

    public static Task RefuseAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        context.Response.Headers["x-ms-error-code"] = code;
        return Task.CompletedTask;
    }

    private static async Task PutAsync(HttpContext context, StandInContainer container, string name)
    {
        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes);
        var headers = context.Request.Headers;
        var metadata = headers.Where(header => header.Key.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(header => header.Key[MetadataPrefix.Length..], header => header.Value.ToString());
        var blob = new StandInBlob(name, bytes.ToArray(), TimeProvider.System.GetUtcNow(), headers["x-ms-blob-content-type"].ToString(), metadata);
        if (!container.TryCreate(blob))
        {
            await RefuseAsync(context, StatusCodes.Status409Conflict, "BlobAlreadyExists");
            return;
        }

        context.Response.StatusCode = StatusCodes.Status201Created;
        Describe(context.Response, blob);
    }

    private static async Task GetAsync(HttpContext context, StandInBlob? blob)
    {
        if (blob is null)
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, "BlobNotFound");
            return;
        }

        Describe(context.Response, blob);
        context.Response.ContentType = blob.ContentType;
        context.Response.ContentLength = blob.Bytes.Length;
        context.Response.Headers["x-ms-creation-time"] = blob.Created.ToString("r", CultureInfo.InvariantCulture);
        context.Response.Headers["x-ms-blob-type"] = "BlockBlob";
        foreach (var (key, value) in blob.Metadata)
            context.Response.Headers[MetadataPrefix + key] = value;
        if (HttpMethods.IsGet(context.Request.Method))
            await context.Response.Body.WriteAsync(blob.Bytes);
    }

    private static void Describe(HttpResponse response, StandInBlob blob)
    {
        response.Headers.ETag = StandInBlob.ETag;
        response.Headers.LastModified = blob.Created.ToString("r", CultureInfo.InvariantCulture);
        response.Headers["x-ms-request-server-encrypted"] = "true";
    }
}
