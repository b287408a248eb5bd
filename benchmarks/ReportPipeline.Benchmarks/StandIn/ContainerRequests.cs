using System.Globalization;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace ReportPipeline.Benchmarks.StandIn;

/// <summary>Create Container, Get Container Properties, List Blobs.</summary>
internal static class ContainerRequests
{
    /// <summary>The service's own page.</summary>
    private const int Page = 5_000;

    public static async Task AnswerAsync(HttpContext context, StandInContainers containers, string name)
    {
        var container = containers.Find(name);
        switch (context.Request.Method, container)
        {
            case ("PUT", not null):
                await BlobRequests.RefuseAsync(context, StatusCodes.Status409Conflict, "ContainerAlreadyExists");
                break;
            case ("PUT", null):
                containers.TryCreate(name);
                context.Response.StatusCode = StatusCodes.Status201Created;
                Describe(context.Response);
                break;
            case (_, null):
                await BlobRequests.RefuseAsync(context, StatusCodes.Status404NotFound, "ContainerNotFound");
                break;
            case ("GET", _) when context.Request.Query["comp"] == "list":
                context.Response.ContentType = "application/xml";
                await context.Response.WriteAsync(Listing(context.Request.Query, container).ToString(SaveOptions.DisableFormatting));
                break;
            default:
                Describe(context.Response);
                break;
        }
    }

    private static XElement Listing(IQueryCollection query, StandInContainer container)
    {
        var (prefix, delimiter) = (query["prefix"].ToString(), query["delimiter"].ToString());
        var listed = delimiter.Length > 0 ? [] : container.List(prefix, query["marker"].ToString(), Page + 1);
        var folders = delimiter.Length > 0 ? container.Folders(prefix, delimiter) : [];
        return new XElement("EnumerationResults",
            new XElement("Prefix", prefix),
            new XElement("Blobs",
                listed.Take(Page).Select(Item),
                folders.Select(folder => new XElement("BlobPrefix", new XElement("Name", folder)))),
            // The marker is the first name of the next page.
            new XElement("NextMarker", listed.Count > Page ? listed[Page].Name : ""));
    }

    private static XElement Item(StandInBlob blob)
    {
        var created = blob.Created.ToString("r", CultureInfo.InvariantCulture);
        return new XElement("Blob",
            new XElement("Name", blob.Name),
            new XElement("Properties",
                new XElement("Creation-Time", created),
                new XElement("Last-Modified", created),
                new XElement("Etag", StandInBlob.ETag.Trim('"')),
                new XElement("Content-Length", blob.Bytes.Length),
                new XElement("BlobType", "BlockBlob")),
            new XElement("Metadata", blob.Metadata.Select(pair => new XElement(pair.Key, pair.Value))));
    }

    private static void Describe(HttpResponse response)
    {
        response.Headers.ETag = StandInBlob.ETag;
        response.Headers.LastModified = DateTimeOffset.UnixEpoch.ToString("r", CultureInfo.InvariantCulture);
    }
}
