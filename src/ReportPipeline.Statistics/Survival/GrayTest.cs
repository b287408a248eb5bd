using ReportPipeline.Statistics.Numerics;

namespace ReportPipeline.Statistics.Survival;

/// <summary>
/// Gray's test of equal cumulative incidence of a cause among groups, the counterpart of the log-rank test when other
/// causes compete.
/// </summary>
/// <remarks>
/// R. J. Gray, Ann. Statist. 16 (1988) 1141–1154, with his weight (1 − F(t−))^ρ. Reference values: R's
/// <c>cmprsk::cuminc</c>, whose tie corrections are followed.
/// </remarks>
public static class GrayTest
{
    /// <param name="sample">The sample; the test is stratified when it has strata.</param>
    /// <param name="cause">The cause of interest, at least 1.</param>
    /// <param name="rho">ρ, 0 for equal weights.</param>
    public static TestResult Test(CompetingRisksSample sample, int cause, double rho = 0)
    {
        var name = (sample.Sample.Stratum.Count > 1 ? "stratified " : "") + "Gray's test";
        if (rho != 0) name += FormattableString.Invariant($" (ρ = {rho})");
        if (Hindrance(sample, cause) is { } reason)
        {
            var none = Estimable<double>.Not(reason);
            return new TestResult(name, none, none, none);
        }

        var groups = sample.Sample.Group.Count;
        var sums = new GraySums(groups);
        var (positions, starts) = sample.Sample.Stratum.Partition(sample.Subjects);
        for (var stratum = 0; stratum < sample.Sample.Stratum.Count; stratum++)
        {
            new GrayStratum(groups, rho).AddTo(
                sums, sample, positions.AsSpan(starts[stratum]..starts[stratum + 1]), cause);
        }

        return Compare(name, sums, groups - 1);
    }

    // The scores add up to 0: the last group follows from the others.
    private static TestResult Compare(string name, GraySums sums, int free)
    {
        var variance = new double[free * free];
        for (var i = 0; i < free; i++)
        {
            for (var j = 0; j < free; j++) variance[(i * free) + j] = sums.Variance[i, j];
        }

        var factor = CholeskyFactor.Of(variance, free);
        if (factor.Rank == 0)
        {
            var none = Estimable<double>.Not("no event of the cause occurred while two groups were at risk");
            return new TestResult(name, none, none, none);
        }

        var statistic = factor.QuadraticForm(sums.Score.AsSpan(0, free));
        return new TestResult(name, statistic, factor.Rank, PValue.OfChiSquared(statistic, factor.Rank));
    }

    private static string? Hindrance(CompetingRisksSample sample, int cause) =>
        sample.Subjects == 0 ? "no subject has a time"
        : sample.Sample.Group.Count < 2 ? "there is only one group"
        : Array.IndexOf(sample.Cause, cause) < 0 ? "there are no events of the cause"
        : null;
}

/// <summary>Scores of the groups and their covariance, added up over strata.</summary>
internal sealed class GraySums(int groups)
{
    public double[] Score { get; } = new double[groups];

    public double[,] Variance { get; } = new double[groups, groups];
}
