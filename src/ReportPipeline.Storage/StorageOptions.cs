using Azure.Core;

namespace ReportPipeline.Storage;

/// <summary>Where the blobs are and how long a caller is willing to wait for them.</summary>
public sealed record StorageOptions
{
    /// <summary>A storage connection string (Azurite, tests). Exactly one of this and <see cref="AccountUri"/> is set.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>The blob endpoint of an Azure account, used with <see cref="Credential"/>.</summary>
    public Uri? AccountUri { get; init; }

    /// <summary>Used with <see cref="AccountUri"/>; when null, the machine's own identity (<c>DefaultAzureCredential</c>).</summary>
    public TokenCredential? Credential { get; init; }

    /// <summary>Put before every container name, so that several trials or tests can share one account. Usually empty.</summary>
    public string ContainerPrefix { get; init; } = "";

    /// <summary>The longest one request may take before it is tried again.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// How often a failed request is repeated. Two repeats ride out a dropped connection; more would make a hospital
    /// wait for an answer (503 with Retry-After) that it can act on at once.
    /// </summary>
    public int Retries { get; init; } = 2;

    /// <summary>The longest one operation may take with all its attempts.</summary>
    public TimeSpan OperationTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
