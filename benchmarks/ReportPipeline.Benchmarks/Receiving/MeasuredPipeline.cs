using System.Net.Http.Headers;
using Azure.Storage.Blobs;
using ReportPipeline.Cli.Azurite;
using ReportPipeline.Cli.FunctionApp;
using ReportPipeline.Functions.Access;

namespace ReportPipeline.Benchmarks.Receiving;

/// <summary>Azurite and the program, with a hospital's client and a client of the storage itself.</summary>
internal sealed class MeasuredPipeline : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("receiving-benchmark-").FullName;
    private AzuriteProcess azurite = null!;
    private FunctionAppProcess app = null!;

    public HttpClient Client { get; private set; } = null!;

    public BlobContainerClient Raw { get; private set; } = null!;

    public static async Task<MeasuredPipeline> StartAsync()
    {
        var pipeline = new MeasuredPipeline();
        pipeline.azurite = await AzuriteProcess.StartAsync(Path.Combine(pipeline.folder, "blobs"));
        var settings = DevelopmentSettings.Create(pipeline.azurite.ConnectionString, pipeline.folder, SampleBodies.ProtocolPath);
        settings["RateLimit__PerSecond"] = "1000000";
        settings["RateLimit__Burst"] = "1000000";
        settings["Logging__LogLevel__Default"] = "Warning";
        pipeline.app = await FunctionAppProcess.StartAsync(new FunctionAppStart { Settings = settings, UnderHost = true });
        var token = DevelopmentIssuer.Open(pipeline.folder).Issue(
            new TokenRequest("benchmark", [Roles.OfSite(SampleBodies.Site)], DevelopmentSettings.Audience, TimeProvider.System.GetUtcNow()));
        pipeline.Client = new HttpClient { BaseAddress = pipeline.app.Address };
        pipeline.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        pipeline.Raw = new BlobContainerClient(pipeline.azurite.ConnectionString, "raw");
        await pipeline.Raw.CreateIfNotExistsAsync();
        return pipeline;
    }

    public async Task IngestAsync(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/fhir+json");
        using var answer = await Client.PostAsync("/api/fhir", content);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"{answer.StatusCode}: {app.Output[^Math.Min(app.Output.Length, 4000)..]}");
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
        await azurite.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
