using System.Globalization;
using Azure.Storage.Blobs;
using ReportPipeline.Cli.Azurite;
using ReportPipeline.Storage;

namespace ReportPipeline.Tests;

/// <summary>A real Azurite for one test project, on any free port and a folder of its own.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("azurite-").FullName;
    private AzuriteProcess? azurite;
    private int prefixes;

    public string ConnectionString => azurite!.ConnectionString;

    public async Task InitializeAsync() => azurite = await AzuriteProcess.StartAsync(folder);

    public async Task DisposeAsync()
    {
        await azurite!.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A container prefix that no other test uses.</summary>
    public string NextPrefix() => string.Create(CultureInfo.InvariantCulture, $"t{Interlocked.Increment(ref prefixes)}-");

    /// <summary>An empty storage of the test's own.</summary>
    public PipelineStorage Open(TimeProvider? clock = null) => PipelineStorage.Open(Options(), clock ?? TimeProvider.System);

    public StorageOptions Options() => OptionsOf(ConnectionString, NextPrefix());

    /// <summary>
    /// Patient, because Azurite answers nobody while it writes its index, which takes seconds after tens of thousands of blobs on
    /// a busy machine. A test about impatience sets its own limits.
    /// </summary>
    public static StorageOptions OptionsOf(string connection, string prefix) => new()
    {
        ConnectionString = connection,
        ContainerPrefix = prefix,
        AttemptTimeout = TimeSpan.FromMinutes(1),
        OperationTimeout = TimeSpan.FromMinutes(3),
    };

    /// <summary>Deletes a storage that a campaign is done with: each request to Azurite searches all blobs that it has.</summary>
    public async Task DropAsync(StorageOptions done)
    {
        var service = new BlobServiceClient(ConnectionString);
        await foreach (var container in service.GetBlobContainersAsync(prefix: done.ContainerPrefix))
            await service.DeleteBlobContainerAsync(container.Name);
    }
}

[CollectionDefinition(Name)]
public sealed class AzuriteTests : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "Azurite";
}
