using System.Globalization;

namespace ReportPipeline.Benchmarks;

/// <summary>What a run measures.</summary>
/// <param name="Largest">The largest number of subjects; the run goes up to it in powers of ten from 10⁴.</param>
/// <param name="WithR">Whether R runs beside us.</param>
internal sealed record StatisticsOptions(int Largest, bool WithR)
{
    public IEnumerable<int> Sizes
    {
        get
        {
            for (long size = 10_000; size <= Largest; size *= 10) yield return (int)size;
        }
    }

    public static bool TryParse(string[] words, out StatisticsOptions options)
    {
        options = new StatisticsOptions(1_000_000, WithR: true);
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] == "--without-r")
                options = options with { WithR = false };
            else if (words[i] == "--largest" && i + 1 < words.Length
                && int.TryParse(words[++i], NumberStyles.None, CultureInfo.InvariantCulture, out var largest))
                options = options with { Largest = largest };
            else
                return false;
        }

        return true;
    }
}
