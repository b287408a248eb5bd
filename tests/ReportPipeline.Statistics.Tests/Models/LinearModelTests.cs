using CsCheck;
using ReportPipeline.Statistics.Models;

namespace ReportPipeline.Statistics.Tests.Models;

public class LinearModelTests
{
    private static readonly ReferenceSet Reference = ReferenceSet.Load("Models", "linear");
    private static readonly double[] Response = Reference.Vector("response");

    [Fact]
    public void Fit_FourPoints_IsWorkedByHand()
    {
        // x 0 1 2 3, y 1 3 2 4: slope 4/5, intercept 13/10, residual sum 9/5, df 2, Var(slope) = (9/10)/5.
        var fit = LinearRegression.Fit([1, 3, 2, 4], DesignMatrix.WithIntercept(4, ModelTerm.Covariate("x", [0, 1, 2, 3]))).Value;
        fit.Coefficient("x").Estimate.ShouldAgree(0.8, 1e-15);
        fit.Coefficient("(Intercept)").Estimate.ShouldAgree(1.3, 1e-15);
        fit.Coefficient("x").StandardError.ShouldAgree(Math.Sqrt(0.18), 1e-15);
        fit.RSquared.ShouldAgree(0.64, 1e-15);
    }

    [Theory]
    [InlineData(CoefficientVariance.Classical, "classical")]
    [InlineData(CoefficientVariance.HC0, "HC0")]
    [InlineData(CoefficientVariance.HC1, "HC1")]
    [InlineData(CoefficientVariance.HC2, "HC2")]
    [InlineData(CoefficientVariance.HC3, "HC3")]
    public void Fit_EachVariance_AgreesWithR(CoefficientVariance variance, string key)
    {
        var expected = Reference.Rows(key);
        var coefficients = Fit(variance).Fit.Coefficients;
        for (var j = 0; j < coefficients.Count; j++)
        {
            var c = coefficients[j];
            double[] actual = [c.Estimate.Value, c.StandardError.Value, c.Test.Statistic.Value, c.Test.PValue.Value];
            // R's own QR in doubles leaves about 1e-12.
            actual.ShouldAgree(expected[j], 1e-10, c.Name);
        }
    }

    [Fact]
    public void Fit_Ancova_AgreesWithR()
    {
        var result = Fit(CoefficientVariance.Classical);
        var interval = result.Effects.Single().Interval;
        new[] { interval.Lower.Value, interval.Upper.Value }.ShouldAgree(Reference.Vector("interval"), 1e-10);
        CheckMeans(result, "means");
        CheckMeans(Fit(CoefficientVariance.HC3), "meansHC3");
        var tests = Reference.Rows("termTests");
        for (var i = 0; i < tests.Length; i++)
        {
            var test = result.TermTests[i].Test;
            new[] { test.DegreesOfFreedom.Value, test.Statistic.Value, test.PValue.Value }.ShouldAgree(tests[i], 1e-10, result.TermTests[i].Term);
        }

        var fit = result.Fit;
        new[] { fit.ResidualStandardDeviation.Value, fit.RSquared.Value, fit.ResidualSumOfSquares, fit.ResidualDegreesOfFreedom }
            .ShouldAgree(Reference.Vector("fit"), 1e-11);
    }

    [Fact]
    public void Fit_TreatmentConfoundedWithSite_IsNotEstimable()
    {
        var arm = ModelTerm.Factor("arm", ["a", "a", "b", "b"]);
        var site = ModelTerm.Factor("site", ["1", "1", "2", "2"]);
        var result = Ancova.Fit([1, 2, 3, 5], arm, [site]).Value;
        result.Effects.Single().Estimate.Reason.ShouldBe("the design does not identify it: arm=b, site=2 are linearly dependent");
        result.TermTests[0].Test.PValue.IsEstimable.ShouldBeFalse();
        // The mean of arm b at site 2 is identified although neither coefficient is.
        result.Fit.Contrast("b at 2", [1, 1, 1]).Estimate.ShouldAgree(4, 1e-14);
    }

