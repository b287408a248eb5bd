using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ReportPipeline.Cli.Azurite;
using ReportPipeline.Cli.FunctionApp;
using ReportPipeline.Custody;
using ReportPipeline.Functions.Access;
using ReportPipeline.Storage;

namespace ReportPipeline.Tests.Receiving;

/// <summary>
/// Two instances of the real program on one real Azurite, as the Functions host scales out: <see cref="Punctual"/>, and
/// <see cref="FastClock"/>, whose clock is five minutes ahead.
/// </summary>
public sealed class ReceivingApps : IAsyncLifetime
{
    public const string North = "renmin-wuhan";
    public const string South = "first-affiliated-zhejiang";

    /// <summary>What the Functions host sends when the timer fires.</summary>
    public const string Tick = """{"Data":{"timer":{"IsPastDue":false}},"Metadata":{"sys":{"MethodName":"RunAnalyses"}}}""";

    private readonly string folder = Directory.CreateTempSubdirectory("receiving-").FullName;
    private AzuriteProcess azurite = null!;

    public FunctionAppProcess Punctual { get; private set; } = null!;

    public FunctionAppProcess FastClock { get; private set; } = null!;

    public string KeyFolder => Path.Combine(folder, "keys");

    public async Task InitializeAsync()
    {
        azurite = await AzuriteProcess.StartAsync(Path.Combine(folder, "blobs"));
        Punctual = await StartAsync("", 0);
        FastClock = await StartAsync("", 5);
    }

    public async Task DisposeAsync()
    {
        await FastClock.DisposeAsync();
        await Punctual.DisposeAsync();
        await azurite.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>One more instance, on a storage of its own when the prefix is not empty.</summary>
    public Task<FunctionAppProcess> StartAsync(string storagePrefix, int clockOffsetMinutes)
    {
        var settings = DevelopmentSettings.Create(azurite.ConnectionString, KeyFolder, Repository.PathOf("protocols", "msc-covid19.json"));
        settings["Storage__ContainerPrefix"] = storagePrefix;
        settings["Testing__ClockOffsetMinutes"] = clockOffsetMinutes.ToString(CultureInfo.InvariantCulture);
        settings["RateLimit__PerSecond"] = "100000";
        settings["RateLimit__Burst"] = "100000";
        return FunctionAppProcess.StartAsync(new FunctionAppStart { Settings = settings, UnderHost = true });
    }

    public StorageOptions StorageOf(string prefix) => AzuriteFixture.OptionsOf(azurite.ConnectionString, prefix);

    public string Token(string site) => DevelopmentIssuer.Open(KeyFolder).Issue(
        new TokenRequest("test", [Roles.OfSite(site)], DevelopmentSettings.Audience, TimeProvider.System.GetUtcNow()));

    public HttpClient Client(FunctionAppProcess app, string site = North)
    {
        var client = new HttpClient { BaseAddress = app.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token(site));
        return client;
    }

    public static Task<HttpResponseMessage> PostAsync(HttpClient client, byte[] body, string mediaType = "application/fhir+json")
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        return client.PostAsync("/api/fhir", content);
    }

    public static string ReceiptOf(HttpResponseMessage answer) => answer.Headers.GetValues("X-ReportPipeline-Receipt").Single();

    /// <summary>The timer, as the Functions host fires it.</summary>
    public static async Task RunAsync(FunctionAppProcess app)
    {
        using var client = new HttpClient { BaseAddress = app.Address, Timeout = TimeSpan.FromMinutes(5) };
        using var answer = await client.PostAsync("/RunAnalyses", new StringContent(Tick, Encoding.UTF8, "application/json"));
        ((int)answer.StatusCode).ShouldBe(200, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Every bundle hash that the ledger has sealed, as often as it has.</summary>
    public async Task<IReadOnlyList<string>> SealedAsync(string prefix = "")
    {
        var storage = PipelineStorage.Open(StorageOf(prefix), TimeProvider.System);
        var hashes = new List<string>();
        for (var number = 1L; await storage.Ledger.ReadAsync(number) is { } bytes; number++)
            hashes.AddRange(LedgerEntry.Read(bytes).Bundles.Select(bundle => bundle.BundleHash));
        return hashes;
    }

    public static byte[] Collection(string id) =>
        Encoding.UTF8.GetBytes($$"""{"resourceType":"Bundle","id":"{{id}}","type":"collection"}""");

    /// <summary>The codes of an OperationOutcome's issues, each as "severity code".</summary>
    public static async Task<IReadOnlyList<string>> IssuesAsync(HttpResponseMessage answer)
    {
        using var outcome = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        outcome.RootElement.GetProperty("resourceType").GetString().ShouldBe("OperationOutcome");
        return [.. outcome.RootElement.GetProperty("issue").EnumerateArray().Select(issue =>
            $"{issue.GetProperty("severity").GetString()} {issue.GetProperty("details").GetProperty("coding")[0].GetProperty("code").GetString()}")];
    }
}

[CollectionDefinition(Name)]
public sealed class ReceivingTests : ICollectionFixture<ReceivingApps>
{
    public const string Name = "Receiving";
}
