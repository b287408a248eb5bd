using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace ReportPipeline.Storage;

/// <summary>
/// One container, reduced to what an append-only archive needs: create once, read, look, list. There is deliberately no
/// way to overwrite or delete.
/// </summary>
internal sealed class BlobContainer(BlobContainerClient container, StorageOptions options)
{
    private static readonly ETag AnyVersion = ETag.All;
    private static readonly IReadOnlyDictionary<string, string> None = ReadOnlyDictionary<string, string>.Empty;

    public string Name => container.Name;

    /// <summary>Creates the blob, or leaves what is already there alone.</summary>
    /// <returns>True when this call created it; false when the name was taken.</returns>
    public async Task<bool> TryCreateAsync(NewBlob blob, CancellationToken cancellation) => await CreateAsync(blob, cancellation) is not null;

    /// <summary>Creates the blob, or leaves what is already there alone.</summary>
    /// <returns>When storage created it, by its own clock; null when the name was taken.</returns>
    public async Task<DateTimeOffset?> CreateAsync(NewBlob blob, CancellationToken cancellation)
    {
        if (!BlobName.IsPlain(blob.Name))
            throw new ArgumentException("The name cannot stand for a blob of this container.", nameof(blob));
        var created = await InTimeAsync(token => UploadAsync(blob, token), cancellation);
        if (created is null)
        {
            await InTimeAsync(async token => await container.CreateIfNotExistsAsync(cancellationToken: token), cancellation);
            created = await InTimeAsync(token => UploadAsync(blob, token), cancellation);
        }

        // Never "already there" without storage having said so: an acknowledgement rests on this answer.
        return (created ?? throw new StorageUnavailableException("its container is missing")).CreatedAt;
    }

    /// <summary>The blob's bytes, or null when there is no such blob.</summary>
    public Task<byte[]?> ReadAsync(string name, CancellationToken cancellation) =>
        InTimeAsync(async token => BlobName.IsPlain(name)
            ? (await container.GetBlobClient(name).DownloadContentAsync(token)).Value.Content.ToArray()
            : null, cancellation);

    /// <summary>What storage knows about the blob, or null when there is no such blob.</summary>
    public Task<BlobFacts?> FindAsync(string name, CancellationToken cancellation) =>
        InTimeAsync(async token =>
        {
            if (!BlobName.IsPlain(name))
                return null;
            var properties = (await container.GetBlobClient(name).GetPropertiesAsync(cancellationToken: token)).Value;
            return (BlobFacts?)new BlobFacts(properties.CreatedOn, properties.Metadata.AsReadOnly());
        }, cancellation);

    /// <summary>All names that begin with the prefix, in ordinal order.</summary>
    public IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellation) =>
        ListBlobsAsync(prefix, cancellation).Select(blob => blob.Name);

    /// <summary>The same with the time at which storage created each, and its metadata.</summary>
    public async IAsyncEnumerable<ListedBlob> ListBlobsAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        string? continuation = null;
        do
        {
            var page = await InTimeAsync(token => PageAsync(prefix, continuation, token), cancellation);
            foreach (var blob in page?.Values ?? [])
                yield return new ListedBlob(blob.Name, blob.Properties.CreatedOn, blob.Metadata?.AsReadOnly() ?? None);
            continuation = page?.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(continuation));
    }

    /// <summary>The folders directly below a folder ("2026/11/" below "2026/"), in ordinal order.</summary>
    public async Task<IReadOnlyList<string>> ListFoldersAsync(string folder, CancellationToken cancellation)
    {
        var folders = await InTimeAsync(async token =>
        {
            var found = new List<string>();
            var listing = new GetBlobsByHierarchyOptions { Prefix = folder, Delimiter = "/" };
            await foreach (var item in container.GetBlobsByHierarchyAsync(listing, token))
            {
                if (item.IsPrefix)
                    found.Add(item.Prefix);
            }

            return found;
        }, cancellation);
        return folders ?? [];
    }

    /// <summary>Asks for the container's properties; a container that is not there yet is an answer too.</summary>
    public Task CheckAsync(CancellationToken cancellation) =>
        InTimeAsync(async token => await container.ExistsAsync(token), cancellation);

    private async Task<Upload?> UploadAsync(NewBlob blob, CancellationToken cancellation)
    {
        var upload = new BlobUploadOptions
        {
            Conditions = new BlobRequestConditions { IfNoneMatch = AnyVersion },
            HttpHeaders = new BlobHttpHeaders { ContentType = blob.ContentType },
            Metadata = blob.Metadata?.ToDictionary(pair => pair.Key, pair => pair.Value),
        };
        try
        {
            var created = await container.GetBlobClient(blob.Name).UploadAsync(BinaryData.FromBytes(blob.Bytes), upload, cancellation);
            return new Upload(created.Value.LastModified);
        }
        catch (RequestFailedException taken) when (IsTaken(taken))
        {
            return new Upload(null);
        }
    }

    /// <param name="CreatedAt">By storage's clock; null when the name was taken.</param>
    private sealed record Upload(DateTimeOffset? CreatedAt);

    /// <summary>By storage's own code, never by a bare status. Under an immutability policy storage may name the policy instead of the blob that is already there.</summary>
    private static bool IsTaken(RequestFailedException answer) =>
        answer.ErrorCode == BlobErrorCode.BlobAlreadyExists
        || answer.ErrorCode == BlobErrorCode.ConditionNotMet
        || (answer.Status == 409 && answer.ErrorCode == "BlobImmutableDueToPolicy");

    private async Task<Page<BlobItem>?> PageAsync(string prefix, string? continuation, CancellationToken cancellation)
    {
        var listing = new GetBlobsOptions { Prefix = prefix, Traits = BlobTraits.Metadata };
        await foreach (var page in container.GetBlobsAsync(listing, cancellation).AsPages(continuation))
            return page;
        return null;
    }

    private Task<T?> InTimeAsync<T>(Func<CancellationToken, Task<T>> operation, CancellationToken cancellation) =>
        StorageFaults.TranslateAsync(operation, options.OperationTimeout, cancellation);
}

/// <summary>A blob to be created.</summary>
internal sealed record NewBlob(string Name, ReadOnlyMemory<byte> Bytes, string ContentType)
{
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}

/// <summary>A name in a listing, with the time at which storage created the blob (storage's clock) where it says so.</summary>
internal sealed record ListedBlob(string Name, DateTimeOffset? CreatedOn, IReadOnlyDictionary<string, string> Metadata);

/// <summary>What storage itself says about a blob: when it created it (storage's clock) and the metadata given at creation.</summary>
internal sealed record BlobFacts(DateTimeOffset CreatedOn, IReadOnlyDictionary<string, string> Metadata);
