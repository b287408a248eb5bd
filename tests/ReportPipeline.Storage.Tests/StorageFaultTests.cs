using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ReportPipeline.Cli.Azurite;
using ReportPipeline.Trial;

namespace ReportPipeline.Storage.Tests;

/// <summary>Storage that is away must be said so, quickly, and must never look like an empty or a full one.</summary>
public sealed class StorageFaultTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);
    private readonly string folder = Directory.CreateTempSubdirectory("azurite-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task EveryOperation_NothingListens_UnavailableWithinSeconds()
    {
        var storage = PipelineStorage.Open(new StorageOptions { ConnectionString = ConnectionTo(UnusedPort()) }, TimeProvider.System);
        var watch = Stopwatch.StartNew();

        await Should.ThrowAsync<StorageUnavailableException>(() => storage.CheckAsync());
        await Should.ThrowAsync<StorageUnavailableException>(() => storage.Bundles.AcceptAsync(new SiteId("north"), new byte[] { 1 }, Noon));
        await Should.ThrowAsync<StorageUnavailableException>(() => storage.Ledger.TryAppendAsync(1, new byte[] { 1 }));
        await Should.ThrowAsync<StorageUnavailableException>(() => storage.Results.ReadAsync("x"));
        await Should.ThrowAsync<StorageUnavailableException>(() => storage.RunLease.TryTakeAsync());
        await Should.ThrowAsync<StorageUnavailableException>(async () =>
        {
            await foreach (var _ in storage.Bundles.ListArrivalsAsync(Noon))
            {
            }
        });

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task AcceptAsync_ListenerThatNeverAnswers_UnavailableWithinTheLimit()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var options = new StorageOptions
        {
            ConnectionString = ConnectionTo(((IPEndPoint)listener.LocalEndpoint).Port),
            OperationTimeout = TimeSpan.FromSeconds(1),
        };
        var watch = Stopwatch.StartNew();

        await Should.ThrowAsync<StorageUnavailableException>(() =>
            PipelineStorage.Open(options, TimeProvider.System).Bundles.AcceptAsync(new SiteId("north"), new byte[] { 1 }, Noon));

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    /// <summary>Each attempt runs out of its own time before the operation does: the library then throws all of them at once.</summary>
    [Fact]
    public async Task AcceptAsync_EveryAttemptRunsOutOfTime_Unavailable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var options = new StorageOptions
        {
            ConnectionString = ConnectionTo(((IPEndPoint)listener.LocalEndpoint).Port),
            AttemptTimeout = TimeSpan.FromMilliseconds(200),
        };

        await Should.ThrowAsync<StorageUnavailableException>(() =>
            PipelineStorage.Open(options, TimeProvider.System).Bundles.AcceptAsync(new SiteId("north"), new byte[] { 1 }, Noon));
    }

    [Fact]
    public async Task AcceptAsync_StorageStoppedAndStartedAgain_NothingAcknowledgedIsLost()
    {
        var before = await AzuriteProcess.StartAsync(folder);
        var port = before.Port;
        var storage = PipelineStorage.Open(new StorageOptions { ConnectionString = before.ConnectionString }, TimeProvider.System);
        var site = new SiteId("north");
        var receipt = await storage.Bundles.AcceptAsync(site, new byte[] { 1 }, Noon);
        await before.DisposeAsync();
        await Should.ThrowAsync<StorageUnavailableException>(() => storage.Bundles.AcceptAsync(site, new byte[] { 2 }, Noon));

        await using var after = await AzuriteProcess.StartAsync(folder, port: port);

        (await storage.Bundles.FindReceiptAsync(site, receipt.Id)).ShouldBe(receipt);
        await storage.Bundles.AcceptAsync(site, new byte[] { 2 }, Noon);
    }

    [Theory]
    [InlineData("not a connection string")]
    [InlineData("UseDevelopmentStorage=maybe")]
    [InlineData("")]
    public void Open_ConnectionStringThatCannotBeRead_SaysSoWithoutQuotingIt(string connection)
    {
        var fault = Should.Throw<ArgumentException>(() =>
            PipelineStorage.Open(new StorageOptions { ConnectionString = connection }, TimeProvider.System));

        fault.Message.ShouldContain("onnection string");
        if (connection.Length > 0)
            fault.Message.ShouldNotContain(connection);
    }

    private static int UnusedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string ConnectionTo(int port) =>
        $"DefaultEndpointsProtocol=http;AccountName=a;AccountKey=AAAA;BlobEndpoint=http://127.0.0.1:{port}/a;";
}
