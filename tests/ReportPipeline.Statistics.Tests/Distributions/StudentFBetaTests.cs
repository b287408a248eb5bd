using CsCheck;
using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.Tests.Distributions;

public class StudentFBetaTests
{
    // R's own tails (TOMS 708) are good to about 1e-14; 2e-13 leaves room for their logarithms at −700.
    private const double Tolerance = 2e-13;

    private static readonly ReferenceSet Reference = ReferenceSet.Load("Distributions", "studentFBeta");

    [Fact]
    public void TwoSidedP_Grid_AgreesWithR() =>
        Reference.Rows("tGrid").Select(g => StudentTDistribution.TwoSidedP(g[0], g[1])).ToArray()
            .ShouldAgree(Reference.Vector("tTwoSided"), Tolerance);

    [Fact]
    public void UpperTail_FGrid_AgreesWithR() =>
        Reference.Rows("fGrid").Select(g => FDistribution.UpperTail(g[0], g[1], g[2])).ToArray()
            .ShouldAgree(Reference.Vector("fUpper"), Tolerance);

    [Fact]
    public void LogTails_BetaGrid_AgreeWithR()
    {
        var grid = Reference.Rows("betaGrid");
        grid.Select(g => BetaDistribution.LogLowerTail(g[0], g[1], g[2])).ToArray().ShouldAgree(Reference.Vector("betaLogLower"), Tolerance);
        grid.Select(g => BetaDistribution.LogUpperTail(g[0], g[1], g[2])).ToArray().ShouldAgree(Reference.Vector("betaLogUpper"), Tolerance);
    }

    [Fact]
    public void Quantile_BetaGrid_AgreesWithR() =>
        Reference.Rows("betaQuantileGrid").Select(g => BetaDistribution.Quantile(g[0], g[1], g[2])).ToArray()
            .ShouldAgree(Reference.Vector("betaQuantile"), Tolerance);

    [Fact]
    public void Quantile_TGrid_AgreesWithR() =>
        Reference.Rows("tQuantileGrid").Select(g => StudentTDistribution.Quantile(g[0], g[1])).ToArray()
            .ShouldAgree(Reference.Vector("tQuantile"), Tolerance);

    [Fact]
    public void TwoSidedP_FarTails_AgreeWithSixtyDigitArithmetic()
    {
        foreach (var row in Reference.Rows("farTails"))
            StudentTDistribution.TwoSidedP(row[0], row[1]).ShouldAgree(row[2], 1e-12);
    }

    [Fact]
    public void TwoSidedP_OneDegreeOfFreedom_IsArctangent() =>
        StudentTDistribution.TwoSidedP(1, 1).ShouldAgree(0.5, 1e-15);

    [Fact]
    public void Quantile_TwoDegreesOfFreedom_IsAlgebraic()
    {
        // t = (2p − 1) √(2 / (4p (1 − p))).
        const double p = 1e-12;
        StudentTDistribution.Quantile(p, 2).ShouldAgree((2 * p - 1) / Math.Sqrt(2 * p * (1 - p)), 1e-14);
    }

    [Fact]
    public void Quantile_UniformShape_IsTheProbability()
    {
        BetaDistribution.Quantile(1e-300, 1, 1).ShouldAgree(1e-300, 1e-12);
        BetaDistribution.UpperQuantile(1e-300, 1, 1).ShouldBe(1);
        BetaDistribution.Quantile(0, 2, 3).ShouldBe(0);
        BetaDistribution.Quantile(1, 2, 3).ShouldBe(1);
    }

    [Fact]
    public void LowerTail_NotPositiveShape_Throws() =>
        Should.Throw<ArgumentOutOfRangeException>(() => BetaDistribution.LowerTail(0.5, 0, 1));

    [Fact]
    public void Quantile_AnyShape_InvertsTheTail() =>
        Gen.Select(Gen.Double[-12, -0.31], Gen.Double[-1, 3], Gen.Double[-1, 3]).Sample(
            (logP, logA, logB) =>
            {
                var (p, a, b) = (Math.Pow(10, logP), Math.Pow(10, logA), Math.Pow(10, logB));
                var x = BetaDistribution.Quantile(p, a, b);
                // x near 1 holds few digits of 1 − x, so there the tail of the rounded x is all that can be asked for.
                return x > 0.9 || x < 1e-300 || Math.Abs(BetaDistribution.LowerTail(x, a, b) / p - 1) < 1e-10;
            },
            seed: "0000KDHPZm02");

    [Fact]
    public void TwoSidedP_AnyT_IsTwiceTheOneSidedTail() =>
        Gen.Select(Gen.Double[-50, 50], Gen.Double[0.5, 500]).Sample(
            (t, df) => Math.Abs(2 * StudentTDistribution.UpperTail(Math.Abs(t), df) / StudentTDistribution.TwoSidedP(t, df) - 1) < 1e-14
                && Math.Abs(StudentTDistribution.UpperTail(t, df) + StudentTDistribution.LowerTail(t, df) - 1) < 1e-14,
            seed: "0000KDHPZm02");

    [SkippableFact]
    public void Script_Recomputed_MatchesStored() => Reference.RecomputeShouldMatch(1e-12);
}
