namespace ReportPipeline.Storage;

/// <summary>
/// What runs produce: snapshots, results or reports. An artefact is a function of its inputs, so creating it again with
/// the same bytes is no change, and with other bytes a fault.
/// </summary>
public sealed class ArtefactStore
{
    private readonly BlobContainer container;

    internal ArtefactStore(BlobContainer container) => this.container = container;

    /// <summary>Creates the artefact under a name such as <c>{run id}/report.en.docx</c>.</summary>
    /// <exception cref="StoredBytesDifferException">The name already holds other bytes.</exception>
    public async Task CreateAsync(Artefact artefact, CancellationToken cancellation = default)
    {
        if (await container.TryCreateAsync(new NewBlob(artefact.Name, artefact.Bytes, artefact.ContentType), cancellation))
            return;
        var stored = await container.ReadAsync(artefact.Name, cancellation);
        if (!artefact.Bytes.Span.SequenceEqual(stored))
            throw new StoredBytesDifferException(container.Name, artefact.Name);
    }

    /// <summary>
    /// Creates the artefact unless its name is taken: for signatures, which differ each time they are made and verify all the same.
    /// </summary>
    public Task KeepFirstAsync(Artefact artefact, CancellationToken cancellation = default) =>
        container.TryCreateAsync(new NewBlob(artefact.Name, artefact.Bytes, artefact.ContentType), cancellation);

    /// <summary>The artefact's bytes, or null when there is none under this name.</summary>
    public Task<byte[]?> ReadAsync(string name, CancellationToken cancellation = default) => container.ReadAsync(name, cancellation);

    /// <summary>The names that begin with the prefix, in ordinal order; all of them for an empty prefix.</summary>
    public IAsyncEnumerable<string> ListAsync(string prefix = "", CancellationToken cancellation = default) =>
        container.ListAsync(prefix, cancellation);
}

/// <summary>A named document.</summary>
public sealed record Artefact(string Name, ReadOnlyMemory<byte> Bytes, string ContentType);
