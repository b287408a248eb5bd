using ReportPipeline.Custody.Signing;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Runs;

/// <summary>The public keys that signatures are checked with, by id.</summary>
internal sealed class PublicKeys
{
    private readonly Dictionary<string, VerificationKey> keys;

    private PublicKeys(IEnumerable<VerificationKey> keys) => this.keys = keys.ToDictionary(key => key.KeyId, StringComparer.Ordinal);

    public VerificationKey? Find(string? id) => id is null ? null : keys.GetValueOrDefault(id);

    /// <summary>Whether one of the keys signed the bytes.</summary>
    public bool Verify(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> signature)
    {
        foreach (var key in keys.Values)
        {
            if (key.Verify(bytes, signature))
                return true;
        }

        return false;
    }

    /// <summary>The trusted keys, or the published ones; published keys that are not what their name says are told either way.</summary>
    public static async Task<PublicKeys> ReadAsync(
        PipelineStorage storage, IReadOnlyList<VerificationKey>? trusted, List<string> findings, CancellationToken cancellation)
    {
        var published = new List<VerificationKey>();
        foreach (var id in await storage.Ledger.ListKeysAsync(cancellation))
        {
            if (Parse(await storage.Ledger.ReadKeyAsync(id, cancellation)) is { } key && key.KeyId == id)
                published.Add(key);
            else
                findings.Add($"The published key {id} is not the key that its name says.");
        }

        return new PublicKeys(trusted ?? published);
    }

    private static VerificationKey? Parse(string? pem)
    {
        try
        {
            var key = pem is null ? null : VerificationKey.FromPem(pem);
            return key?.ToPem() == pem ? key : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
