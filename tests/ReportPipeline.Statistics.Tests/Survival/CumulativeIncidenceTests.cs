using CsCheck;
using ReportPipeline.Statistics.Survival;
using static ReportPipeline.Statistics.Tests.Survival.SurvivalReference;

namespace ReportPipeline.Statistics.Tests.Survival;

public sealed class CumulativeIncidenceTests
{
    private static readonly double[] Points = [2, 5, 8, 12];

    // Causes 1, 2, 1 on days 1, 2, 3 and a censoring on day 4: F₁(1) = 1/4, S(3−) = 1/2, F₁(3) = 1/4 + 1/2 · 1/2.
    [Fact]
    public void EstimateByGroup_FourSubjects_IsTheSumByHand()
    {
        var sample = CompetingRisksSample.Create([1, 2, 3, 4], [1, 2, 1, 0]);
        var curve = CumulativeIncidence.EstimateByGroup(sample, 1)[0].Curve.Value;
        curve.Steps.Select(step => (step.Time, step.AtRisk, step.Events, step.Incidence))
            .ShouldBe([(1, 4, 1, 0.25), (3, 2, 1, 0.5)]);
        curve.At(2.5).Value.Incidence.ShouldBe(0.25);
        curve.At(0.5).Value.Incidence.ShouldBe(0);
        curve.At(5).Reason.ShouldBe("the time lies past the last censoring");
    }

    // Without censoring and without other causes the delta method's variance is the binomial F(1 − F)/n, and nothing is left of it at the end.
    [Fact]
    public void EstimateByGroup_EverybodyHasTheEvent_VarianceIsBinomialAndEndsAtZero()
    {
        double[] times = [.. Enumerable.Range(1, 97).Select(day => (double)day), 98, 98, 98];
        var sample = CompetingRisksSample.Create(times, [.. times.Select(_ => 1)]);

        var curve = CumulativeIncidence.EstimateByGroup(sample, 1, new CumulativeIncidenceOptions { Variance = IncidenceVariance.Delta })[0].Curve.Value;

        foreach (var step in curve.Steps.SkipLast(1))
            step.Variance.ShouldBeClose(step.Time / 100 * (1 - (step.Time / 100)) / 100, 1e-12);
        curve.Steps[^1].Variance.ShouldBe(0);
        curve.At(98).Value.Interval.Lower.IsEstimable.ShouldBeFalse();
    }

    [Theory]
    [InlineData(IncidenceVariance.Aalen)]
    [InlineData(IncidenceVariance.Delta)]
    public void EstimateByGroup_AnySample_VarianceIsNeverNegative(IncidenceVariance variance) =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[0, 2]).Array[1, 60].Sample(
            rows => CumulativeIncidence
                .EstimateByGroup(
                    CompetingRisksSample.Create([.. rows.Select(row => (double)row.Item1)], [.. rows.Select(row => row.Item2)]),
                    1,
                    new CumulativeIncidenceOptions { Variance = variance })[0]
                .Curve.Value.Steps.ShouldAllBe(step => step.Variance >= 0 && step.Variance <= 1),
            iter: 20_000);

    [Fact]
    public void EstimateByGroup_TiedData_AgreesWithCuminc()
    {
        var table = ReferenceTable.Tied;
        var sample = CompetingRisksSample.Create(table.Time, table.Whole("cause"), table.Whole("group"));
        foreach (var cause in new[] { 1, 2 })
        {
            var aalen = CumulativeIncidence.EstimateByGroup(sample, cause);
            var delta = CumulativeIncidence.EstimateByGroup(
                sample, cause, new CumulativeIncidenceOptions { Variance = IncidenceVariance.Delta });
            for (var g = 0; g < aalen.Count; g++)
            {
                var key = $"cuminc.tied.{aalen[g].Group}.{cause}";
                for (var i = 0; i < Points.Length; i++)
                {
                    var estimate = aalen[g].Curve.Value.At(Points[i]).Value;
                    estimate.Incidence.ShouldBeClose(R[key + ".estimate"][i], 1e-10, key);
                    Square(estimate.StandardError).ShouldBeClose(R[key + ".variance"][i], 1e-10, key);
                    Square(delta[g].Curve.Value.At(Points[i]).Value.StandardError)
                        .ShouldBeClose(R[key + ".delta"][i], 1e-10, key + " delta");
                }
            }
        }
    }

    [Fact]
    public void EstimateByGroup_OneCause_IsOneMinusKaplanMeier() =>
        Gen.Select(Gen.Int[1, 15], Gen.Bool).Array[2, 50].Sample(rows =>
        {
            double[] times = [.. rows.Select(row => (double)row.Item1)];
            bool[] events = [.. rows.Select(row => row.Item2)];
            var sample = CompetingRisksSample.Create(times, [.. events.Select(observed => observed ? 3 : 0)]);
            var incidence = CumulativeIncidence.EstimateByGroup(
                sample, 3, new CumulativeIncidenceOptions { Variance = IncidenceVariance.Delta })[0].Curve.Value;
            var survival = KaplanMeier.Estimate(times, events).Value;
            foreach (var step in incidence.Steps)
                step.Incidence.ShouldBeClose(1 - survival.At(step.Time).Value.Survival, 1e-12);
        });

    [Fact]
    public void EstimateByGroup_IncidencesOfAllCauses_AddUpToOneMinusSurvival() =>
        Gen.Select(Gen.Int[1, 15], Gen.Int[0, 3]).Array[2, 50].Sample(rows =>
        {
            double[] times = [.. rows.Select(row => (double)row.Item1)];
            int[] causes = [.. rows.Select(row => row.Item2)];
            var sample = CompetingRisksSample.Create(times, causes);
            var sum = Enumerable.Range(1, 3).Sum(cause =>
                CumulativeIncidence.EstimateByGroup(sample, cause)[0].Curve.Value.At(10).ValueOrDefault()?.Incidence ?? 0);
            var survival = KaplanMeier.Estimate(times, [.. causes.Select(cause => cause > 0)]).Value.At(10);
            if (survival.IsEstimable) sum.ShouldBeClose(1 - survival.Value.Survival, 1e-12, floor: 1);
        });

    [Fact]
    public void EstimateByGroup_EdgeSamples_AreResults()
    {
        CumulativeIncidence.EstimateByGroup(CompetingRisksSample.Create([], []), 1).ShouldBeEmpty();
        CumulativeIncidence.EstimateByGroup(CompetingRisksSample.Create([double.NaN], [1]), 1).ShouldBeEmpty();
        var none = CumulativeIncidence.EstimateByGroup(CompetingRisksSample.Create([1, 2], [0, 2]), 1)[0].Curve.Value;
        none.Steps.ShouldBeEmpty();
        none.At(1).Value.Interval.Lower.IsEstimable.ShouldBeFalse();
    }

    private static double Square(double value) => value * value;
}
