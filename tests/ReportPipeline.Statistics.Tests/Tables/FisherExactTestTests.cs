using CsCheck;
using ReportPipeline.Statistics.Distributions;
using ReportPipeline.Statistics.Tables;

namespace ReportPipeline.Statistics.Tests.Tables;

public class FisherExactTestTests
{
    private static readonly ReferenceSet Reference = ReferenceSet.Load("Tables", "fisherTwoByTwo");

    private static ContingencyTable[] ReferenceTables =>
        [.. Reference.Rows("tables").Select(row => ContingencyTable.TwoByTwo((long)row[0], (long)row[1], (long)row[2], (long)row[3]))];

    [Fact]
    public void Test_TeaTasting_GivesTheHandWorkedFractions()
    {
        // All tables with margins 4, 4: probabilities 1, 16, 36, 16, 1 over C(8, 4) = 70; observed 3 of 4.
        var result = FisherExactTest.Test(ContingencyTable.TwoByTwo(3, 1, 1, 3));

        result.Test.PValue.ShouldAgree(34.0 / 70, 1e-14);
        result.GreaterPValue.ShouldAgree(17.0 / 70, 1e-14);
        result.LessPValue.ShouldAgree(69.0 / 70, 1e-14);
        result.MidPValue.ShouldAgree(26.0 / 70, 1e-14);
        result.SampleOddsRatio.ShouldAgree(9, 1e-15);
    }

    [Theory]
    [InlineData(24, 26, 12, 18, 0.047772)] // survival, full analysis set
    [InlineData(23, 24, 12, 18, 0.030523)] // survival, per protocol
    [InlineData(17, 20, 6, 12, 0.049268)] // chest CT improved
    [InlineData(20, 26, 18, 18, 0.066802)] // any adverse event
    [InlineData(2, 26, 6, 18, 0.047772)] // hypertension
    [InlineData(3, 26, 6, 18, 0.128420)] // one more death in the experimental arm
    public void Test_TrialCounts_MeetsThePublishedFigure(long events, long subjects, long eventsSecond, long subjectsSecond, double p)
    {
        var table = ContingencyTable.FromEvents(events, subjects, eventsSecond, subjectsSecond);

        FisherExactTest.Test(table).Test.PValue.Value.ShouldBe(p, 5e-7);
    }

    [Theory]
    [InlineData(17, 26, 6, 18, 0.0646)] // missing CT readings counted as not improved
    [InlineData(16, 26, 17, 18, 0.0157)] // dyspnoea on day 1
    [InlineData(2, 10, 7, 8, 0.0152)] // blood purification in the control arm, severe v critical
    public void Test_TrialCounts_MeetsTheFourPublishedDigits(long events, long subjects, long eventsSecond, long subjectsSecond, double p)
    {
        var table = ContingencyTable.FromEvents(events, subjects, eventsSecond, subjectsSecond);

        FisherExactTest.Test(table).Test.PValue.Value.ShouldBe(p, 5e-5);
    }

    [Fact]
    public void Test_Deaths_MeetsBothIntervals()
    {
        var deaths = ContingencyTable.FromEvents(2, 26, 6, 18);

        var central = FisherExactTest.Test(deaths);
        var matching = FisherExactTest.Test(deaths, new FisherOptions { Interval = OddsRatioInterval.MinimumLikelihood });

        central.ConditionalOddsRatio.Value.ShouldBe(0.17409445, 5e-9);
        central.Interval.Lower.Value.ShouldBe(0.01502964, 5e-9);
        central.Interval.Upper.Value.ShouldBe(1.16104135, 5e-9);
        matching.Interval.Lower.Value.ShouldBe(0.0223583, 5e-8);
        matching.Interval.Upper.Value.ShouldBe(0.9747019, 5e-8);
    }

    [Fact]
    public void Test_AgainstR_GivesTheSamePValues()
    {
        var results = ReferenceTables.Select(table => FisherExactTest.Test(table)).ToArray();

        results.Select(result => result.Test.PValue.Value).ToArray().ShouldAgree(Reference.Vector("two_sided"), 1e-11);
        results.Select(result => result.LessPValue.Value).ToArray().ShouldAgree(Reference.Vector("less"), 1e-11);
        results.Select(result => result.GreaterPValue.Value).ToArray().ShouldAgree(Reference.Vector("greater"), 1e-11);
    }

    [Fact]
    public void Test_AgainstR_SolvesTheSameEquations()
    {
        for (var i = 0; i < ReferenceTables.Length; i++)
        {
            var at90 = FisherExactTest.Test(ReferenceTables[i], new FisherOptions { Level = 0.90 });
            var at95 = FisherExactTest.Test(ReferenceTables[i]);
            ShouldAgree(at95.ConditionalOddsRatio, Reference.Optional("conditional", i), $"estimate {i}");
            ShouldAgree(at95.Interval, Reference.Optional("central95", i, 0), Reference.Optional("central95", i, 1), i);
            ShouldAgree(at90.Interval, Reference.Optional("central90", i, 0), Reference.Optional("central90", i, 1), i);
        }
    }

