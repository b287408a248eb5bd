using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ReportPipeline.Benchmarks.StandIn;

/// <summary>
/// The part of the Blob service's REST interface that the pipeline uses, kept in memory in the order of the names. Azurite looks through all it
/// holds at each request, so that with many blobs it is Azurite that is measured; here, as in the service, a request costs what it
/// touches. It believes every signature and forgets everything at its end: for measuring alone.
/// </summary>
internal sealed class BlobServiceStandIn : IAsyncDisposable
{
    private readonly WebApplication app;

    private BlobServiceStandIn(WebApplication app) => this.app = app;

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=c3RhbmQtaW4=;BlobEndpoint={app.Urls.Single()}/devstoreaccount1;";

    public static async Task<BlobServiceStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = null);
        var app = builder.Build();
        var containers = new StandInContainers();
        app.Map("/devstoreaccount1/{container}", (HttpContext context, string container) => ContainerRequests.AnswerAsync(context, containers, container));
        app.Map("/devstoreaccount1/{container}/{**blob}", (HttpContext context, string container, string blob) =>
            BlobRequests.AnswerAsync(context, containers.Find(container), blob));
        await app.StartAsync();
        return new BlobServiceStandIn(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