    [Fact]
    public void Fit_AsManyColumnsAsRows_HasNoStandardError()
    {
        var fit = LinearRegression.Fit([1, 3], DesignMatrix.WithIntercept(2, ModelTerm.Covariate("x", [0, 1]))).Value;
        fit.Coefficient("x").Estimate.Value.ShouldBe(2);
        fit.Coefficient("x").Test.PValue.Reason.ShouldBe("no residual degrees of freedom are left");
        fit.Coefficient("x").Interval.Upper.IsEstimable.ShouldBeFalse();
    }

    [Fact]
    public void Fit_ConstantResponse_HasNoTest()
    {
        var fit = LinearRegression.Fit([2, 2, 2], DesignMatrix.WithIntercept(3, ModelTerm.Covariate("x", [0, 1, 4]))).Value;
        fit.RSquared.IsEstimable.ShouldBeFalse();
        fit.Coefficient("x").Test.PValue.Reason.ShouldBe("the fit is exact, so there is no standard error");
    }

    [Fact]
    public void Fit_NoRowsOrOneArm_IsNotEstimable()
    {
        LinearRegression.Fit([], DesignMatrix.WithIntercept(0)).Reason.ShouldBe("there are no observations");
        Ancova.Fit([1, 2], ModelTerm.Factor("arm", ["a", "a"]), []).Reason.ShouldBe("fewer than two treatment arms have observations");
        Ancova.Fit([], ModelTerm.Factor("arm", []), []).IsEstimable.ShouldBeFalse();
    }

    [Fact]
    public void Fit_LeverageOneWithHC3_IsNotEstimable()
    {
        var fit = LinearRegression.Fit(
            [1, 2, 4, 9], DesignMatrix.WithIntercept(4, ModelTerm.Covariate("only", [0, 0, 0, 1])), CoefficientVariance.HC3).Value;
        fit.Coefficient("only").StandardError.Reason.ShouldBe("an observation has leverage 1");
    }

    [Fact]
    public void Fit_ResponsePlusLinearCombination_ShiftsTheCoefficients() =>
        Gen.Select(Gen.Double[-5, 5].Array[8], Gen.Double[-5, 5].Array[8], Gen.Double[-3, 3]).Sample(
            (x, y, shift) =>
            {
                var design = DesignMatrix.WithIntercept(8, ModelTerm.Covariate("x", x));
                var before = LinearRegression.Fit(y, design).Value.Coefficient("x").Estimate;
                var after = LinearRegression.Fit([.. y.Zip(x, (a, b) => a + shift * b)], design).Value.Coefficient("x").Estimate;
                return !before.IsEstimable || Math.Abs(after.Value - before.Value - shift) < 1e-9 * (1 + Math.Abs(before.Value));
            },
            seed: "0000KDHPZm02");

    [SkippableFact]
    public void Script_Recomputed_MatchesStored() => Reference.RecomputeShouldMatch(1e-11);

    private static AncovaResult Fit(CoefficientVariance variance) => Ancova.Fit(
        Response,
        ModelTerm.Factor("arm", Reference.Words("arm"), "control"),
        [
            ModelTerm.Factor("site", Reference.Words("site")),
            ModelTerm.Covariate("age", Reference.Vector("age")),
            ModelTerm.Covariate("baseline", Reference.Vector("baseline")),
        ],
        variance).Value;

    private static void CheckMeans(AncovaResult result, string key)
    {
        var expected = Reference.Rows(key);
        for (var i = 0; i < expected.Length; i++)
        {
            result.AdjustedMeans[i].Estimate.ShouldAgree(expected[i][0], 1e-11);
            result.AdjustedMeans[i].StandardError.ShouldAgree(expected[i][1], 1e-10);
        }
    }
}
