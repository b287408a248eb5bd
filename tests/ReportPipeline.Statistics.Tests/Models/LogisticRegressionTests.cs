using CsCheck;
using ReportPipeline.Statistics.Models;

namespace ReportPipeline.Statistics.Tests.Models;

public class LogisticRegressionTests
{
    private static readonly ReferenceSet Reference = ReferenceSet.Load("Models", "logistic");

    [Fact]
    public void Fit_TwoByTwo_IsTheLogOddsRatio()
    {
        // 3 of 5 against 1 of 4: log (3·3)/(2·1), variance 1/3 + 1/2 + 1/1 + 1/3.
        var fit = LogisticRegression.Fit(Outcomes((3, 5), (1, 4)), TwoArms(5, 4)).Value;
        fit.Separated.ShouldBeFalse();
        fit.Coefficient("arm").Estimate.ShouldAgree(-Math.Log(4.5), 1e-12);
        fit.Coefficient("arm").StandardError.ShouldAgree(Math.Sqrt(1.0 / 3 + 0.5 + 1 + 1.0 / 3), 1e-12);
    }

    [Fact]
    public void Fit_SeparatedTwoByTwo_IsFirthAndAddsAHalfToEveryCell()
    {
        // 2 of 10 against 0 of 16: Jeffreys' prior on a saturated table is half an observation in each cell.
        var fit = LogisticRegression.Fit(Outcomes((2, 10), (0, 16)), TwoArms(10, 16)).Value;
        fit.Separated.ShouldBeTrue();
        fit.Method.ShouldContain("Firth");
        fit.Coefficient("arm").Estimate.ShouldAgree(Math.Log(0.5 / 16.5 / (2.5 / 8.5)), 1e-11);
        var expected = Reference.Rows("haldane")[1];
        var inference = fit.Inference("arm");
        inference.ProfileInterval.Lower.ShouldAgree(expected[2], 1e-8);
        inference.ProfileInterval.Upper.ShouldAgree(expected[3], 1e-8);
        inference.LikelihoodRatio.PValue.ShouldAgree(expected[5], 1e-9);
        inference.Score.PValue.IsEstimable.ShouldBeFalse();
    }

    [Fact]
    public void Fit_ManySubjectsOneOutcomeBeforeTheOther_ConvergesInAFewSteps()
    {
        // Of 50,000 with the outcome 12,500 have the factor, of as many without it 16,667: the log odds ratio by hand. With ages beside
        // the factor only the number of steps is asked: sums over one outcome are as large as they are opposite to those over the other.
        const int half = 50_000;
        bool[] outcomes = [.. Enumerable.Range(0, 2 * half).Select(i => i < half)];
        double[] factor = [.. Enumerable.Range(0, 2 * half).Select(i => i < half ? (i < 12_500 ? 1.0 : 0.0) : (i < half + 16_667 ? 1.0 : 0.0))];
        double[] age = [.. Enumerable.Range(0, 2 * half).Select(i => 40.0 + (i % 37 * 0.7))];

        var alone = LogisticRegression.Fit(outcomes, DesignMatrix.WithIntercept(2 * half, [ModelTerm.Covariate("factor", factor)])).Value;
        var adjusted = LogisticRegression.Fit(outcomes, DesignMatrix.WithIntercept(2 * half, [ModelTerm.Covariate("factor", factor), ModelTerm.Covariate("age", age)])).Value;

        alone.Coefficient("factor").Estimate.ShouldAgree(Math.Log(12_500.0 * 33_333 / (37_500.0 * 16_667)), 1e-11);
        alone.Iterations.ShouldBeLessThan(10);
        adjusted.Iterations.ShouldBeLessThan(10);
    }

