using ReportPipeline.Statistics.Ranks;
using ReportPipeline.Statistics.Survival;
using ReportPipeline.Statistics.Tables;

namespace ReportPipeline.Benchmarks;

/// <summary>A task that both programmes do.</summary>
/// <param name="Name">Its name, the same in <c>statistics.R</c>.</param>
/// <param name="Run">The work; it returns the figures that are compared.</param>
internal sealed record BenchmarkTask(string Name, Func<Sample, double[]> Run)
{
    /// <summary>How much the task may take with a million subjects on two ordinary cores, in seconds.</summary>
    public required double Aim { get; init; }

    /// <summary>Whether the number of subjects matters.</summary>
    public bool DependsOnSize { get; init; } = true;

    public static IReadOnlyList<BenchmarkTask> All { get; } =
    [
        new("KM and log-rank, continuous times", sample => Curves(sample, sample.Time)) { Aim = 0.2 },
        new("KM and log-rank, whole days", sample => Curves(sample, sample.Day)) { Aim = 0.2 },
        new("Cox, 3 covariates, Efron, continuous times", sample => Cox(sample, sample.Time)) { Aim = 0.35 },
        new("Cox, 3 covariates, Efron, whole days", sample => Cox(sample, sample.Day)) { Aim = 0.35 },
        new("rank-sum, continuous values", sample => RankSum(sample, sample.Covariates[1])) { Aim = 0.2 },
        new("rank-sum, tied values", sample => RankSum(sample, sample.Score)) { Aim = 0.2 },
        new("Fisher 4×5, N = 227", _ => Fisher()) { Aim = 1, DependsOnSize = false },
    ];

    // One sort serves both, as in an endpoint analysis.
    private static double[] Curves(Sample sample, double[] times)
    {
        var sorted = SurvivalSample.Create(times, sample.Event, sample.Arm);
        var curves = KaplanMeier.EstimateByGroup(sorted);
        return
        [
            .. curves.Select(curve => curve.Curve.Value.Median.Time.Value),
            .. curves.Select(curve => curve.Curve.Value.At(100).Value.Survival),
            LogRank.Test(sorted).Test.Statistic.Value,
        ];
    }

    private static double[] Cox(Sample sample, double[] times)
    {
        CoxCovariate[] covariates = [.. sample.Covariates.Select((values, index) => new CoxCovariate($"x{index + 1}", values))];
        var fit = CoxRegression.Fit(new CoxData(SurvivalSample.Create(times, sample.Event), covariates)).Value;
        return [.. fit.Coefficients.Select(coefficient => coefficient.Coefficient.Value), fit.LogLikelihood];
    }

    // The arms are split while the clock runs, in R too.
    private static double[] RankSum(Sample sample, double[] values)
    {
        var test = RankSumTest.Test(ArmOf(sample, values, 0), ArmOf(sample, values, 1), RankSumMethod.NormalWithCorrection);
        return [test.MannWhitney, test.Test.PValue.Value];
    }

    private static double[] ArmOf(Sample sample, double[] values, int arm)
    {
        var own = new double[sample.Arm.Count(other => other == arm)];
        for (int i = 0, next = 0; i < values.Length; i++)
        {
            if (sample.Arm[i] == arm) own[next++] = values[i];
        }

        return own;
    }

    private static double[] Fisher()
    {
        var table = ContingencyTable.Of(new long[,] { { 49, 47, 25, 12, 3 }, { 11, 14, 6, 4, 2 }, { 7, 4, 3, 3, 2 }, { 15, 8, 8, 3, 1 } });
        var test = FreemanHaltonTest.Test(table);
        if (test.StandardError.IsEstimable) throw new InvalidOperationException("The exact sum gave way to Monte Carlo.");
        return [test.Test.PValue.Value];
    }
}
