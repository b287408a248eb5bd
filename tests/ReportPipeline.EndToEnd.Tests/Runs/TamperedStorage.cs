using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ReportPipeline.Storage;

namespace ReportPipeline.Tests.Runs;

/// <summary>Changes a stored trial as someone would who can write everywhere, one thing at a time, and puts it back.</summary>
internal sealed class TamperedStorage(StorageOptions options)
{
    private Func<Task> undo = () => Task.CompletedTask;

    /// <summary>The first blob of the container whose name holds the text.</summary>
    public async Task<string> FindAsync(string container, string text)
    {
        await foreach (var blob in Container(container).GetBlobsAsync())
        {
            if (blob.Name.Contains(text, StringComparison.Ordinal))
                return blob.Name;
        }

        throw new InvalidOperationException($"{container} holds nothing with {text} in its name.");
    }

    public async Task<IReadOnlyList<string>> FindAllAsync(string container)
    {
        var names = new List<string>();
        await foreach (var blob in Container(container).GetBlobsAsync())
            names.Add(blob.Name);
        return names;
    }

    /// <summary>Turns the last bit of the middle byte.</summary>
    public async Task AlterAsync(string container, string name)
    {
        var (bytes, metadata) = await ReadAsync(container, name);
        var altered = bytes.ToArray();
        altered[altered.Length / 2] ^= 1;
        await WriteAsync(container, name, altered, metadata);
        undo = () => WriteAsync(container, name, bytes, metadata);
    }

    public async Task RemoveAsync(string container, string name)
    {
        var (bytes, metadata) = await ReadAsync(container, name);
        await Blob(container, name).DeleteAsync();
        undo = () => WriteAsync(container, name, bytes, metadata);
    }

    public async Task InsertAsync(string container, string name, byte[] bytes)
    {
        await WriteAsync(container, name, bytes, new Dictionary<string, string>());
        undo = () => Blob(container, name).DeleteAsync();
    }

    /// <summary>Puts another blob's bytes under the name.</summary>
    public async Task ReplaceAsync(string container, string name, string by)
    {
        var (bytes, metadata) = await ReadAsync(container, name);
        await WriteAsync(container, name, (await ReadAsync(container, by)).Bytes, metadata);
        undo = () => WriteAsync(container, name, bytes, metadata);
    }

    public async Task CopyAsync(string container, string from, string to) => await InsertAsync(container, to, (await ReadAsync(container, from)).Bytes);

    public async Task NoteAsync(string container, string name, string key, string value)
    {
        var (_, metadata) = await ReadAsync(container, name);
        await Blob(container, name).SetMetadataAsync(new Dictionary<string, string>(metadata) { [key] = value });
        undo = () => Blob(container, name).SetMetadataAsync(metadata);
    }

    public Task UndoAsync() => undo();

    private async Task<(byte[] Bytes, IDictionary<string, string> Metadata)> ReadAsync(string container, string name)
    {
        var content = (await Blob(container, name).DownloadContentAsync()).Value;
        return (content.Content.ToArray(), content.Details.Metadata);
    }

    private Task WriteAsync(string container, string name, byte[] bytes, IDictionary<string, string> metadata) =>
        Blob(container, name).UploadAsync(BinaryData.FromBytes(bytes), new BlobUploadOptions { Metadata = metadata });

    private BlobClient Blob(string container, string name) => Container(container).GetBlobClient(name);

    private BlobContainerClient Container(string name) => new BlobServiceClient(options.ConnectionString).GetBlobContainerClient(options.ContainerPrefix + name);
}