    [Theory]
    [InlineData("ordinary", "y", LogisticMethod.MaximumLikelihood)]
    [InlineData("firth", "y", LogisticMethod.Firth)]
    [InlineData("firthSeparated", "separated", LogisticMethod.MaximumLikelihoodOrFirth)]
    public void Fit_ThreeCovariates_AgreesWithR(string key, string outcome, LogisticMethod method)
    {
        var fit = LogisticRegression.Fit([.. Reference.Vector(outcome).Select(v => v == 1)], Design(), method).Value;
        var expected = Reference.Rows(key);
        for (var j = 0; j < expected.Length; j++)
        {
            var coefficient = fit.Coefficients[j];
            var inference = fit.Inference(coefficient.Name);
            double[] actual =
            [
                coefficient.Estimate.Value, coefficient.StandardError.Value, inference.ProfileInterval.Lower.Value,
                inference.ProfileInterval.Upper.Value, inference.LikelihoodRatio.Statistic.Value, inference.LikelihoodRatio.PValue.Value,
            ];
            // The bounds near 0 and R's uniroot (1e-13 absolute) leave 1e-9 relative.
            actual.ShouldAgree(expected[j], 2e-9, $"{key} {coefficient.Name}");
        }
    }

    [Fact]
    public void Fit_ThreeCovariates_TestsAgreeWithR()
    {
        var fit = LogisticRegression.Fit([.. Reference.Vector("y").Select(v => v == 1)], Design()).Value;
        fit.LogLikelihood.ShouldAgree(Reference.Number("logLikelihood"), 1e-13);
        var scores = Reference.Rows("scores");
        for (var j = 0; j < scores.Length; j++)
        {
            var score = fit.Inference(fit.Coefficients[j].Name).Score;
            new[] { score.Statistic.Value, score.PValue.Value }.ShouldAgree(scores[j], 1e-9);
        }

        var global = fit.GlobalTests();
        new[] { global.LikelihoodRatio.Statistic.Value, global.Score.Statistic.Value, global.Wald.Statistic.Value }
            .ShouldAgree(Reference.Vector("global"), 1e-10);
    }

    [Fact]
    public void Fit_Firth_PenalisedLikelihoodsAgreeWithR()
    {
        var fit = LogisticRegression.Fit([.. Reference.Vector("y").Select(v => v == 1)], Design(), LogisticMethod.Firth).Value;
        fit.LogLikelihood.ShouldAgree(Reference.Number("firthLogLikelihood"), 1e-12);
        fit.GlobalTests().LikelihoodRatio.Statistic.ShouldAgree(Reference.Number("firthGlobal"), 1e-10);
    }

    [Fact]
    public void Fit_DistantCovariate_KeepsItsDigits()
    {
        // Age as a date a million days off: the slope and its error are those of age near 0 (R: per ten units).
        var far = ModelTerm.Covariate("date", [.. Reference.Vector("age").Select(v => v + 1_000_000)]);
        var fit = LogisticRegression.Fit([.. Reference.Vector("y").Select(v => v == 1)], DesignMatrix.WithIntercept(44, far)).Value;
        var expected = Reference.Rows("dates")[1];
        fit.Coefficient("date").Estimate.ShouldAgree(expected[0] / 10, 1e-10);
        fit.Coefficient("date").StandardError.ShouldAgree(expected[1] / 10, 1e-10);
        fit.Inference("(Intercept)").LikelihoodRatio.PValue.IsEstimable.ShouldBeTrue();
    }

    [Fact]
    public void Fit_SeparatedWithoutFirth_IsNotEstimable() =>
        LogisticRegression.Fit(Outcomes((2, 10), (0, 16)), TwoArms(10, 16), LogisticMethod.MaximumLikelihood).Reason
            .ShouldBe("the covariates separate the outcomes, so the likelihood has no maximum");

    [Fact]
    public void Fit_CompletelySeparatedCovariate_IsFirth()
    {
        var design = DesignMatrix.WithIntercept(6, ModelTerm.Covariate("x", [1, 2, 3, 4, 5, 6]));
        var fit = LogisticRegression.Fit([false, false, false, true, true, true], design).Value;
        fit.Separated.ShouldBeTrue();
        fit.Coefficient("x").Estimate.Value.ShouldBeInRange(0.5, 5);
    }

