using System.Globalization;

namespace ReportPipeline.Benchmarks.Receiving;

/// <summary>What a run measures.</summary>
/// <param name="Bundles">Bundles of each side of the throughput comparison.</param>
/// <param name="Stored">How full the archive is at the second measurement of a single ingest.</param>
internal sealed record ReceivingOptions(int Bundles, int Stored)
{
    public static bool TryParse(string[] words, out ReceivingOptions options)
    {
        options = new ReceivingOptions(2_000, 20_000);
        for (var i = 0; i < words.Length; i += 2)
        {
            if (i + 1 == words.Length || !int.TryParse(words[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
                return false;
            options = words[i] switch
            {
                "--bundles" => options with { Bundles = number },
                "--stored" => options with { Stored = number },
                _ => options,
            };
            if (words[i] is not ("--bundles" or "--stored"))
                return false;
        }

        return true;
    }
}
