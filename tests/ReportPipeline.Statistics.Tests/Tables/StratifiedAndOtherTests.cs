using ReportPipeline.Statistics.Tables;

namespace ReportPipeline.Statistics.Tests.Tables;

public class StratifiedAndOtherTests
{
    private static readonly ReferenceSet Reference = ReferenceSet.Load("Tables", "stratifiedAndOther");

    [Fact]
    public void MantelHaenszel_AgainstR_Agrees()
    {
        var strata = Reference.Rows3("strata").Select(set => set.Select(Table).ToArray()).ToArray();
        for (var i = 0; i < strata.Length; i++)
        {
            var plain = MantelHaenszel.Analyse(strata[i], ContinuityCorrection.None);
            var corrected = MantelHaenszel.Analyse(strata[i], ContinuityCorrection.Yates);
            plain.Test.Statistic.ShouldAgree(Reference.Vector("cmh")[i], 1e-11);
            plain.Test.PValue.ShouldAgree(Reference.Vector("cmh_p")[i], 1e-10);
            corrected.Test.Statistic.ShouldAgree(Reference.Vector("cmh_corrected")[i], 1e-11);
            corrected.Test.PValue.ShouldAgree(Reference.Vector("cmh_corrected_p")[i], 1e-10);
            plain.CommonOddsRatio.ShouldAgree(Reference.Vector("odds_ratio")[i], 1e-12);
            plain.Interval.Lower.ShouldAgree(Reference.Vector("lower")[i], 1e-11);
            plain.Interval.Upper.ShouldAgree(Reference.Vector("upper")[i], 1e-11);
            plain.Homogeneity.Statistic.ShouldAgree(Reference.Vector("breslow_day")[i], 1e-9);
        }
    }

    [Fact]
    public void MantelHaenszel_OneStratum_IsTheSampleOddsRatio()
    {
        var result = MantelHaenszel.Analyse([ContingencyTable.TwoByTwo(10, 10, 5, 15)], ContinuityCorrection.None);

        result.CommonOddsRatio.ShouldAgree(3, 1e-15);
        // (10 − 7.5)² / (20·20·15·25 / (40²·39)) = 6.25 · 62400 / 150000 = 2.6.
        result.Test.Statistic.ShouldAgree(2.6, 1e-14);
        result.Homogeneity.PValue.Reason.ShouldNotBeNull();
    }

    [Fact]
    public void MantelHaenszel_NoInformativeStratum_IsNotEstimable()
    {
        var result = MantelHaenszel.Analyse([ContingencyTable.TwoByTwo(0, 5, 0, 6)], ContinuityCorrection.None);

        result.InformativeStrata.ShouldBe(0);
        result.Test.PValue.Reason.ShouldNotBeNull();
        result.CommonOddsRatio.Reason.ShouldNotBeNull();
    }

    [Fact]
    public void CochranArmitage_AgainstR_Agrees()
    {
        var (events, subjects, scores) =
            (Reference.Rows("trend_events"), Reference.Rows("trend_subjects"), Reference.Rows("trend_scores"));
        for (var i = 0; i < events.Length; i++)
        {
            var counts = new long[events[i].Length, 2];
            for (var row = 0; row < events[i].Length; row++)
                (counts[row, 0], counts[row, 1]) = ((long)events[i][row], (long)(subjects[i][row] - events[i][row]));
            var test = CochranArmitageTrend.Test(ContingencyTable.Of(counts), scores[i]);
            Math.Pow(test.Statistic.Value, 2).ShouldAgree(Reference.Vector("trend")[i], 1e-11);
            test.PValue.ShouldAgree(Reference.Vector("trend_p")[i], 1e-10);
        }
    }

    [Fact]
    public void CochranArmitage_TwoGroups_EqualsTheUncorrectedChiSquaredTest()
    {
        var table = ContingencyTable.TwoByTwo(10, 10, 5, 15);

        CochranArmitageTrend.Test(table).PValue.ShouldAgree(ChiSquaredTest.Test(table, ContinuityCorrection.None).PValue.Value, 1e-12);
        CochranArmitageTrend.Test(table).Statistic.Value.ShouldBeLessThan(0);
    }

    [Fact]
    public void CochranArmitage_NoVariation_IsNotEstimable()
    {
        CochranArmitageTrend.Test(ContingencyTable.TwoByTwo(0, 3, 0, 4)).PValue.Reason.ShouldNotBeNull();
        CochranArmitageTrend.Test(ContingencyTable.TwoByTwo(2, 3, 0, 0)).PValue.Reason.ShouldNotBeNull();
        CochranArmitageTrend.Test(ContingencyTable.TwoByTwo(2, 3, 1, 4), [2, 2]).PValue.Reason.ShouldNotBeNull();
    }

    [Fact]
    public void Boschloo_AgainstADirectMaximisationInR_Agrees() =>
        Reference.Rows("boschloo_tables").Select(t => BoschlooTest.Test(Table(t)).PValue.Value).ToArray()
            .ShouldAgree(Reference.Vector("boschloo"), 1e-9);

    [Fact]
    public void Boschloo_Deaths_IsBelowFisher()
    {
        var table = ContingencyTable.FromEvents(2, 26, 6, 18);

        BoschlooTest.Test(table).PValue.Value.ShouldBeLessThan(FisherExactTest.Test(table).Test.PValue.Value);
    }

    [Fact]
    public void Boschloo_EmptyGroup_IsNotEstimable() =>
        BoschlooTest.Test(ContingencyTable.TwoByTwo(0, 0, 3, 4)).PValue.Reason.ShouldNotBeNull();

    [SkippableFact]
    public void Reference_RecomputedByR_IsUnchanged() => Reference.RecomputeShouldMatch(1e-9);

    private static ContingencyTable Table(double[] t) =>
        ContingencyTable.TwoByTwo((long)t[0], (long)t[1], (long)t[2], (long)t[3]);
}
