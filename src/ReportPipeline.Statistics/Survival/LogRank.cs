using ReportPipeline.Statistics.Numerics;

namespace ReportPipeline.Statistics.Survival;

/// <summary>
/// The log-rank test and its weighted and stratified forms for any number of groups, with the hypergeometric variance.
/// </summary>
/// <remarks>
/// N. Mantel, Cancer Chemother. Rep. 50 (1966) 163–170; weights by <see cref="LogRankWeight"/>. Pooled estimates inside a
/// weight are taken per stratum. Reference values: R's <c>survival::survdiff</c>.
/// </remarks>
public static class LogRank
{
    /// <summary>The unstratified test.</summary>
    /// <param name="times">Time to event or censoring; not finite means missing.</param>
    /// <param name="events">Whether the event was observed.</param>
    /// <param name="groups">A whole-number label per row.</param>
    /// <param name="weight">The weight; equal weights when omitted.</param>
    public static LogRankResult Test(
        ReadOnlySpan<double> times, ReadOnlySpan<bool> events, ReadOnlySpan<int> groups, LogRankWeight? weight = null) =>
        Test(SurvivalSample.Create(times, events, groups), weight);

    /// <summary>The test of a sample's groups, stratified when the sample has strata.</summary>
    public static LogRankResult Test(SurvivalSample sample, LogRankWeight? weight = null)
    {
        var sums = new LogRankSums(sample.Group.Count, weight ?? LogRankWeight.LogRank);
        var (positions, starts) = sample.Stratum.Partition(sample.Subjects);
        for (var stratum = 0; stratum < sample.Stratum.Count; stratum++)
            sums.AddStratum(sample, positions.AsSpan(starts[stratum]..starts[stratum + 1]));
        return new LogRankResult(Compare(sums, sample), Groups(sums, sample), sums.Variance);
    }

    private static TestResult Compare(LogRankSums sums, SurvivalSample sample)
    {
        var name = (sample.Stratum.Count > 1 ? "stratified " : "") + sums.Weight.Name + " test";
        var informative = Enumerable.Range(0, sums.GroupCount).Where(group => sums.Variance[group, group] > 0).ToArray();
        if (Hindrance(sample, informative.Length) is { } reason) return NotTested(name, reason);

        // The scores add up to 0: the last informative group follows from the others.
        var free = informative[..^1];
        var score = free.Select(group => sums.WeightedObserved[group] - sums.WeightedExpected[group]).ToArray();
        var variance = new double[free.Length * free.Length];
        for (var i = 0; i < free.Length; i++)
        {
            for (var j = 0; j < free.Length; j++) variance[(i * free.Length) + j] = sums.Variance[free[i], free[j]];
        }

        var factor = CholeskyFactor.Of(variance, free.Length);
        var statistic = factor.QuadraticForm(score);
        return new TestResult(name, statistic, factor.Rank, PValue.OfChiSquared(statistic, factor.Rank));
    }

    private static string? Hindrance(SurvivalSample sample, int informativeGroups) =>
        sample.Subjects == 0 ? "no subject has a time"
        : sample.Group.Count < 2 ? "there is only one group"
        : sample.Events == 0 ? "there are no events"
        : informativeGroups < 2 ? "no event occurred while two groups were at risk"
        : null;

    private static TestResult NotTested(string name, string reason) => new(
        name, Estimable<double>.Not(reason), Estimable<double>.Not(reason), Estimable<double>.Not(reason));

    private static LogRankGroup[] Groups(LogRankSums sums, SurvivalSample sample) =>
    [
        .. sample.Group.Labels.Take(sample.Subjects == 0 ? 0 : sums.GroupCount).Select((label, group) => new LogRankGroup(
            label,
            sums.Subjects[group],
            sums.Observed[group],
            sums.Expected[group],
            sums.WeightedObserved[group],
            sums.WeightedExpected[group])),
    ];
}

/// <summary>What a log-rank test returns.</summary>
/// <param name="Test">χ² statistic, degrees of freedom and two-sided P value, or why there are none.</param>
/// <param name="Groups">Observed and expected events per group, in ascending order of the label.</param>
/// <param name="Variance">Covariance of the weighted observed minus expected events.</param>
public sealed record LogRankResult(TestResult Test, IReadOnlyList<LogRankGroup> Groups, double[,] Variance);

/// <summary>A group's part in a log-rank test.</summary>
/// <param name="Group">The group's label.</param>
/// <param name="Subjects">Subjects with a time.</param>
/// <param name="Observed">Events.</param>
/// <param name="Expected">Events expected if all groups had the same hazard.</param>
/// <param name="WeightedObserved">The same with the test's weight on each event time.</param>
/// <param name="WeightedExpected">The same with the test's weight on each event time.</param>
public sealed record LogRankGroup(
    int Group, int Subjects, int Observed, double Expected, double WeightedObserved, double WeightedExpected);
