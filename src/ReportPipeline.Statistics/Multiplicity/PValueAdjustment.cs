namespace ReportPipeline.Statistics.Multiplicity;

/// <summary>
/// P values adjusted for the number of hypotheses tested together, in the order given (as R's <c>p.adjust</c>).
/// A hypothesis without a P value should be left out by the caller, who says so: it does not count here.
/// Sources: S. Holm (1979); Y. Hochberg, Biometrika 75 (1988); Y. Benjamini &amp; Y. Hochberg, JRSS B 57 (1995).
/// </summary>
public static class PValueAdjustment
{
    /// <summary>Step-down; controls the family-wise error under any dependence.</summary>
    public static IReadOnlyList<double> Holm(IReadOnlyList<double> pValues) =>
        Adjust(pValues, ascending: true, (rank, count) => count - rank + 1);

    /// <summary>Step-up; controls the family-wise error under independence or positive dependence.</summary>
    public static IReadOnlyList<double> Hochberg(IReadOnlyList<double> pValues) =>
        Adjust(pValues, ascending: false, (rank, count) => count - rank + 1);

    /// <summary>Step-up; controls the false discovery rate under independence or positive dependence.</summary>
    public static IReadOnlyList<double> BenjaminiHochberg(IReadOnlyList<double> pValues) =>
        Adjust(pValues, ascending: false, (rank, count) => (double)count / rank);

    /// <summary>Every P value times the number of hypotheses.</summary>
    public static IReadOnlyList<double> Bonferroni(IReadOnlyList<double> pValues)
    {
        Check(pValues);
        return [.. pValues.Select(p => Math.Min(1, pValues.Count * p))];
    }

    // Walks from the smallest P value up with a running maximum, or from the largest down with a running minimum.
    private static double[] Adjust(IReadOnlyList<double> pValues, bool ascending, Func<int, int, double> factor)
    {
        Check(pValues);
        var adjusted = new double[pValues.Count];
        var order = Enumerable.Range(0, pValues.Count).OrderBy(i => pValues[i]).ToArray();
        var running = ascending ? 0.0 : 1.0;
        for (var step = 0; step < order.Length; step++)
        {
            var rank = ascending ? step + 1 : order.Length - step;
            var index = order[rank - 1];
            var product = Math.Min(1, factor(rank, order.Length) * pValues[index]);
            running = ascending ? Math.Max(running, product) : Math.Min(running, product);
            adjusted[index] = running;
        }

        return adjusted;
    }

    private static void Check(IReadOnlyList<double> pValues)
    {
        if (pValues.Any(p => !(p is >= 0 and <= 1)))
            throw new ArgumentOutOfRangeException(nameof(pValues), "A P value lies between 0 and 1.");
    }
}
