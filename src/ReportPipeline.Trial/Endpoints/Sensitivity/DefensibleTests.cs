using ReportPipeline.Statistics;
using ReportPipeline.Statistics.Means;
using ReportPipeline.Statistics.Ranks;
using ReportPipeline.Statistics.Survival;
using ReportPipeline.Statistics.Tables;

namespace ReportPipeline.Trial.Endpoints.Sensitivity;

/// <summary>A test by the name that its rows carry.</summary>
internal sealed record DefensibleTest(string Name, Func<TestResult> Run);

/// <summary>The tests that a statistician could have chosen for the same data, none of them wrong.</summary>
internal sealed class DefensibleTests
{
    // Boschloo's test lists all tables of both group sizes: beyond this many it costs more than it tells.
    private const long MostTables = 40_000;

    private const string TooLarge = "the groups are too large for an unconditional exact test in the panel";

    private static readonly Estimable<double> NoStatistic = Estimable<double>.Not("an exact test of a table has no statistic");

    // Many adverse events have the same counts.
    private readonly Dictionary<(long, long, long, long), TestResult> boschloo = [];

    public IEnumerable<DefensibleTest> Of(ComparedData data) => data switch
    {
        ComparedCounts counts => Of(counts),
        ComparedSamples samples => Of(samples),
        ComparedPairs pairs => Of(pairs.Differences),
        ComparedTimes times => Of(times),
        ComparedHazards hazards => HazardTests.Of(hazards),
        _ => throw new InvalidOperationException($"No tests exist for {data.GetType().Name}."),
    };

    private IEnumerable<DefensibleTest> Of(ComparedCounts counts)
    {
        var table = counts.Table.WithoutEmptyRowsAndColumns() ?? counts.Table;
        if (!table.IsTwoByTwo)
        {
            return [new("fisher", () => FreemanHaltonTest.Test(table).Test), new("chi-square", () => ChiSquaredTest.Test(table, ContinuityCorrection.None))];
        }

        var fisher = new Lazy<FisherResult>(() => FisherExactTest.Test(table));
        DefensibleTest[] tests =
        [
            new("fisher", () => fisher.Value.Test),
            new("fisher-mid-p", () => new TestResult("Fisher's exact test, two-sided, mid-P", NoStatistic, NoStatistic, fisher.Value.MidPValue)),
            new("boschloo", () => Boschloo(table)),
            new("chi-square", () => ChiSquaredTest.Test(table, ContinuityCorrection.None)),
            new("chi-square-yates", () => ChiSquaredTest.Test(table, ContinuityCorrection.Yates)),
        ];
        return counts.Sites.IsEmpty
            ? tests
            : [.. tests, new("mantel-haenszel-site", () => MantelHaenszel.Analyse(counts.Sites, ContinuityCorrection.None).Test)];
    }

    private TestResult Boschloo(ContingencyTable table)
    {
        if ((table.RowTotals[0] + 1) * (table.RowTotals[1] + 1) > MostTables)
        {
            var none = Estimable<double>.Not(TooLarge);
            return new TestResult("Boschloo's unconditional exact test", none, none, none);
        }

        var key = (table[0, 0], table[0, 1], table[1, 0], table[1, 1]);
        if (!boschloo.TryGetValue(key, out var result))
        {
            boschloo[key] = result = BoschlooTest.Test(table);
        }

        return result;
    }

    private static IEnumerable<DefensibleTest> Of(ComparedSamples samples)
    {
        var (first, second) = (samples.First.Values, samples.Second.Values);
        return
        [
            new("rank-sum-exact", () => RankSumTest.Test(first, second, RankSumMethod.Exact).Test),
            new("rank-sum-normal", () => RankSumTest.Test(first, second, RankSumMethod.Normal).Test),
            new("rank-sum-corrected", () => RankSumTest.Test(first, second, RankSumMethod.NormalWithCorrection).Test),
            new("rank-sum-t", () => RankSumTest.Test(first, second, RankSumMethod.StudentT).Test),
            new("rank-sum-site", () => StratifiedRankSumTest.Test(BySite(samples))),
            new("welch", () => TTest.Welch(first, second).Test),
            new("pooled-t", () => TTest.Pooled(first, second).Test),
        ];
    }

    private static List<(double[] First, double[] Second)> BySite(ComparedSamples samples) =>
    [
        .. samples.First.Sites.Concat(samples.Second.Sites).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(site => (At(samples.First, site), At(samples.Second, site))),
    ];

    private static double[] At(ComparedSample sample, string site) => [.. sample.Values.Where((_, index) => sample.Sites[index] == site)];

    private static IEnumerable<DefensibleTest> Of(double[] differences) =>
    [
        new("signed-rank-exact", () => SignedRankTest.Test(differences, ZeroDifferences.Drop, SignedRankMethod.Exact).Test),
        new("signed-rank-normal", () => SignedRankTest.Test(differences, ZeroDifferences.Drop, SignedRankMethod.Normal).Test),
        new("signed-rank-corrected", () => SignedRankTest.Test(differences, ZeroDifferences.Drop, SignedRankMethod.NormalWithCorrection).Test),
        new("signed-rank-pratt", () => SignedRankTest.Test(differences, ZeroDifferences.Pratt, SignedRankMethod.Exact).Test),
        new("paired-t", () => TTest.OneSample(differences).Test),
    ];

    private static IEnumerable<DefensibleTest> Of(ComparedTimes times)
    {
        var sample = new Lazy<SurvivalSample>(() => SurvivalSample.Create(times.Days, times.Events, times.Groups));
        return
        [
            Weighted("log-rank", LogRankWeight.LogRank),
            Weighted("gehan", LogRankWeight.Gehan),
            Weighted("tarone-ware", LogRankWeight.TaroneWare),
            Weighted("peto-peto", LogRankWeight.PetoPeto),
            Weighted("fleming-harrington", LogRankWeight.FlemingHarrington(1, 0)),
            new("log-rank-site", () => LogRank.Test(SurvivalSample.Create(times.Days, times.Events, times.Groups, times.Sites)).Test),
        ];

        DefensibleTest Weighted(string name, LogRankWeight weight) => new(name, () => LogRank.Test(sample.Value, weight).Test);
    }
}
