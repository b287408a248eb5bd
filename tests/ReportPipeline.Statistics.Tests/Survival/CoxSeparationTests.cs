using CsCheck;
using ReportPipeline.Statistics.Survival;
using static ReportPipeline.Statistics.Tests.Survival.CoxReferenceModels;
using static ReportPipeline.Statistics.Tests.Survival.SurvivalReference;

namespace ReportPipeline.Statistics.Tests.Survival;

public sealed class CoxSeparationTests
{
    // Ten control subjects with deaths on days 5 and 9, sixteen treated without one, everyone else censored on day 30.
    private static readonly double[] Times = [5, 9, .. Enumerable.Repeat(30.0, 24)];
    private static readonly bool[] Events = [true, true, .. Enumerable.Repeat(false, 24)];
    private static readonly double[] Treated = [.. Enumerable.Repeat(0.0, 10), .. Enumerable.Repeat(1.0, 16)];

    [Fact]
    public void Fit_NoEventInOneArm_IsFirthsEstimateAndSaysSo()
    {
        var fit = CoxRegression.Fit(Model(Times, Events, ("treated", Treated))).Value;
        var treated = fit.Coefficients[0];

        fit.Estimation.ShouldBe(CoxEstimation.FirthPenalisedLikelihood);
        fit.SeparationNote.ShouldBe("treated separates the events: its hazard ratio is zero");
        treated.HazardRatio.Value.ShouldBe(0.118403, 5e-7);
        treated.HazardRatioInterval.Lower.Value.ShouldBe(0.000858, 5e-7);
        treated.HazardRatioInterval.Upper.Value.ShouldBe(1.457016, 5e-7);
        treated.HazardRatioInterval.Method.ShouldBe("profile penalised likelihood");
        treated.Test.PValue.Value.ShouldBe(0.100046, 5e-7);

        treated.Coefficient.Value.ShouldBeClose(R["firth.separated"][0], 1e-8);
        Math.Log(treated.HazardRatioInterval.Lower.Value).ShouldBeClose(R["firth.separated"][1], 1e-8);
        Math.Log(treated.HazardRatioInterval.Upper.Value).ShouldBeClose(R["firth.separated"][2], 1e-8);
        treated.Test.PValue.Value.ShouldBeClose(R["firth.separated"][3], 1e-8);
    }

    [Fact]
    public void TestOf_NoEventInOneArm_IsFirthsAndWithoutEventsNone()
    {
        var (estimation, test) = CoxRegression.TestOf(Model(Times, Events, ("treated", Treated)), CoxOptions.Default, 0).Value;
        estimation.ShouldBe(CoxEstimation.FirthPenalisedLikelihood);
        test.PValue.Value.ShouldBeClose(R["firth.separated"][3], 1e-8);

        CoxRegression.TestOf(Model(Times, new bool[Times.Length], ("treated", Treated)), CoxOptions.Default, 0).Reason.ShouldBe("there are no events");
    }

    [Fact]
    public void Fit_NoEventInOneArm_KeepsTheOrdinaryTests()
    {
        var fit = CoxRegression.Fit(Model(Times, Events, ("treated", Treated))).Value;
        fit.LikelihoodRatio.PValue.Value.ShouldBeClose(R["firth.separated.ordinary"][0], 1e-7);
        fit.Score.PValue.Value.ShouldBeClose(R["firth.separated.ordinary"][1], 1e-8);

        // l(0) = −log 26 − log 25; the limit has only the controls in the denominators: −log 10 − log 9.
        fit.NullLogLikelihood.ShouldBeClose(-Math.Log(26 * 25), 1e-14);
        fit.LogLikelihood.ShouldBeClose(-Math.Log(90), 1e-8);
    }

    // Neither covariate separates alone: each event has the greatest a + b at risk, and the values of a and b overlap.
    [Fact]
    public void Fit_CovariatesThatSeparateTogether_AreRecognised()
    {
        double[] a = [3, 0, 2, 1, 0, 1, 0, 2];
        double[] b = [1, 3.5, 1, 1.5, 2, 0.5, 1.2, -0.7];
        var data = Model(
            [1, 2, 3, 4, 9, 9, 9, 9], [true, true, true, true, false, false, false, false], ("a", a), ("b", b));
        var fit = CoxRegression.Fit(data).Value;
        fit.SeparationNote.ShouldBe("the covariates together separate the events: a hazard ratio is infinite or zero");
        fit.Estimation.ShouldBe(CoxEstimation.FirthPenalisedLikelihood);
        fit.Coefficients.ShouldAllBe(coefficient => coefficient.Coefficient.IsEstimable);
    }