    [Theory]
    [InlineData("minlike95", 0.95)]
    [InlineData("minlike99", 0.99)]
    public void Test_MinimumLikelihood_AgreesWithAGridSearchInR(string key, double level)
    {
        var options = new FisherOptions { Interval = OddsRatioInterval.MinimumLikelihood, Level = level };
        var rows = Reference.Vector("minlike_rows");
        for (var i = 0; i < rows.Length; i++)
        {
            var interval = FisherExactTest.Test(ReferenceTables[(int)rows[i]], options).Interval;
            ShouldAgree(interval, Reference.Optional(key, i, 0), Reference.Optional(key, i, 1), (int)rows[i]);
        }
    }

    [Fact]
    public void LogUpperTail_FarTails_AgreesWithR()
    {
        Reference.Rows("far")
            .Select(row => new HypergeometricDistribution((long)row[0], (long)row[1], (long)row[2]).LogUpperTail((long)row[3]))
            .ToArray()
            .ShouldAgree(Reference.Vector("far_log_upper"), 1e-12);
    }

    [Theory]
    [InlineData(0, 0, 3, 4)]
    [InlineData(3, 0, 4, 0)]
    [InlineData(0, 0, 0, 0)]
    public void Test_EmptyMargin_IsNotEstimable(long a, long b, long c, long d)
    {
        var result = FisherExactTest.Test(ContingencyTable.TwoByTwo(a, b, c, d));

        result.Test.PValue.Reason.ShouldNotBeNull();
        result.ConditionalOddsRatio.IsEstimable.ShouldBeFalse();
        result.Interval.Lower.IsEstimable.ShouldBeFalse();
    }

    [Fact]
    public void Test_ZeroCell_HasABoundAndNoEstimate()
    {
        var result = FisherExactTest.Test(ContingencyTable.TwoByTwo(0, 16, 2, 8));

        result.ConditionalOddsRatio.IsEstimable.ShouldBeFalse();
        result.SampleOddsRatio.IsEstimable.ShouldBeFalse();
        result.Interval.Lower.Value.ShouldBe(0);
        result.Interval.Upper.IsEstimable.ShouldBeTrue();
    }

    [Fact]
    public void Test_NegativeCount_Throws() =>
        Should.Throw<ArgumentException>(() => ContingencyTable.TwoByTwo(-1, 2, 3, 4));

    [Fact]
    public void Test_SwappedRowsOrColumns_GivesTheSamePAndTheInverseOddsRatio() =>
        Gen.Select(Gen.Long[0, 60], Gen.Long[0, 60], Gen.Long[0, 60], Gen.Long[0, 60])
            .Where((a, b, c, d) => a + b > 0 && c + d > 0 && a + c > 0 && b + d > 0)
            .Sample((a, b, c, d) =>
            {
                var result = FisherExactTest.Test(ContingencyTable.TwoByTwo(a, b, c, d));
                var swapped = FisherExactTest.Test(ContingencyTable.TwoByTwo(c, d, a, b));
                var transposed = FisherExactTest.Test(ContingencyTable.TwoByTwo(a, c, b, d));

                result.Test.PValue.Value.ShouldBeInRange(double.Epsilon, 1);
                swapped.Test.PValue.ShouldAgree(result.Test.PValue.Value, 1e-11);
                transposed.Test.PValue.ShouldAgree(result.Test.PValue.Value, 1e-11);
                swapped.ConditionalOddsRatio.IsEstimable.ShouldBe(result.ConditionalOddsRatio.IsEstimable);
                if (result.ConditionalOddsRatio.IsEstimable)
                    swapped.ConditionalOddsRatio.ShouldAgree(1 / result.ConditionalOddsRatio.Value, 1e-11);
            }, seed: "0000000000001", iter: 300);

    [Fact]
    public void Test_MinimumLikelihoodInterval_ContainsOneWhenPExceedsAlpha() =>
        Gen.Select(Gen.Long[0, 30], Gen.Long[1, 30], Gen.Long[1, 30], Gen.Long[0, 30]).Sample((a, b, c, d) =>
        {
            var options = new FisherOptions { Interval = OddsRatioInterval.MinimumLikelihood };
            var result = FisherExactTest.Test(ContingencyTable.TwoByTwo(a, b, c, d), options);
            // The interval is the hull of the accepted set, so acceptance implies membership.
            if (result.Test.PValue.Value <= 0.05)
                return;
            result.Interval.Lower.Value.ShouldBeLessThanOrEqualTo(1 + 1e-6);
            if (result.Interval.Upper.IsEstimable)
                result.Interval.Upper.Value.ShouldBeGreaterThanOrEqualTo(1 - 1e-6);
        }, seed: "0000000000002", iter: 300);

    [SkippableFact]
    public void Reference_RecomputedByR_IsUnchanged() => Reference.RecomputeShouldMatch(1e-10);

    private static void ShouldAgree(ConfidenceInterval interval, double? lower, double? upper, int row)
    {
        ShouldAgree(interval.Lower, lower, $"lower {row}");
        ShouldAgree(interval.Upper, upper, $"upper {row}");
    }

    private static void ShouldAgree(Estimable<double> actual, double? expected, string at)
    {
        actual.IsEstimable.ShouldBe(expected.HasValue, at);
        if (expected.HasValue)
            actual.ShouldAgree(expected.Value, 1e-11, at);
    }
}
