using System.Text.Json;

namespace ReportPipeline.Storage;

/// <summary>Who did what, when, with what outcome; one blob per entry, in time order.</summary>
public sealed class AuditStore
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    private readonly BlobContainer container;

    internal AuditStore(BlobContainer container) => this.container = container;

    /// <summary>Stores the entry; the same entry at the same instant is stored once.</summary>
    public async Task AppendAsync(AuditEntry entry, CancellationToken cancellation = default)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(entry with { At = entry.At.ToUniversalTime() }, Format);
        var name = $"{TimeOrderedName.At(entry.At)}-{BundleArchive.HashOf(bytes)}.json";
        await container.TryCreateAsync(new NewBlob(name, bytes, "application/json"), cancellation);
    }

    /// <summary>The names of the entries at or after the time, in time order.</summary>
    public IAsyncEnumerable<string> ListAsync(DateTimeOffset? from, CancellationToken cancellation = default) =>
        TimeOrderedName.ListAsync(container, from, cancellation);

    /// <summary>The entry with this name, or null when there is none.</summary>
    public async Task<AuditEntry?> ReadAsync(string name, CancellationToken cancellation = default) =>
        await container.ReadAsync(name, cancellation) is { } bytes ? JsonSerializer.Deserialize<AuditEntry>(bytes, Format) : null;
}

/// <summary>One line of the audit trail. No field may carry patient data.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Actor">The token's subject, or <c>timer</c>.</param>
/// <param name="Action">What was asked for, e.g. <c>bundle.accept</c>.</param>
/// <param name="Outcome">What came of it, e.g. <c>accepted</c> or a refusal's code.</param>
/// <param name="Reference">The receipt, run or report that it concerns, or null.</param>
public sealed record AuditEntry(DateTimeOffset At, string Actor, string Action, string Outcome, string? Reference = null);
