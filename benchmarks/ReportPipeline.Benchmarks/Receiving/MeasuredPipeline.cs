using System.Net.Http.Headers;
using Azure.Storage.Blobs;
using ReportPipeline.Benchmarks.StandIn;
using ReportPipeline.Cli.Azurite;
using ReportPipeline.Cli.FunctionApp;
using ReportPipeline.Functions.Access;

namespace ReportPipeline.Benchmarks.Receiving;

/// <summary>Storage and the program, with a hospital's client and a client of the storage itself.</summary>
internal sealed class MeasuredPipeline : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("receiving-benchmark-").FullName;
    private IAsyncDisposable storage = null!;
    private FunctionAppProcess app = null!;

    public HttpClient Client { get; private set; } = null!;

    public BlobContainerClient Raw { get; private set; } = null!;

    public static async Task<MeasuredPipeline> OverAzuriteAsync()
    {
        var pipeline = new MeasuredPipeline();
        var azurite = await AzuriteProcess.StartAsync(Path.Combine(pipeline.folder, "blobs"));
        return await pipeline.StartAsync(azurite, azurite.ConnectionString);
    }

    public static async Task<MeasuredPipeline> OverStandInAsync()
    {
        var standIn = await StandInProcess.StartAsync();
        return await new MeasuredPipeline().StartAsync(standIn, standIn.ConnectionString);
    }

    private async Task<MeasuredPipeline> StartAsync(IAsyncDisposable service, string connection)
    {
        storage = service;
        var settings = DevelopmentSettings.Create(connection, folder, SampleBodies.ProtocolPath);
        settings["RateLimit__PerSecond"] = "1000000";
        settings["RateLimit__Burst"] = "1000000";
        settings["Logging__LogLevel__Default"] = "Warning";
        app = await FunctionAppProcess.StartAsync(new FunctionAppStart { Settings = settings, UnderHost = true });
        var token = DevelopmentIssuer.Open(folder).Issue(
            new TokenRequest("benchmark", [Roles.OfSite(SampleBodies.Site)], DevelopmentSettings.Audience, TimeProvider.System.GetUtcNow()));
        Client = new HttpClient { BaseAddress = app.Address };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Raw = new BlobContainerClient(connection, "raw");
        await Raw.CreateIfNotExistsAsync();
        return this;
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
        await storage.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
