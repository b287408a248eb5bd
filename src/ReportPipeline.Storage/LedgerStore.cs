using System.Text;

namespace ReportPipeline.Storage;

/// <summary>
/// The ledger: its numbered entries, and the public keys that its heads are signed with. Whoever creates the next number first
/// has sealed the run.
/// </summary>
public sealed class LedgerStore
{
    private const string KeyFolder = "keys/";
    private const string KeyExtension = ".pem";

    private readonly BlobContainer container;
    private readonly NumberedStore entries;

    internal LedgerStore(BlobContainer container)
    {
        this.container = container;
        entries = new NumberedStore(container, "");
        Configurations = new NumberedStore(container, "configuration/");
    }

    /// <summary>What the program was configured with, one entry per change.</summary>
    public NumberedStore Configurations { get; }

    /// <inheritdoc cref="NumberedStore.TryAppendAsync"/>
    public Task<bool> TryAppendAsync(long number, ReadOnlyMemory<byte> entry, CancellationToken cancellation = default) =>
        entries.TryAppendAsync(number, entry, cancellation);

    /// <inheritdoc cref="NumberedStore.ReadAsync"/>
    public Task<byte[]?> ReadAsync(long number, CancellationToken cancellation = default) => entries.ReadAsync(number, cancellation);

    /// <inheritdoc cref="NumberedStore.CreatedAtAsync"/>
    public Task<DateTimeOffset?> CreatedAtAsync(long number, CancellationToken cancellation = default) => entries.CreatedAtAsync(number, cancellation);

    /// <inheritdoc cref="NumberedStore.FindHeadAsync"/>
    public Task<long> FindHeadAsync(long known = 0, CancellationToken cancellation = default) => entries.FindHeadAsync(known, cancellation);

    /// <summary>Publishes a key under its id; a key that is there already stays.</summary>
    public Task PublishKeyAsync(string keyId, string pem, CancellationToken cancellation = default) => container.TryCreateAsync(
        new NewBlob(KeyFolder + keyId + KeyExtension, Encoding.ASCII.GetBytes(pem), "application/x-pem-file"), cancellation);

    /// <summary>The published key (PEM), or null when no key has the id.</summary>
    public async Task<string?> ReadKeyAsync(string keyId, CancellationToken cancellation = default) =>
        await container.ReadAsync(KeyFolder + keyId + KeyExtension, cancellation) is { } pem ? Encoding.ASCII.GetString(pem) : null;

    /// <summary>Ids of the published keys.</summary>
    public async Task<IReadOnlyList<string>> ListKeysAsync(CancellationToken cancellation = default)
    {
        var ids = new List<string>();
        await foreach (var name in container.ListAsync(KeyFolder, cancellation))
            ids.Add(Path.GetFileNameWithoutExtension(name));
        return ids;
    }

    /// <summary>Every name in the container, in ordinal order: entries, keys, configurations, and what does not belong there.</summary>
    public IAsyncEnumerable<string> ListNamesAsync(CancellationToken cancellation = default) => container.ListAsync("", cancellation);

    /// <summary>The number that the name stands for; null when it is no entry's name.</summary>
    public static long? NumberOf(string name) =>
        name is { Length: 21 } && name.EndsWith(".json", StringComparison.Ordinal)
        && long.TryParse(name.AsSpan(0, 16), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
