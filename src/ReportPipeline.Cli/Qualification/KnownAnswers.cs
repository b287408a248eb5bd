using System.Globalization;
using ReportPipeline.Statistics.Distributions;
using ReportPipeline.Statistics.Proportions;
using ReportPipeline.Statistics.Ranks;
using ReportPipeline.Statistics.Survival;
using ReportPipeline.Statistics.Tables;

namespace ReportPipeline.Cli.Qualification;

/// <summary>Statistics with answers that were known before this program: by hand, or from the literature.</summary>
internal static class KnownAnswers
{
    // Weeks of remission, 6-mercaptopurine and placebo: E. J. Freireich et al., Blood 21 (1963) 699; a plus sign means censored.
    private const string Treated = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+";
    private const string Placebo = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23";

    public static IEnumerable<QualificationStep> Run()
    {
        yield return Step("OQ-01", "Fisher's exact test, tea tasting (3 1 / 1 3)", "34/70 by counting tables", 34.0 / 70,
            FisherExactTest.Test(ContingencyTable.TwoByTwo(3, 1, 1, 3)).Test.PValue.Value, 1e-12);
        yield return Step("OQ-02", "Fisher's exact test, 24 of 26 against 12 of 18", "the published P = .048, to six decimals .047772", .047772,
            FisherExactTest.Test(ContingencyTable.FromEvents(24, 26, 12, 18)).Test.PValue.Value, 5e-7);
        yield return Step("OQ-03", "Exact rank-sum test, {1, 2, 3} against {4, 5, 6}", "2/20 by counting arrangements", 0.1,
            RankSumTest.Test([1, 2, 3], [4, 5, 6], RankSumMethod.Exact).Test.PValue.Value, 1e-12);
        yield return Step("OQ-04", "Clopper–Pearson limit, 0 of 10", "1 − .025^(1/10)", 1 - Math.Pow(.025, .1),
            Proportion.ClopperPearson(0, 10).Upper.Value, 1e-9);
        yield return Step("OQ-05", "Normal quantile at .975", "1.959963984540054", 1.959963984540054, NormalDistribution.Quantile(.975), 1e-14);
        var (time, observed, group) = Remissions();
        yield return Step("OQ-06", "Kaplan–Meier at week 10, 6-mercaptopurine", "6/7 · 16/17 · 14/15 by hand", 6.0 / 7 * 16 / 17 * 14 / 15,
            SurvivalAt(10, time, observed), 1e-12);
        yield return Step("OQ-07", "Log-rank test of both arms", "χ² = 16.79 (survival::survdiff: 16.793)", 16.793,
            LogRank.Test(time, observed, group).Test.Statistic.Value, 5e-4);
    }

    private static QualificationStep Step(string id, string what, string expected, double value, double found, double tolerance) =>
        new(id, what, expected, found.ToString("G12", CultureInfo.InvariantCulture), Math.Abs(found - value) <= tolerance);

    private static double SurvivalAt(double week, double[] time, bool[] observed)
    {
        var treated = Treated.Split(' ').Length;
        var curve = KaplanMeier.Estimate(time.AsSpan(0, treated), observed.AsSpan(0, treated)).Value;
        return curve.At(week).Value.Survival;
    }

    private static (double[] Time, bool[] Observed, int[] Group) Remissions()
    {
        var words = Treated.Split(' ').Select(word => (word, group: 0)).Concat(Placebo.Split(' ').Select(word => (word, group: 1))).ToArray();
        return (
            [.. words.Select(one => double.Parse(one.word.TrimEnd('+'), CultureInfo.InvariantCulture))],
            [.. words.Select(one => !one.word.EndsWith('+'))],
            [.. words.Select(one => one.group)]);
    }
}
