using ReportPipeline.Trial;

namespace ReportPipeline.Storage;

/// <summary>
/// Keeps what was refused, with the OperationOutcome that said why, so that a hospital's question can be answered. An
/// administrator's retention rule removes it after a limited time; the program never reads it for an analysis.
/// </summary>
public sealed class RejectedStore
{
    private const int HashAt = TimeOrderedName.TimeLength + 1;
    private const int SiteAt = HashAt + 64 + 1;

    private readonly BlobContainer container;

    internal RejectedStore(BlobContainer container) => this.container = container;

    /// <summary>Stores both under one time-ordered name; the same refusal at the same instant is stored once.</summary>
    /// <returns>The common name; the parts add <c>/body</c> and <c>/outcome.json</c>.</returns>
    public async Task<string> AddAsync(Refusal refusal, CancellationToken cancellation = default)
    {
        var hash = BundleArchive.HashOf(refusal.Body.Span);
        var name = $"{TimeOrderedName.At(refusal.ReceivedAt)}-{hash}-{refusal.Site}";
        await container.TryCreateAsync(new NewBlob($"{name}/body", refusal.Body, "application/octet-stream"), cancellation);
        await container.TryCreateAsync(new NewBlob($"{name}/outcome.json", refusal.OperationOutcome, "application/fhir+json"), cancellation);
        return name;
    }

    /// <summary>The names of the stored parts at or after the time, in time order.</summary>
    public IAsyncEnumerable<string> ListAsync(DateTimeOffset? from, CancellationToken cancellation = default) =>
        TimeOrderedName.ListAsync(container, from, cancellation);

    /// <summary>Hash of the body, as the common name says it; null when the name is none.</summary>
    public static string? BodyHashOf(string name) =>
        TimeOrderedName.TryTimeOf(name) is not null && name.Length > SiteAt && name[HashAt - 1] == '-' && name[SiteAt - 1] == '-'
            ? name[HashAt..(SiteAt - 1)]
            : null;

    public Task<byte[]?> ReadAsync(string name, CancellationToken cancellation = default) => container.ReadAsync(name, cancellation);
}

/// <summary>A body that was not accepted, and the answer its sender got (UTF-8 JSON).</summary>
public sealed record Refusal(SiteId Site, DateTimeOffset ReceivedAt, ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> OperationOutcome);
