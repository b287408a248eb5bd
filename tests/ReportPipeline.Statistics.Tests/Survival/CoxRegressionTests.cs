using ReportPipeline.Statistics.Distributions;
using ReportPipeline.Statistics.Survival;
using static ReportPipeline.Statistics.Tests.Survival.CoxReferenceModels;
using static ReportPipeline.Statistics.Tests.Survival.SurvivalReference;

namespace ReportPipeline.Statistics.Tests.Survival;

public sealed class CoxRegressionTests
{
    // t 1,1,6,6,8,9; event 1,0,1,1,0,1; x 1,1,1,0,0,0. With θ = e^β Breslow's likelihood is θ²/((3θ + 3)(θ + 3)²), whose
    // maximum solves θ² − 3θ − 6 = 0.
    private static readonly CoxData SixSubjects = Model(
        [1, 1, 6, 6, 8, 9], [true, false, true, true, false, true], ("x", [1, 1, 1, 0, 0, 0]));

    public static TheoryData<string, TieHandling, string> Models()
    {
        var data = new TheoryData<string, TieHandling, string>();
        foreach (var name in new[] { "gehan", "lung", "ovarian", "tied", "tiedStratified" })
        {
            data.Add(name, TieHandling.Breslow, "breslow");
            data.Add(name, TieHandling.Efron, "efron");
            data.Add(name, TieHandling.Exact, "exact");
        }

        return data;
    }

    [Fact]
    public void Fit_SixSubjectsBreslow_IsTheClosedForm()
    {
        var fit = CoxRegression.Fit(SixSubjects, new CoxOptions { Ties = TieHandling.Breslow }).Value;
        fit.Coefficients[0].Coefficient.Value.ShouldBeClose(Math.Log((3 + Math.Sqrt(33)) / 2), 1e-12);

        // l(0) = −log 6 − 2 log 4, l(β) = 2β − log(3θ + 3) − 2 log(θ + 3), as the last event is alone.
        var theta = (3 + Math.Sqrt(33)) / 2;
        fit.NullLogLikelihood.ShouldBeClose(-Math.Log(6) - (2 * Math.Log(4)), 1e-14);
        fit.LogLikelihood.ShouldBeClose(
            (2 * Math.Log(theta)) - Math.Log((3 * theta) + 3) - (2 * Math.Log(theta + 3)), 1e-14);
    }

    [Fact]
    public void Fit_SixSubjectsEfron_IsTheKnownAnswer() =>
        CoxRegression.Fit(SixSubjects).Value.Coefficients[0].Coefficient.Value.ShouldBe(1.676857486, 5e-10);

    [Fact]
    public void Fit_SixSubjectsExact_IsRecognisedAsSeparated() =>
        CoxRegression.Fit(SixSubjects, new CoxOptions { Ties = TieHandling.Exact, Separation = SeparationHandling.Refuse })
            .Reason.ShouldBe("x separates the events: its hazard ratio is infinite");

