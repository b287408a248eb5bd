using CsCheck;
using ReportPipeline.Statistics.GroupSequential;

namespace ReportPipeline.Statistics.Tests.GroupSequential;

public class AlphaSpendingTests
{
    // The reference integrates by Simpson's rule on 4001 points and solves by uniroot to 1e-15; one-sided regions are wider.
    private const double Tolerance = 1e-9;

    private static readonly ReferenceSet Reference = ReferenceSet.Load("GroupSequential", "boundaries");
    private static readonly double[] Five = Reference.Vector("five");
    private static readonly double[] Uneven = Reference.Vector("uneven");

    [Fact]
    public void TwoSided_PublishedTables_Agree()
    {
        // Printed with four decimals by the Lan–DeMets programs, whose last digit is not rounded reliably.
        Critical(AlphaSpending.TwoSided([0.5, 1], 0.05, SpendingFunction.OBrienFlemingType)).ShouldAgree([2.9626, 1.9686], 5e-5);
        Critical(AlphaSpending.TwoSided(Five, 0.05, SpendingFunction.OBrienFlemingType))
            .ShouldAgree([4.8769, 3.3569, 2.6803, 2.2898, 2.0310], 5e-5);
        Critical(AlphaSpending.TwoSided(Five, 0.05, SpendingFunction.PocockType))
            .ShouldAgree([2.4380, 2.4268, 2.4101, 2.3966, 2.3859], 5e-5);
    }

    [Fact]
    public void TwoSided_IndependentIntegration_Agrees()
    {
        Critical(AlphaSpending.TwoSided([0.5, 1], 0.05, SpendingFunction.OBrienFlemingType)).ShouldAgree(Reference.Vector("obfTwo"), Tolerance);
        Critical(AlphaSpending.TwoSided(Five, 0.05, SpendingFunction.OBrienFlemingType)).ShouldAgree(Reference.Vector("obfFive"), Tolerance);
        Critical(AlphaSpending.TwoSided(Uneven, 0.05, SpendingFunction.OBrienFlemingType)).ShouldAgree(Reference.Vector("obfUneven"), Tolerance);
        Critical(AlphaSpending.TwoSided(Five, 0.05, SpendingFunction.PocockType)).ShouldAgree(Reference.Vector("pocockFive"), Tolerance);
        Critical(AlphaSpending.TwoSided(Uneven, 0.05, SpendingFunction.PocockType)).ShouldAgree(Reference.Vector("pocockUneven"), Tolerance);
        Critical(AlphaSpending.TwoSided(Five, 0.05, SpendingFunction.PowerFamily(3))).ShouldAgree(Reference.Vector("powerFive"), Tolerance);
        Critical(AlphaSpending.TwoSided(Uneven, 0.01, SpendingFunction.PowerFamily(1.5))).ShouldAgree(Reference.Vector("powerUneven"), Tolerance);
    }

    [Fact]
    public void OneSided_IndependentIntegration_Agrees()
    {
        Critical(AlphaSpending.OneSided(Uneven, 0.025, SpendingFunction.OBrienFlemingType)).ShouldAgree(Reference.Vector("obfOneSided"), Tolerance);
        Critical(AlphaSpending.OneSided(Five, 0.05, SpendingFunction.PocockType)).ShouldAgree(Reference.Vector("pocockOneSided"), Tolerance);
    }

    [Fact]
    public void CrossingProbabilities_Drift3_AgreeWithMvtnorm()
    {
        var boundary = AlphaSpending.TwoSided(Five, 0.05, SpendingFunction.OBrienFlemingType);
        (1 - boundary.CrossingProbabilities(3).Take(3).Sum()).ShouldAgree(Reference.Number("stayThree"), 1e-8);
    }

    [Fact]
    public void TwoSided_OneLook_IsTheNormalQuantile()
    {
        var look = AlphaSpending.TwoSided([1], 0.05, SpendingFunction.OBrienFlemingType).Looks.Single();
        look.CriticalValue.ShouldAgree(1.959963984540054, 1e-14);
        look.NominalP.ShouldAgree(0.05, 1e-13);
        look.CumulativeAlpha.ShouldAgree(0.05, 1e-15);
    }

    [Fact]
    public void TwoSided_LookAtOneThousandth_SpendsNothingYet()
    {
        var looks = AlphaSpending.TwoSided([0.001, 1], 0.05, SpendingFunction.OBrienFlemingType).Looks;
        looks[0].CriticalValue.Reason.ShouldBe("the spending function leaves no error to spend at this look");
        looks[1].CriticalValue.ShouldAgree(1.959963984540054, 1e-12);
    }

    [Fact]
    public void TwoSided_BadFractions_Throw()
    {
        Should.Throw<ArgumentException>(() => AlphaSpending.TwoSided([0.5, 0.5], 0.05, SpendingFunction.PocockType));
        Should.Throw<ArgumentException>(() => AlphaSpending.TwoSided([], 0.05, SpendingFunction.PocockType));
        Should.Throw<ArgumentException>(() => AlphaSpending.TwoSided([0.5, 1.1], 0.05, SpendingFunction.PocockType));
    }

    [Fact]
    public void TwoSided_AnyDesign_SpendsExactlyAlpha() =>
        Gen.Select(Gen.Double[0.05, 0.9].Array[0, 4], Gen.Double[0.001, 0.2], Gen.Double[0.5, 5]).Sample(
            (interim, alpha, rho) =>
            {
                double[] fractions = [.. interim.Order().Where((t, i) => i == 0 || t - interim.Order().ElementAt(i - 1) > 0.02), 1];
                var boundary = AlphaSpending.TwoSided(fractions, alpha, SpendingFunction.PowerFamily(rho));
                return Math.Abs(boundary.CrossingProbabilities(0).Sum() - alpha) < 1e-11;
            },
            seed: "0000KDHPZm02",
            iter: 20);

    [SkippableFact]
    public void Script_Recomputed_MatchesStored() => Reference.RecomputeShouldMatch(1e-10);

    private static double[] Critical(SequentialBoundary boundary) => [.. boundary.Looks.Select(look => look.CriticalValue.Value)];
}
