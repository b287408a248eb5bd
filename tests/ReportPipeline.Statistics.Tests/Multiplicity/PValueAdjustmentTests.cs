using CsCheck;
using ReportPipeline.Statistics.Multiplicity;

namespace ReportPipeline.Statistics.Tests.Multiplicity;

public class PValueAdjustmentTests
{
    private static readonly ReferenceSet Reference = ReferenceSet.Load("Descriptive", "descriptive");
    private static readonly double[] P = Reference.Vector("pValues");

    [Fact]
    public void All_ReferenceValues_AgreeWithR()
    {
        PValueAdjustment.Holm(P).ShouldAgree(Reference.Vector("holm"), 1e-15);
        PValueAdjustment.Hochberg(P).ShouldAgree(Reference.Vector("hochberg"), 1e-15);
        PValueAdjustment.BenjaminiHochberg(P).ShouldAgree(Reference.Vector("bh"), 1e-15);
        PValueAdjustment.Bonferroni(P).ShouldAgree(Reference.Vector("bonferroni"), 1e-15);
    }

    [Fact]
    public void All_ThreeValues_AreWorkedByHand()
    {
        double[] p = [0.04, 0.01, 0.03];
        PValueAdjustment.Holm(p).ShouldAgree([0.06, 0.03, 0.06], 1e-15);
        PValueAdjustment.Hochberg(p).ShouldAgree([0.04, 0.03, 0.04], 1e-15);
        PValueAdjustment.BenjaminiHochberg(p).ShouldAgree([0.04, 0.03, 0.04], 1e-15);
    }

    [Fact]
    public void All_NoHypotheses_ReturnNothing() => PValueAdjustment.Holm([]).ShouldBeEmpty();

    [Fact]
    public void Holm_NotAProbability_Throws() =>
        Should.Throw<ArgumentOutOfRangeException>(() => PValueAdjustment.Holm([double.NaN]));

    [Fact]
    public void All_AnyPValues_AreOrderedFromFalseDiscoveryToBonferroni() =>
        Gen.Double[0, 1].Array[1, 20].Sample(
            p =>
            {
                var (bh, hochberg, holm, bonferroni) = (PValueAdjustment.BenjaminiHochberg(p), PValueAdjustment.Hochberg(p),
                    PValueAdjustment.Holm(p), PValueAdjustment.Bonferroni(p));
                return Enumerable.Range(0, p.Length).All(i =>
                    p[i] <= bh[i] && bh[i] <= hochberg[i] + 1e-15 && hochberg[i] <= holm[i] && holm[i] <= bonferroni[i]);
            },
            seed: "0000KDHPZm02");
}