    [Fact]
    public void Fit_OneOutcomeOnly_IsFirth()
    {
        // Intercept only, 0 of 4: log ½/4½.
        var fit = LogisticRegression.Fit([false, false, false, false], DesignMatrix.WithIntercept(4)).Value;
        fit.Separated.ShouldBeTrue();
        fit.Coefficient("(Intercept)").Estimate.ShouldAgree(Math.Log(0.5 / 4.5), 1e-11);
        fit.GlobalTests().Wald.PValue.Reason.ShouldBe("the model has no covariate");
    }

    [Fact]
    public void Fit_NoRows_IsNotEstimable() =>
        LogisticRegression.Fit([], DesignMatrix.WithIntercept(0)).Reason.ShouldBe("there are no observations");

    [Fact]
    public void Fit_DuplicateColumn_IsNotIdentifiedButTheFitStands()
    {
        double[] x = [0, 1, 2, 3, 4, 5];
        var design = DesignMatrix.WithIntercept(6, ModelTerm.Covariate("x", x), ModelTerm.Covariate("twice", [.. x.Select(v => 2 * v)]));
        var fit = LogisticRegression.Fit([false, true, false, true, false, true], design).Value;
        fit.Coefficient("x").Estimate.Reason.ShouldBe("the design does not identify it: x, twice are linearly dependent");
        fit.Coefficient("(Intercept)").Estimate.IsEstimable.ShouldBeTrue();
        fit.Inference("twice").LikelihoodRatio.PValue.IsEstimable.ShouldBeFalse();
    }

    [Fact]
    public void Fit_AnyData_SolvesTheScoreEquationsOrSaysSeparated() =>
        Gen.Select(Gen.Int[-4, 4].Array[12], Gen.Bool.Array[12]).Sample(
            (x, y) =>
            {
                var covariate = x.Select(v => (double)v).ToArray();
                if (covariate.Distinct().Count() < 2)
                    return true;
                var fit = LogisticRegression.Fit(y, DesignMatrix.WithIntercept(12, ModelTerm.Covariate("x", covariate))).Value;
                if (fit.Separated != IsSeparated(x, y))
                    return false;
                if (fit.Separated)
                    return fit.Coefficient("x").Estimate.IsEstimable;
                var residuals = y.Zip(fit.Probabilities, (outcome, p) => (outcome ? 1 : 0) - p).ToArray();
                return Math.Abs(residuals.Sum()) < 1e-9 && Math.Abs(residuals.Zip(covariate, (r, v) => r * v).Sum()) < 1e-9;
            },
            seed: "0000KDHPZm02");

    [SkippableFact]
    public void Script_Recomputed_MatchesStored() => Reference.RecomputeShouldMatch(1e-9);

    // With one covariate, outcomes are separated exactly when the two ranges of x overlap in one point at most.
    private static bool IsSeparated(int[] x, bool[] y)
    {
        int[] yes = [.. x.Where((_, i) => y[i])];
        int[] no = [.. x.Where((_, i) => !y[i])];
        return yes.Length == 0 || no.Length == 0 || yes.Min() >= no.Max() || no.Min() >= yes.Max();
    }

    private static DesignMatrix Design() => DesignMatrix.WithIntercept(
        44,
        ModelTerm.Covariate("arm", Reference.Vector("arm")),
        ModelTerm.Covariate("age", Reference.Vector("age")),
        ModelTerm.Covariate("oxygen", Reference.Vector("oxygen")));

    private static bool[] Outcomes((int Events, int Total) first, (int Events, int Total) second) =>
        [.. Enumerable.Range(0, first.Total).Select(i => i < first.Events), .. Enumerable.Range(0, second.Total).Select(i => i < second.Events)];

    private static DesignMatrix TwoArms(int first, int second) => DesignMatrix.WithIntercept(
        first + second, ModelTerm.Covariate("arm", [.. Enumerable.Repeat(0.0, first), .. Enumerable.Repeat(1.0, second)]));
}