    // On day 3 three of four subjects have the event and one of the three has x = 1: quasi-complete separation, where the
    // discrete likelihood rises although two of the events lie level with the survivor.
    [Fact]
    public void Fit_TiedEventsLevelWithTheSurvivor_AreSeparatedInTheExactLikelihood() =>
        CoxRegression.Fit(
                Model(
                    [1, 3, 3, 3, 5],
                    [false, true, true, true, true],
                    ("a", [1, 1, 0, 0, 0]),
                    ("b", [3.09, 7.21, 9.51, 0.23, 3.51])),
                new CoxOptions { Ties = TieHandling.Exact, Separation = SeparationHandling.Refuse })
            .Reason.ShouldBe("a separates the events: its hazard ratio is infinite");

    // Newton's full step lands on the mirror image of where it started when b's profile is taken at a large a: the
    // likelihood is equally high on both sides, and the search must not hop between them.
    [Fact]
    public void Fit_ProfileOfASymmetricLikelihood_Converges()
    {
        var data = Model(
            [1, 6, 5, 8, 4, 3, 2, 7],
            [false, true, false, false, false, true, false, false],
            ("a", [0, 0, 0, 1, 1, 1, 0, 0]),
            ("b", [0, 2, 2, 0, 1, 0, 1, 1]));
        var fit = CoxRegression.Fit(data, new CoxOptions { Inference = CoxInference.ProfileLikelihood }).Value;
        fit.SeparationNote.ShouldBeNull();
        fit.Coefficients.ShouldAllBe(coefficient => coefficient.HazardRatioInterval.Upper.IsEstimable);
    }

    [Fact]
    public void Fit_FirthWithTwoCovariates_AgreesWithThePenalisedLikelihoodSolvedByR()
    {
        var fit = CoxRegression.Fit(Data("ovarian"), new CoxOptions { AlwaysFirth = true }).Value;
        for (var j = 0; j < 2; j++)
        {
            var coefficient = fit.Coefficients[j];
            var limits = R[$"firth.ovarian.profile.{j + 1}"];
            coefficient.Coefficient.Value.ShouldBeClose(R["firth.ovarian.beta"][j], 1e-8);
            Math.Log(coefficient.HazardRatioInterval.Lower.Value).ShouldBeClose(limits[0], 1e-8);
            Math.Log(coefficient.HazardRatioInterval.Upper.Value).ShouldBeClose(limits[1], 1e-8);
            coefficient.Test.PValue.Value.ShouldBeClose(R[$"firth.ovarian.p.{j + 1}"][0], 1e-8);
        }
    }

    [Fact]
    public void Fit_RefuseSeparation_GivesTheReason() =>
        CoxRegression.Fit(
                Model(Times, Events, ("treated", Treated)), new CoxOptions { Separation = SeparationHandling.Refuse })
            .Reason.ShouldBe("treated separates the events: its hazard ratio is zero");

    // With a in {0, 1} and b in {0, 1, 2} every cone of separating directions has a boundary perpendicular to a difference of
    // two subjects, so the whole numbers up to 2 in either coordinate are all the directions there are to try.
    [Fact]
    public void Fit_SmallSamples_AreSeparatedExactlyWhenADirectionExists() =>
        Gen.Select(Gen.Int[1, 6], Gen.Bool, Gen.Int[0, 1], Gen.Int[0, 2], Gen.Enum<TieHandling>()).Array[3, 20].Sample(rows =>
        {
            var ties = rows[0].Item5;
            var fit = CoxRegression.Fit(
                Model(
                    [.. rows.Select(row => (double)row.Item1)],
                    [.. rows.Select(row => row.Item2)],
                    ("a", [.. rows.Select(row => (double)row.Item3)]),
                    ("b", [.. rows.Select(row => (double)row.Item4)])),
                new CoxOptions { Ties = ties, Separation = SeparationHandling.Refuse });
            var subjects = rows.Select(row => (row.Item1, row.Item2, row.Item3, row.Item4)).ToArray();
            var expected = Enumerable.Range(-2, 5).Any(u => Enumerable.Range(-2, 5).Any(v => Separates(subjects, u, v, ties)));
            (fit.Reason?.Contains("separate", StringComparison.Ordinal) == true).ShouldBe(expected);
        });

    private static bool Separates((int Day, bool Event, int A, int B)[] rows, int u, int v, TieHandling ties)
    {
        var rises = false;
        foreach (var dead in rows.Where(row => row.Event))
        {
            foreach (var other in rows.Where(row => row.Day >= dead.Day))
            {
                if (ties == TieHandling.Exact && other.Event && other.Day == dead.Day) continue;
                var height = (u * (dead.A - other.A)) + (v * (dead.B - other.B));
                if (height < 0) return false;
                rises |= height > 0;
            }
        }

        return rises;
    }
}
