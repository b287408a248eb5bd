using System.Globalization;

namespace ReportPipeline.Storage;

/// <summary>
/// Entries numbered 1, 2, 3 … without gaps. Whoever creates the next number first has it; this conditional creation, not a
/// lease, is what keeps two programs from doing the same thing twice.
/// </summary>
public sealed class NumberedStore
{
    private const string Extension = ".json";

    private readonly BlobContainer container;
    private readonly string folder;

    internal NumberedStore(BlobContainer container, string folder)
    {
        this.container = container;
        this.folder = folder;
    }

    /// <summary>Creates the entry with this number.</summary>
    /// <returns>
    /// True when the store now holds exactly these bytes under the number, by this call or by an earlier attempt of
    /// the same call; false when another was first with other bytes.
    /// </returns>
    public async Task<bool> TryAppendAsync(long number, ReadOnlyMemory<byte> entry, CancellationToken cancellation = default)
    {
        if (await container.TryCreateAsync(new NewBlob(NameOf(number), entry, "application/json"), cancellation))
            return true;
        // A write whose answer was lost is repeated by the client library and then finds itself.
        var stored = await container.ReadAsync(NameOf(number), cancellation);
        return stored is not null && entry.Span.SequenceEqual(stored);
    }

    /// <summary>The entry's bytes, or null when there are not so many.</summary>
    public Task<byte[]?> ReadAsync(long number, CancellationToken cancellation = default) =>
        container.ReadAsync(NameOf(number), cancellation);

    /// <summary>When storage created the entry, by its own clock; null when there are not so many.</summary>
    public async Task<DateTimeOffset?> CreatedAtAsync(long number, CancellationToken cancellation = default) =>
        (await container.FindAsync(NameOf(number), cancellation))?.CreatedOn;

    /// <summary>
    /// The number of the newest entry, 0 when there is none. Costs about two requests per doubling of the
    /// distance from a number known to exist, however many there are.
    /// </summary>
    /// <param name="known">A number that is known to exist, or 0.</param>
    /// <param name="cancellation">Stops the search.</param>
    public async Task<long> FindHeadAsync(long known = 0, CancellationToken cancellation = default)
    {
        var present = known;
        var step = 1L;
        while (await ExistsAsync(present + step, cancellation))
        {
            present += step;
            step *= 2;
        }

        var absent = present + step;
        while (absent - present > 1)
        {
            var middle = present + ((absent - present) / 2);
            if (await ExistsAsync(middle, cancellation))
                present = middle;
            else
                absent = middle;
        }

        return present;
    }

    /// <summary>Name of the entry in its container.</summary>
    public string NameOf(long number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        return folder + number.ToString("D16", CultureInfo.InvariantCulture) + Extension;
    }

    private async Task<bool> ExistsAsync(long number, CancellationToken cancellation) =>
        await container.FindAsync(NameOf(number), cancellation) is not null;
}
