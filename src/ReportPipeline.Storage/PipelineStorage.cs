using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;

namespace ReportPipeline.Storage;

/// <summary>
/// Everything the pipeline keeps, one property per container. Opening it touches no network: a container comes into
/// being with its first blob, because the Functions host expects an answer before storage may be there.
/// </summary>
public sealed class PipelineStorage
{
    private readonly ArrivalMarkers arrivals;
    private readonly Dictionary<string, BlobContainer> recordContainers;

    private PipelineStorage(BlobServiceClient service, StorageOptions options, TimeProvider clock)
    {
        BlobContainer Container(string name) => new(service.GetBlobContainerClient(options.ContainerPrefix + name), options);

        recordContainers = new[] { "audit", "ledger", "snapshots", "results", "reports", "keys" }.ToDictionary(name => name, Container);
        arrivals = new ArrivalMarkers(Container("arrivals"));
        Bundles = new BundleArchive(Container("bundles"), arrivals, clock);
        Rejected = new RejectedStore(Container("rejected"));
        Claims = new ClaimStore(Container("claims"));
        Ledger = new LedgerStore(Container("ledger"));
        Snapshots = new ArtefactStore(Container("snapshots"));
        Results = new ArtefactStore(Container("results"));
        Reports = new ArtefactStore(Container("reports"));
        Audit = new AuditStore(Container("audit"));
        Keys = new ArtefactStore(Container("keys"));
        RunLease = new RunLease(service.GetBlobContainerClient(options.ContainerPrefix + "leases"), options);
    }

    public BundleArchive Bundles { get; }

    public RejectedStore Rejected { get; }

    public ClaimStore Claims { get; }

    public LedgerStore Ledger { get; }

    public ArtefactStore Snapshots { get; }

    public ArtefactStore Results { get; }

    public ArtefactStore Reports { get; }

    public AuditStore Audit { get; }

    /// <summary>The web desk's key ring, encrypted.</summary>
    public ArtefactStore Keys { get; }

    /// <summary>Saves a second run at the same time the work.</summary>
    public RunLease RunLease { get; }

    /// <exception cref="ArgumentException">Not exactly one of connection string and account address is given, or it cannot be read.</exception>
    public static PipelineStorage Open(StorageOptions options, TimeProvider clock) =>
        new(Connect(options), options, clock);

    /// <summary>Bytes by container and name, such as <c>reports/{run}/open.en.docx</c>, as an audit entry names them; null when there are none.</summary>
    public Task<byte[]?> ReadStoredAsync(string name, CancellationToken cancellation = default) =>
        name.IndexOf('/', StringComparison.Ordinal) is > 0 and var end && recordContainers.TryGetValue(name[..end], out var container)
            ? container.ReadAsync(name[(end + 1)..], cancellation)
            : Task.FromResult<byte[]?>(null);

    /// <summary>Every name in a container of records (<c>audit</c>, <c>ledger</c>, <c>snapshots</c>, <c>results</c>, <c>reports</c>, <c>keys</c>), in ordinal order.</summary>
    public IAsyncEnumerable<string> ListStoredAsync(string container, CancellationToken cancellation = default) =>
        recordContainers[container].ListAsync("", cancellation);

    /// <summary>Asks storage for an answer, for readiness checks.</summary>
    /// <exception cref="StorageUnavailableException">It did not give one.</exception>
    public Task CheckAsync(CancellationToken cancellation = default) => arrivals.CheckAsync(cancellation);

    private static BlobServiceClient Connect(StorageOptions options)
    {
        var client = ClientOptions(options);
        return (options.ConnectionString, options.AccountUri) switch
        {
            ({ Length: > 0 } connection, null) => FromConnectionString(connection, client),
            (null or "", { } account) => new BlobServiceClient(account, options.Credential ?? new DefaultAzureCredential(), client),
            _ => throw new ArgumentException("Storage needs either a connection string or an account address, and not both."),
        };
    }

    private static BlobServiceClient FromConnectionString(string connection, BlobClientOptions client)
    {
        try
        {
            return new BlobServiceClient(connection, client);
        }
        // The library throws FormatException, ArgumentException or UriFormatException; its text may quote the key.
        catch (Exception fault) when (fault is FormatException or ArgumentException or InvalidOperationException)
        {
            throw new ArgumentException("The storage connection string cannot be read.");
        }
    }

    private static BlobClientOptions ClientOptions(StorageOptions options)
    {
        var client = new BlobClientOptions();
        client.Retry.Mode = RetryMode.Exponential;
        client.Retry.Delay = TimeSpan.FromMilliseconds(200);
        client.Retry.MaxDelay = TimeSpan.FromSeconds(1);
        client.Retry.MaxRetries = options.Retries;
        client.Retry.NetworkTimeout = options.AttemptTimeout;
        client.Diagnostics.IsLoggingEnabled = false;
        return client;
    }
}
