using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace ReportPipeline.Storage;

/// <summary>
/// Says that a run is under way: a lease on one empty blob, so that a second run, of whatever instance, need not do the same work.
/// It saves work and nothing else. A run is right without it, because only one can create the next ledger number and every artefact
/// is created once.
/// </summary>
/// <remarks>Its container carries no immutability policy and holds nothing of the trial.</remarks>
public sealed class RunLease
{
    /// <summary>The longest that storage grants: so long a run that was killed keeps the next one waiting, at most.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(60);

    private const string Name = "run";

    private readonly BlobContainer container;
    private readonly BlobClient blob;
    private readonly StorageOptions options;

    internal RunLease(BlobContainerClient client, StorageOptions options)
    {
        container = new BlobContainer(client, options);
        blob = client.GetBlobClient(Name);
        this.options = options;
    }

    /// <summary>Takes the lease for <see cref="Duration"/>.</summary>
    /// <returns>The lease, or null while another has it.</returns>
    /// <exception cref="StorageUnavailableException">Nobody knows who has it.</exception>
    public Task<HeldLease?> TryTakeAsync(CancellationToken cancellation = default) => TryTakeAsync(Duration, cancellation);

    /// <inheritdoc cref="TryTakeAsync(CancellationToken)"/>
    /// <param name="duration">15 to 60 seconds, as storage has it.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<HeldLease?> TryTakeAsync(TimeSpan duration, CancellationToken cancellation = default)
    {
        var lease = blob.GetBlobLeaseClient();
        var taken = await AcquireAsync(lease, duration, cancellation);
        if (taken is null)
        {
            await container.TryCreateAsync(new NewBlob(Name, ReadOnlyMemory<byte>.Empty, "text/plain"), cancellation);
            taken = await AcquireAsync(lease, duration, cancellation);
        }

        return taken == true ? new HeldLease(lease, options) : null;
    }

    /// <summary>What its container should not hold: anything beside the empty blob, and that blob when it holds anything.</summary>
    public async IAsyncEnumerable<string> ListForeignAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var found in container.ListBlobsAsync("", cancellation))
        {
            if (found.Name != Name || found.Metadata.Count > 0 || await container.ReadAsync(Name, cancellation) is { Length: > 0 })
                yield return found.Name;
        }
    }

    /// <summary>Whether anybody has the lease now.</summary>
    public async Task<bool> IsHeldAsync(CancellationToken cancellation = default) =>
        await StorageFaults.TranslateAsync(
            async token => (LeaseState?)(await blob.GetPropertiesAsync(cancellationToken: token)).Value.LeaseState,
            options.OperationTimeout,
            cancellation) == LeaseState.Leased;

    /// <returns>Null when there is no blob to lease yet.</returns>
    private Task<bool?> AcquireAsync(BlobLeaseClient lease, TimeSpan duration, CancellationToken cancellation) => StorageFaults.TranslateAsync(
        async token =>
        {
            try
            {
                await lease.AcquireAsync(duration, cancellationToken: token);
                return (bool?)true;
            }
            catch (RequestFailedException taken) when (taken.ErrorCode == BlobErrorCode.LeaseAlreadyPresent)
            {
                return false;
            }
        },
        options.OperationTimeout,
        cancellation);
}

/// <summary>A lease that was taken; disposing gives it back.</summary>
public sealed class HeldLease : IAsyncDisposable
{
    private readonly BlobLeaseClient lease;
    private readonly StorageOptions options;

    internal HeldLease(BlobLeaseClient lease, StorageOptions options)
    {
        this.lease = lease;
        this.options = options;
    }

    /// <summary>Keeps it for the same time again.</summary>
    /// <returns>False when it was broken, has run out and was taken, or cannot be asked for: whoever holds it goes on all the same.</returns>
    public Task<bool> TryRenewAsync(CancellationToken cancellation = default) => TryAsync(token => lease.RenewAsync(cancellationToken: token), cancellation);

    /// <summary>Gives it back; one that cannot be given back runs out.</summary>
    public async ValueTask DisposeAsync() => await TryAsync(token => lease.ReleaseAsync(cancellationToken: token), CancellationToken.None);

    private async Task<bool> TryAsync<T>(Func<CancellationToken, Task<Response<T>>> operation, CancellationToken cancellation)
    {
        try
        {
            return await StorageFaults.TranslateAsync(async token => (bool?)((await operation(token)) is not null), options.OperationTimeout, cancellation) == true;
        }
        catch (StorageUnavailableException)
        {
            return false;
        }
        catch (RequestFailedException)
        {
            return false;
        }
    }
}
