using System.Runtime.CompilerServices;
using ReportPipeline.Trial;

namespace ReportPipeline.Storage;

/// <summary>
/// Who did what, when, with what outcome; one blob per entry under <c>{time}-{hash}-{action}.json</c>. The name carries the
/// hash of the bytes, so a run seals entries from a listing alone.
/// </summary>
public sealed class AuditStore
{
    private const int HashLength = 64;
    private const int HashAt = TimeOrderedName.TimeLength + 1;
    private const int ActionAt = HashAt + HashLength + 1;
    private const string Extension = ".json";

    private readonly BlobContainer container;

    internal AuditStore(BlobContainer container) => this.container = container;

    /// <summary>Stores the entry; the same entry at the same instant is stored once.</summary>
    /// <returns>What a listing says of it.</returns>
    public async Task<AuditEntryName> AppendAsync(AuditEntry entry, CancellationToken cancellation = default)
    {
        var bytes = TrialJson.ToBytes(entry with { At = entry.At.ToUniversalTime() });
        var name = $"{TimeOrderedName.At(entry.At)}-{BundleArchive.HashOf(bytes)}-{entry.Action}{Extension}";
        await container.TryCreateAsync(new NewBlob(name, bytes, "application/json"), cancellation);
        return Parse(name)!;
    }

    /// <summary>The entries at or after the time, in time order; all when the time is null. Reads none of them.</summary>
    public async IAsyncEnumerable<AuditEntryName> ListAsync(
        DateTimeOffset? from, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var name in TimeOrderedName.ListAsync(container, from, cancellation))
            yield return Parse(name) ?? new AuditEntryName(name, DateTimeOffset.MinValue, "", "");
    }

    /// <summary>The entry with this name, or null when there is none.</summary>
    /// <exception cref="StoredBytesDifferException">Its bytes do not have the hash in its name.</exception>
    public async Task<AuditEntry?> ReadAsync(string name, CancellationToken cancellation = default)
    {
        if (await container.ReadAsync(name, cancellation) is not { } bytes)
            return null;
        return Parse(name)?.Sha256 == BundleArchive.HashOf(bytes)
            ? TrialJson.Read<AuditEntry>(bytes)
            : throw new StoredBytesDifferException(container.Name, name);
    }

    /// <summary>What the name of an entry says; null when it is none.</summary>
    public static AuditEntryName? Parse(string name) =>
        name.Length > ActionAt + Extension.Length
        && name.EndsWith(Extension, StringComparison.Ordinal)
        && TimeOrderedName.TryTimeOf(name) is { } at
            ? new AuditEntryName(name, at, name[HashAt..(HashAt + HashLength)], name[ActionAt..^Extension.Length])
            : null;
}

/// <summary>What can be said of an audit entry without reading it.</summary>
/// <param name="Name">Its name in the container.</param>
/// <param name="At">When it happened, UTC.</param>
/// <param name="Sha256">Hash of its bytes; empty for a blob that is no entry.</param>
/// <param name="Action">What was asked for.</param>
public sealed record AuditEntryName(string Name, DateTimeOffset At, string Sha256, string Action);
