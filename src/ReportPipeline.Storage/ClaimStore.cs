using System.Text;
using ReportPipeline.Trial;

namespace ReportPipeline.Storage;

/// <summary>
/// Decides between bundles that want the same thing, such as to be the first with an identifier or the next version after
/// a given one: whoever creates the claim's blob first has it, for good, whatever instance took the bundle.
/// </summary>
public sealed class ClaimStore
{
    private readonly BlobContainer container;

    internal ClaimStore(BlobContainer container) => this.container = container;

    /// <summary>Claims for the bundle unless another has the claim already.</summary>
    /// <param name="what">Plain name of what is claimed, the same for everybody who wants it.</param>
    /// <returns>Hash of the bundle that has the claim: the given one, now or earlier, or another.</returns>
    /// <exception cref="StorageUnavailableException">Nothing is known about the claim; asking again is safe.</exception>
    public async Task<string> ClaimAsync(SiteId site, string what, string bundleHash, CancellationToken cancellation = default)
    {
        var claim = new NewBlob(NameOf(site, what), BytesOf(bundleHash), "text/plain");
        return await container.TryCreateAsync(claim, cancellation)
            ? bundleHash
            : await FindAsync(site, what, cancellation) ?? throw new StorageUnavailableException("a claim vanished");
    }

    /// <summary>Hash of the bundle that has the claim; null while nobody has it.</summary>
    public async Task<string?> FindAsync(SiteId site, string what, CancellationToken cancellation = default) =>
        await container.ReadAsync(NameOf(site, what), cancellation) is { } bytes ? Encoding.ASCII.GetString(bytes) : null;

    /// <summary>The name of every claim, <c>{site}/{what}</c>, in ordinal order.</summary>
    public IAsyncEnumerable<string> ListAsync(CancellationToken cancellation = default) => container.ListAsync("", cancellation);

    /// <summary>The bytes under a name of the list: the hash of the bundle that has the claim.</summary>
    public Task<byte[]?> ReadAsync(string name, CancellationToken cancellation = default) => container.ReadAsync(name, cancellation);

    /// <summary>How the line of the audit trail about a bundle names a claim that the bundle has, so that nobody gives it to another.</summary>
    public static AuditedArtefact ArtefactOf(SiteId site, string what, string bundleHash) =>
        new("claim", "claims/" + NameOf(site, what), BundleArchive.HashOf(BytesOf(bundleHash)));

    private static byte[] BytesOf(string bundleHash) => Encoding.ASCII.GetBytes(bundleHash);

    private static string NameOf(SiteId site, string what) => $"{site}/{what}";
}