    [Theory]
    [MemberData(nameof(Models))]
    public void Fit_PublishedData_AgreesWithCoxph(string name, TieHandling ties, string method)
    {
        var fit = CoxRegression.Fit(Data(name), new CoxOptions { Ties = ties }).Value;
        var key = $"cox.{name}.{method}";
        for (var j = 0; j < fit.Coefficients.Count; j++)
        {
            fit.Coefficients[j].Coefficient.Value.ShouldBeClose(R[key + ".beta"][j], 1e-8, key);
            fit.Coefficients[j].StandardError.Value.ShouldBeClose(R[key + ".error"][j], 1e-8, key);
        }

        fit.NullLogLikelihood.ShouldBeClose(R[key + ".loglik"][0], 1e-10);
        fit.LogLikelihood.ShouldBeClose(R[key + ".loglik"][1], 1e-10);
        fit.LikelihoodRatio.Statistic.Value.ShouldBeClose(R[key + ".tests"][0], 1e-8);
        fit.Score.Statistic.Value.ShouldBeClose(R[key + ".tests"][1], 1e-8);
        fit.Wald.Statistic.Value.ShouldBeClose(R[key + ".tests"][2], 1e-8);
        fit.Gradient.ShouldBeLessThan(1e-9);
        fit.SeparationNote.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Fit_ProfileLikelihood_AgreesWithRootsFoundByR(string name, TieHandling ties, string method)
    {
        var options = new CoxOptions { Ties = ties, Inference = CoxInference.ProfileLikelihood };
        var fit = CoxRegression.Fit(Data(name), options).Value;
        for (var j = 0; j < fit.Coefficients.Count; j++)
        {
            // R finds the root of a difference of log-likelihoods of size 1e2 to 1e3: 13 digits of it, so 1e-9 of the limit
            // in standard errors, and the limit may lie near 0.
            var expected = R[$"cox.{name}.{method}.profile.{j + 1}"];
            var error = 1e-8 * fit.Coefficients[j].StandardError.Value;
            var interval = fit.Coefficients[j].HazardRatioInterval;
            Math.Log(interval.Lower.Value).ShouldBe(expected[0], error);
            Math.Log(interval.Upper.Value).ShouldBe(expected[1], error);
            interval.Method.ShouldBe("profile likelihood");
        }
    }

    // The rows of the table are checked against R above; the test by itself is the same without the rest.
    [Theory]
    [MemberData(nameof(Models))]
    public void TestOf_EachCovariateAndInference_IsTheTestOfTheFit(string name, TieHandling ties, string method)
    {
        foreach (var inference in Enum.GetValues<CoxInference>())
        {
            var options = new CoxOptions { Ties = ties, Inference = inference };
            var fit = CoxRegression.Fit(Data(name), options).Value;
            for (var j = 0; j < fit.Coefficients.Count; j++)
                CoxRegression.TestOf(Data(name), options, j).Value.ShouldBe((CoxEstimation.PartialLikelihood, fit.Coefficients[j].Test), method);
        }
    }

    [Theory]
    [InlineData("gehan")]
    [InlineData("lung")]
    [InlineData("tied")]
    [InlineData("tiedStratified")]
    [InlineData("tiedWeighted")]
    public void Fit_RobustVariance_AgreesWithTheDfbetaOfR(string name)
    {
        foreach (var (ties, method) in new[] { (TieHandling.Breslow, "breslow"), (TieHandling.Efron, "efron") })
        {
            var fit = CoxRegression.Fit(Data(name), new CoxOptions { Ties = ties, RobustVariance = true }).Value;
            var key = $"cox.{name}.{method}";
            for (var j = 0; j < fit.Coefficients.Count; j++)
            {
                fit.Coefficients[j].Coefficient.Value.ShouldBeClose(R[key + ".beta"][j], 1e-8, key);
                fit.Coefficients[j].StandardError.Value.ShouldBeClose(R[key + ".robust"][j], 1e-8, key);
            }

            fit.Wald.Statistic.Value.ShouldBeClose(R[key + ".robustWald"][0], 1e-8, key);
            fit.LikelihoodRatio.Statistic.Value.ShouldBeClose(R[key + ".tests"][0], 1e-8, key);
        }
    }

    [Fact]
    public void Fit_WaldInterval_IsSymmetricOnTheLogScale()
    {
        var sex = CoxRegression.Fit(Data("lung")).Value.Coefficients[0];
        sex.Coefficient.Value.ShouldBe(-0.513218517, 3e-9);
        var half = 1.959963984540054 * sex.StandardError.Value;
        sex.HazardRatioInterval.Lower.Value.ShouldBeClose(Math.Exp(sex.Coefficient.Value - half), 1e-12);
        sex.HazardRatioInterval.Upper.Value.ShouldBeClose(Math.Exp(sex.Coefficient.Value + half), 1e-12);
        sex.Test.PValue.Value.ShouldBeClose(
            NormalDistribution.TwoSidedP(sex.Coefficient.Value / sex.StandardError.Value), 1e-10);
    }

    [Fact]
    public void Fit_ConstantOrRepeatedCovariate_IsNotEstimableAndLeavesTheOthers()
    {
        var table = ReferenceTable.Lung;
        var data = Model(
            table.Time,
            table.Events,
            ("constant", [.. table.Time.Select(_ => 7.1)]),
            ("sex", table["sex"]),
            ("age", table["age"]),
            ("ageInMonths", [.. table["age"].Select(age => 12 * age)]));
        var fit = CoxRegression.Fit(data).Value;

        fit.Coefficients[0].Coefficient.IsEstimable.ShouldBeFalse();
        fit.Coefficients[3].Coefficient.IsEstimable.ShouldBeFalse();
        fit.Coefficients[1].Coefficient.Value.ShouldBeClose(R["cox.lung.efron.beta"][0], 1e-8);
        fit.Coefficients[2].Coefficient.Value.ShouldBeClose(R["cox.lung.efron.beta"][1], 1e-8);
        fit.LikelihoodRatio.DegreesOfFreedom.Value.ShouldBe(2);
    }

    [Fact]
    public void Fit_SamplesWithoutInformation_SayWhy()
    {
        Reason([], [], []).ShouldBe("no subject has a time and every covariate");
        Reason([double.NaN, 1], [true, true], [0, double.NaN]).ShouldBe("no subject has a time and every covariate");
        Reason([1, 2], [false, false], [0, 1]).ShouldBe("there are no events");
        Reason([1], [true], [1]).ShouldBe("no covariate varies among subjects at risk together");
        Reason([1, 2, 3], [false, false, true], [0, 1, 1])
            .ShouldBe("no covariate varies among subjects at risk together");
        CoxRegression.Fit(Data("tiedWeighted"), new CoxOptions { Ties = TieHandling.Exact }).IsEstimable.ShouldBeFalse();
    }

    [Fact]
    public void Fit_AllTimesZero_HasNoInformation() =>
        CoxRegression.Fit(Model([0, 0, 0], [true, true, true], ("x", [0, 1, 1])), new CoxOptions { Ties = TieHandling.Exact })
            .IsEstimable.ShouldBeFalse();

    [Fact]
    public void Fit_MissingValues_AreLeftOutAndCounted()
    {
        var table = ReferenceTable.Gehan;
        var data = Model(
            [.. table.Time, 5, double.NaN],
            [.. table.Events, true, true],
            ("treated", [.. table["treated"], double.NaN, 1]));
        var fit = CoxRegression.Fit(data).Value;
        fit.Missing.ShouldBe(2);
        fit.Subjects.ShouldBe(42);
        fit.Coefficients[0].Coefficient.Value.ShouldBeClose(R["cox.gehan.efron.beta"][0], 1e-8);
    }

    private static string? Reason(double[] times, bool[] events, double[] x) =>
        CoxRegression.Fit(Model(times, events, ("x", x))).Reason;
}
