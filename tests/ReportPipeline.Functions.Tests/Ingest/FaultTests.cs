using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using ReportPipeline.Cli.Azurite;
using ReportPipeline.Cli.FunctionApp;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Storage;
using ReportPipeline.Tests;
using ReportPipeline.Trial;

namespace ReportPipeline.Functions.Tests.Ingest;

/// <summary>Whatever is cut, and whenever: what was acknowledged is there, once; nothing else is half-visible.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private static readonly SiteId Site = new(AppFixture.North);

    private readonly string folder = Directory.CreateTempSubdirectory("faults-").FullName;
    private readonly int appPort = FunctionAppProcess.FreePort();
    private AzuriteProcess azurite = null!;
    private FunctionAppProcess app = null!;

    public async Task InitializeAsync()
    {
        azurite = await AzuriteProcess.StartAsync(Path.Combine(folder, "blobs"));
        app = await StartAppAsync();
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await azurite.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public Task Stream_ProgramKilledAtRandomInstants_EveryAcknowledgedBundleOnce() => StreamAsync(40, seed: 1, KillAppAsync);

    [Fact]
    public Task Stream_StorageStoppedAndStarted_EveryAcknowledgedBundleOnce() => StreamAsync(40, seed: 2, RestartStorageAsync);

    [Theory]
    [Trait("Category", "Soak")]
    [InlineData(11)]
    [InlineData(12)]
    public Task Stream_FiveHundredBundlesProgramKilled_EveryAcknowledgedBundleOnce(int seed) => StreamAsync(500, seed, KillAppAsync);

    [Fact]
    public async Task Post_SenderStopsHalfWay_NothingIsKeptAndTheNextOneIsServed()
    {
        var body = IngestBundleTests.Bundle("half-way");
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync("127.0.0.1", appPort);
            var head = $"POST /api/fhir HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {Token()}\r\n"
                + $"Content-Type: application/fhir+json\r\nContent-Length: {body.Length}\r\n\r\n";
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
            await socket.GetStream().WriteAsync(body.AsMemory(0, body.Length / 2));
        }

        using var client = Client();
        using var answer = await IngestBundleTests.PostAsync(client, IngestBundleTests.Bundle("next"));

        ((int)answer.StatusCode).ShouldBe(200);
        (await Open().Bundles.ReadAsync(Site, BundleArchive.HashOf(body))).ShouldBeNull();
        (await HashesAsync()).Count.ShouldBe(1);
    }

    /// <summary>Four senders, each repeating a bundle until it has a receipt, while the fault happens again and again.</summary>
    private async Task StreamAsync(int bundles, int seed, Func<Random, CancellationToken, Task> fault)
    {
        using var done = new CancellationTokenSource();
        var faults = Task.Run(() => fault(new Random(seed), done.Token));
        var bodies = new ConcurrentQueue<byte[]>(Enumerable.Range(0, bundles).Select(number => IngestBundleTests.Bundle($"s{seed}-{number}")));
        var receipts = new ConcurrentDictionary<string, string>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAllAsync(bodies, receipts)));
        await done.CancelAsync();
        await faults;

        receipts.Count.ShouldBe(bundles);
        var storage = Open();
        (await HashesAsync()).Order(StringComparer.Ordinal).ShouldBe(receipts.Keys.Order(StringComparer.Ordinal));
        foreach (var (hash, receipt) in receipts)
        {
            (await storage.Bundles.FindReceiptAsync(Site, receipt))!.BundleHash.ShouldBe(hash);
            (await storage.Bundles.ReadAsync(Site, hash)).ShouldNotBeNull();
        }

        await ShouldBeSealedOnceAsync(storage, receipts.Keys);
    }

    /// <summary>Sealing again finds nothing new, and the ledger holds every acknowledged bundle once.</summary>
    private static async Task ShouldBeSealedOnceAsync(PipelineStorage storage, IEnumerable<string> acknowledged)
    {
        var ledger = new LedgerSeal(storage, Custody.Signing.SigningKey.Create(), TimeProvider.System);
        var head = (await ledger.SealAsync(default)).Newest!;
        (await ledger.SealAsync(default)).NewlySealed.ShouldBe(0);
        var hashes = new List<string>();
        for (var number = 1L; number <= head.Number; number++)
            hashes.AddRange((await ledger.ReadAsync(number, default)).Bundles.Select(bundle => bundle.BundleHash));
        hashes.Order(StringComparer.Ordinal).ShouldBe(acknowledged.Order(StringComparer.Ordinal));
    }

    private async Task SendAllAsync(ConcurrentQueue<byte[]> bodies, ConcurrentDictionary<string, string> receipts)
    {
        using var client = Client();
        while (bodies.TryDequeue(out var body))
        {
            while (await TrySendAsync(client, body) is not { } receipt || !receipts.TryAdd(BundleArchive.HashOf(body), receipt))
                await Task.Delay(50);
        }
    }

    /// <summary>The receipt, or null for no answer or 503; any other answer is a fault of the program.</summary>
    private static async Task<string?> TrySendAsync(HttpClient client, byte[] body)
    {
        try
        {
            using var answer = await IngestBundleTests.PostAsync(client, body);
            if ((int)answer.StatusCode == 200)
                return IngestBundleTests.ReceiptOf(answer);
            ((int)answer.StatusCode).ShouldBe(503, await answer.Content.ReadAsStringAsync());
            answer.Headers.RetryAfter.ShouldNotBeNull();
            return null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>SIGKILL, as the Functions host does it, at instants that the seed decides.</summary>
    private async Task KillAppAsync(Random random, CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            await Task.Delay(random.Next(100, 1500), CancellationToken.None);
            app.Kill();
            await app.DisposeAsync();
            app = await StartAppAsync();
        }
    }

    private async Task RestartStorageAsync(Random random, CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            await Task.Delay(random.Next(100, 500), CancellationToken.None);
            var port = azurite.Port;
            await azurite.DisposeAsync();
            await Task.Delay(random.Next(0, 1000), CancellationToken.None);
            azurite = await AzuriteProcess.StartAsync(Path.Combine(folder, "blobs"), port: port);
        }
    }

    private async Task<IReadOnlyList<string>> HashesAsync()
    {
        var hashes = new List<string>();
        await foreach (var arrival in Open().Bundles.ListArrivalsAsync(null))
            hashes.Add(arrival.BundleHash);
        return hashes;
    }

    private PipelineStorage Open() =>
        PipelineStorage.Open(new StorageOptions { ConnectionString = azurite.ConnectionString }, TimeProvider.System);

    private HttpClient Client()
    {
        var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{appPort}") };
        client.DefaultRequestHeaders.Authorization = new("Bearer", Token());
        return client;
    }

    private string Token() => DevelopmentIssuer.Open(folder).Issue(
        new TokenRequest("test", [Roles.OfSite(Site.Value)], DevelopmentSettings.Audience, TimeProvider.System.GetUtcNow()));

    private Task<FunctionAppProcess> StartAppAsync() => FunctionAppProcess.StartAsync(new FunctionAppStart
    {
        Settings = DevelopmentSettings.Create(azurite.ConnectionString, folder, Repository.PathOf("protocols", "msc-covid19.json")),
        UnderHost = true,
        Port = appPort,
    });
}
