using System.Collections.Concurrent;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Runs.Snapshots;

/// <summary>Documents in memory, for one who makes a snapshot again and compares it with the stored one.</summary>
public sealed class MemoryArtefacts : IArtefacts
{
    private readonly ConcurrentDictionary<string, byte[]> documents = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, byte[]> Documents => documents;

    public Task CreateAsync(Artefact artefact, CancellationToken cancellation = default)
    {
        var kept = documents.GetOrAdd(artefact.Name, _ => artefact.Bytes.ToArray());
        return artefact.Bytes.Span.SequenceEqual(kept) ? Task.CompletedTask : throw new StoredBytesDifferException("memory", artefact.Name);
    }

    public Task<byte[]?> ReadAsync(string name, CancellationToken cancellation = default) => Task.FromResult(documents.GetValueOrDefault(name));
}
