using System.Globalization;
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

    public StorageOptions Options() => new() { ConnectionString = ConnectionString, ContainerPrefix = NextPrefix() };
}

[CollectionDefinition(Name)]
public sealed class AzuriteTests : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "Azurite";
}
