using CsCheck;
using ReportPipeline.Statistics.Proportions;

namespace ReportPipeline.Statistics.Tests.Proportions;

public class TwoProportionsTests
{
    private static readonly ReferenceSet Reference = ReferenceSet.Load("Proportions", "proportions");
    private static readonly TwoProportions Deaths = new(2, 26, 6, 18);

    private static TwoProportions[] Groups =>
        [.. Reference.Rows("groups").Select(g => new TwoProportions((long)g[0], (long)g[1], (long)g[2], (long)g[3]))];

    [Fact]
    public void RiskDifference_Deaths_MeetsTheKnownAnswers()
    {
        var score = RiskDifference.MiettinenNurminen(Deaths);
        var newcombe = RiskDifference.Newcombe(Deaths);

        score.Estimate.Value.ShouldBe(-0.25641, 5e-6);
        score.Interval.Lower.Value.ShouldBe(-0.50338, 5e-6);
        score.Interval.Upper.Value.ShouldBe(-0.02278, 5e-6);
        newcombe.Interval.Lower.Value.ShouldBe(-0.49222, 5e-6);
        newcombe.Interval.Upper.Value.ShouldBe(-0.01946, 5e-6);
    }

    [Fact]
    public void RiskDifference_AgainstR_Agrees()
    {
        for (var i = 0; i < Groups.Length; i++)
        {
            ShouldAgree(RiskDifference.Newcombe(Groups[i]), "newcombe", i, 1e-10);
            ShouldAgree(RiskDifference.MiettinenNurminen(Groups[i]), "score_difference", i, 1e-9);
        }
    }

    [Fact]
    public void RiskRatioAndOddsRatio_AgainstR_Agree()
    {
        for (var i = 0; i < Groups.Length; i++)
        {
            ShouldAgree(RiskRatio.Katz(Groups[i]), "katz", i, 1e-12);
            ShouldAgree(OddsRatio.Woolf(Groups[i]), "woolf", i, 1e-12);
        }
        var rows = Reference.Vector("score_ratio_rows");
        for (var i = 0; i < rows.Length; i++)
        {
            var interval = RiskRatio.MiettinenNurminen(Groups[(int)rows[i]]).Interval;
            Bound(interval.Lower, Reference.Optional("score_ratio", i, 0), 1e-9, $"lower {i}");
            Bound(interval.Upper, Reference.Optional("score_ratio", i, 1), 1e-9, $"upper {i}");
        }
    }

    [Fact]
    public void SingleProportions_AgainstR_Agree()
    {
        var single = Reference.Rows("single");
        for (var i = 0; i < single.Length; i++)
        {
            var (events, subjects) = ((long)single[i][0], (long)single[i][1]);
            var exact = Proportion.ClopperPearson(events, subjects);
            var wilson = Proportion.Wilson(events, subjects);
            Bound(exact.Lower, Reference.Optional("clopper_pearson", i, 0), 1e-10, $"exact {i}");
            Bound(exact.Upper, Reference.Optional("clopper_pearson", i, 1), 1e-10, $"exact {i}");
            Bound(wilson.Lower, Reference.Optional("wilson", i, 0), 1e-10, $"Wilson {i}");
            Bound(wilson.Upper, Reference.Optional("wilson", i, 1), 1e-10, $"Wilson {i}");
        }
    }

    [Fact]
    public void Effects_OddsAndRatioByHand_AreExact()
    {
        // 1/2 v 1/4: ratio 2, odds ratio 3, difference 1/4.
        var groups = new TwoProportions(10, 20, 5, 20);

        RiskRatio.Katz(groups).Estimate.ShouldAgree(2, 1e-15);
        OddsRatio.Woolf(groups).Estimate.ShouldAgree(3, 1e-15);
        RiskDifference.Newcombe(groups).Estimate.ShouldAgree(0.25, 1e-15);
    }

    [Fact]
    public void Effects_EmptyGroup_AreNotEstimable()
    {
        var groups = new TwoProportions(0, 0, 3, 5);
        foreach (var effect in new[]
        {
            RiskDifference.Newcombe(groups), RiskDifference.MiettinenNurminen(groups), RiskRatio.Katz(groups),
            RiskRatio.MiettinenNurminen(groups), OddsRatio.Woolf(groups),
        })
        {
            effect.Estimate.Reason.ShouldNotBeNull();
            effect.Interval.Upper.Reason.ShouldNotBeNull();
        }
    }

    [Fact]
    public void Ratios_NoEvents_AreNotEstimableButScoreKeepsItsBound()
    {
        var groups = new TwoProportions(0, 16, 2, 10);

        RiskRatio.Katz(groups).Estimate.Reason.ShouldNotBeNull();
        OddsRatio.Woolf(groups).Interval.Lower.Reason.ShouldNotBeNull();
        RiskRatio.MiettinenNurminen(groups).Interval.Lower.Value.ShouldBe(0);
        RiskRatio.MiettinenNurminen(groups).Interval.Upper.IsEstimable.ShouldBeTrue();
        RiskRatio.MiettinenNurminen(new TwoProportions(0, 5, 0, 5)).Interval.Upper.Reason.ShouldNotBeNull();
    }

    [Fact]
    public void RiskDifference_GroupsSwapped_ChangesSign() =>
        Gen.Select(Gen.Long[0, 30], Gen.Long[0, 30], Gen.Long[0, 30], Gen.Long[0, 30])
            .Where((a, b, c, d) => a + b > 0 && c + d > 0)
            .Sample((a, b, c, d) =>
            {
                var forward = RiskDifference.MiettinenNurminen(new(a, a + b, c, c + d));
                var backward = RiskDifference.MiettinenNurminen(new(c, c + d, a, a + b));

                forward.Interval.Lower.Value.ShouldBeInRange(-1, forward.Estimate.Value);
                forward.Interval.Upper.Value.ShouldBeInRange(forward.Estimate.Value, 1);
                backward.Interval.Lower.Value.ShouldBe(-forward.Interval.Upper.Value, 1e-9);
                backward.Interval.Upper.Value.ShouldBe(-forward.Interval.Lower.Value, 1e-9);
            }, seed: "0000000000009", iter: 300);

    [SkippableFact]
    public void Reference_RecomputedByR_IsUnchanged() => Reference.RecomputeShouldMatch(1e-11);

    private static void ShouldAgree(EffectEstimate effect, string key, int row, double tolerance)
    {
        Bound(effect.Estimate, Reference.Optional(key, row, 0), tolerance, $"{key} {row}");
        Bound(effect.Interval.Lower, Reference.Optional(key, row, 1), tolerance, $"{key} lower {row}");
        Bound(effect.Interval.Upper, Reference.Optional(key, row, 2), tolerance, $"{key} upper {row}");
    }

    private static void Bound(Estimable<double> actual, double? expected, double tolerance, string at)
    {
        actual.IsEstimable.ShouldBe(expected.HasValue, at);
        if (expected.HasValue)
            actual.ShouldAgree(expected.Value, tolerance, at);
    }
}
