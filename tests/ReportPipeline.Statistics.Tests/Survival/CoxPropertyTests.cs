using CsCheck;
using ReportPipeline.Statistics.Survival;
using static ReportPipeline.Statistics.Tests.Survival.CoxReferenceModels;

namespace ReportPipeline.Statistics.Tests.Survival;

public sealed class CoxPropertyTests
{
    private static readonly Gen<(int Day, bool Event, int Arm, double X)[]> Rows =
        Gen.Select(Gen.Int[1, 12], Gen.Bool, Gen.Int[0, 1], Gen.Double[-2, 2]).Array[12, 60];

    [Fact]
    public void Fit_ArmsSwapped_NegatesTheLogHazardRatio() => Rows.Sample(rows =>
        Agree(Fit(rows), Fit([.. rows.Select(row => row with { Arm = 1 - row.Arm })]), -1, 1));

    [Fact]
    public void Fit_RowsInAnyOrder_GiveTheSameFit() => Rows.Select(Gen.Int[1, 1000]).Sample((rows, seed) =>
    {
        var shuffled = rows.ToArray();
        new Random(seed).Shuffle(shuffled);
        Agree(Fit(rows), Fit(shuffled), 1, 1);
    });

    [Fact]
    public void Fit_CovariateScaledAndShifted_ScalesItsCoefficient() => Rows.Sample(rows =>
        Agree(Fit(rows), Fit([.. rows.Select(row => row with { X = 1000 + (row.X / 16) })]), 1, 16));

    [Fact]
    public void Fit_ConstantAddedToTime_ChangesNothing() => Rows.Sample(rows =>
        Agree(Fit(rows), Fit([.. rows.Select(row => row with { Day = row.Day - 40 })]), 1, 1));

    [Fact]
    public void Fit_OneBinaryCovariateWithoutTies_HasTheLogRankTestAsScoreTest() => Rows.Sample(rows =>
    {
        double[] times = [.. rows.Select((row, index) => row.Day + (index / 128.0))];
        bool[] events = [.. rows.Select(row => row.Event)];
        var cox = CoxRegression.Fit(Model(times, events, ("arm", [.. rows.Select(row => (double)row.Arm)])));
        var logRank = LogRank.Test(times, events, [.. rows.Select(row => row.Arm)]).Test.Statistic;
        if (cox.IsEstimable) cox.Value.Score.Statistic.Value.ShouldBeClose(logRank.Value, 1e-9, floor: 1e-6);
    });

    private static Estimable<CoxResult> Fit((int Day, bool Event, int Arm, double X)[] rows) => CoxRegression.Fit(Model(
        [.. rows.Select(row => (double)row.Day)],
        [.. rows.Select(row => row.Event)],
        ("arm", [.. rows.Select(row => (double)row.Arm)]),
        ("x", [.. rows.Select(row => row.X)])));

    private static void Agree(Estimable<CoxResult> first, Estimable<CoxResult> second, double armFactor, double xFactor)
    {
        second.IsEstimable.ShouldBe(first.IsEstimable);
        if (!first.IsEstimable) return;
        second.Value.Estimation.ShouldBe(first.Value.Estimation);
        var factors = new[] { armFactor, xFactor };
        for (var j = 0; j < 2; j++)
        {
            var (a, b) = (first.Value.Coefficients[j], second.Value.Coefficients[j]);
            b.Coefficient.IsEstimable.ShouldBe(a.Coefficient.IsEstimable);
            if (!a.Coefficient.IsEstimable) continue;

            // Two fits agree to the gradient criterion, in standard errors.
            b.Coefficient.Value.ShouldBe(factors[j] * a.Coefficient.Value, 1e-6 * b.StandardError.Value);
        }
    }
}
