namespace ReportPipeline.Statistics.Ranks;

/// <summary>
/// Van Elteren's rank-sum test: ranks within strata, each stratum's rank sum weighted by 1/(N + 1), which is locally most powerful for
/// the same shift in all strata. Normal, tie-corrected variances, no continuity correction (SAS: CMH row mean scores with
/// modified ridits). Strata with one sample, or with all values tied, carry no information.
/// Source: P. H. van Elteren, Bulletin of the International Statistical Institute 37 (1960); E. L. Lehmann, Nonparametrics (1975) §3.3.
/// </summary>
public static class StratifiedRankSumTest
{
    private const string Name = "van Elteren rank-sum test, stratified, normal approximation without continuity correction";

    /// <param name="strata">The two samples of each stratum.</param>
    public static TestResult Test(IReadOnlyList<(double[] First, double[] Second)> strata)
    {
        ArgumentNullException.ThrowIfNull(strata);
        var (difference, variance) = (0.0, 0.0);
        foreach (var (first, second) in strata)
        {
            var ranks = new PooledRanks(first, second);
            if (first.Length == 0 || second.Length == 0 || ranks.AllTied)
            {
                continue;
            }

            var weight = 1.0 / (ranks.Subjects + 1);
            difference += weight * (ranks.MannWhitney - (double)first.Length * second.Length / 2);
            variance += weight * weight * ranks.Variance;
        }

        if (variance == 0)
        {
            var none = Estimable<double>.Not("no stratum holds different values of both samples");
            return new(Name, none, none, none);
        }

        var z = difference / Math.Sqrt(variance);
        return new(Name, z, NotApplicable.DegreesOfNormal, PValue.OfNormal(z));
    }
}
