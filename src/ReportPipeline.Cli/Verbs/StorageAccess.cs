using System.CommandLine;
using ReportPipeline.Cli.Azurite;
using ReportPipeline.Storage;

namespace ReportPipeline.Cli.Verbs;

/// <summary>How verbs reach stored data: a connection string, or the local storage of <c>serve</c>.</summary>
internal static class StorageAccess
{
    public static Option<string?> Connection() => new("--connection")
    {
        Description = "A storage connection string; without it the local storage of 'serve' (which must not be running).",
    };

    public static async Task<int> WithStorageAsync(
        DirectoryInfo data, string? connection, Func<PipelineStorage, Task<int>> work, CancellationToken cancellation)
    {
        if (connection is not null)
            return await WithConnectionAsync(connection, work);
        var folder = new LocalFolder(data);
        if (!Directory.Exists(folder.Blobs))
        {
            await Console.Error.WriteLineAsync($"There is no storage here: {data.FullName}. Give --data the folder of 'serve', or --connection a storage connection string.");
            return CommandLine.NotUsable;
        }

        await using var azurite = await AzuriteProcess.StartAsync(folder.Blobs, cancellation: cancellation);
        return await work(PipelineStorage.Open(new StorageOptions { ConnectionString = azurite.ConnectionString }, TimeProvider.System));
    }

    private static async Task<int> WithConnectionAsync(string connection, Func<PipelineStorage, Task<int>> work)
    {
        PipelineStorage storage;
        try
        {
            storage = PipelineStorage.Open(new StorageOptions { ConnectionString = connection }, TimeProvider.System);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            await Console.Error.WriteLineAsync("--connection: this is no storage connection string, which begins like DefaultEndpointsProtocol=https;AccountName=…");
            return CommandLine.NotUsable;
        }

        return await work(storage);
    }
}
