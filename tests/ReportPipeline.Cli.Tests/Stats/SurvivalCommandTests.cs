using System.Text.Json;

namespace ReportPipeline.Cli.Tests.Stats;

/// <summary>Published answers (R 4.2, survival 3.5) through the command line, to the digits they are quoted with.</summary>
public class SurvivalCommandTests
{
    private static readonly string Gehan = $"--data {StatsRun.Survival("gehan.csv")} --time time --event event";
    private static readonly string Lung = $"--data {StatsRun.Survival("lung.csv")} --time time --event event";
    private static readonly string Ovarian = $"--data {StatsRun.Survival("ovarian.csv")} --time time --event event";

    [Theory]
    [InlineData("log", 4, 12, 16)]
    [InlineData("log-log", 4, 11, 13)]
    public void Km_GehanByTransform_MediansAndIntervals(string transform, double lower, double upper, double lowerOfTreated)
    {
        var result = StatsRun.Result($"km {Gehan} --group treated --transform {transform}");
        result.Number("groups/0/median").ShouldBe(8);
        result.Number("groups/0/medianLower").ShouldBe(lower);
        result.Number("groups/0/medianUpper").ShouldBe(upper);
        result.Text("groups/1/group").ShouldBe("1");
        result.Number("groups/1/median").ShouldBe(23);
        result.Number("groups/1/medianLower").ShouldBe(lowerOfTreated);
        result.At("groups/1/medianUpper").ValueKind.ShouldBe(JsonValueKind.Null);
        result.Text("groups/1/notEstimable/medianUpper").ShouldBe("not reached");
    }

    [Theory]
    [InlineData(6, 0.8571)]
    [InlineData(10, 0.7529)]
    [InlineData(23, 0.4482)]
    public void Km_GehanTreated_Survival(double time, double survival)
    {
        var steps = StatsRun.Result($"km {Gehan} --group treated").At("groups/1/steps").EnumerateArray();
        var step = steps.Single(item => item.Number("time") == time);
        step.Number("survival").ShouldBe(survival, 5e-5);
        if (time == 10) step.Number("standardError").ShouldBe(0.0963, 5e-5);
    }

    [Fact]
    public void Km_ClosedForm_OneGroupOfAll()
    {
        var run = StatsRun.OnText("t,e\n1,1\n1,0\n6,1\n6,1\n8,0\n9,1\n", "km --time t --event e");
        run.Json.At("groups").GetArrayLength().ShouldBe(1);
        run.Json.Number("n").ShouldBe(6);
        run.Json.Number("groups/0/steps/0/survival").ShouldBe(5 / 6.0, 1e-15);
        run.Json.Number("groups/0/steps/1/survival").ShouldBe(5 / 12.0, 1e-15);
        run.Json.Number("groups/0/steps/3/survival").ShouldBe(0);
    }

    [Theory]
    [InlineData("", 10.32674195)]
    [InlineData("--weights fleming-harrington --rho 1 --gamma 0", 12.71415140)]
    [InlineData("--weights peto-peto", 12.70784777)]
    public void LogRank_Lung_ByWeight(string weights, double chiSquare)
    {
        var result = StatsRun.Result($"logrank {Lung} --group sex {weights}");
        result.Number("chiSquare").ShouldBe(chiSquare, 5e-9);
        result.Number("degreesOfFreedom").ShouldBe(1);
    }

    [Fact]
    public void LogRank_Gehan_ObservedAndExpected()
    {
        var result = StatsRun.Result($"logrank {Gehan} --group treated");
        result.Number("chiSquare").ShouldBe(16.79294099, 5e-9);
        result.Number("groups/0/n").ShouldBe(21);
        result.Number("groups/0/observed").ShouldBe(21);
        result.Number("groups/0/expected").ShouldBe(10.7494991, 5e-8);
        result.Number("groups/1/expected").ShouldBe(19.2505009, 5e-8);
    }

    // 6-MP against placebo: the covariate counts the treated, so the sign is that of the treated.
    [Theory]
    [InlineData("breslow", -1.509191413, -86.379622)]
    [InlineData("efron", -1.572125149, -85.008425)]
    [InlineData("exact", -1.628243952, -74.543101)]
    public void Cox_GehanByTies_EstimateAndLogLikelihood(string ties, double estimate, double logLikelihood)
    {
        var result = StatsRun.Result($"cox {Gehan} --covariates treated --ties {ties}");
        result.Number("coefficients/0/estimate").ShouldBe(estimate, 5e-10);
        result.Number("logLikelihood").ShouldBe(logLikelihood, 5e-7);
        result.At("separation").GetBoolean().ShouldBeFalse();
    }

    // coxph converged to 1e-13; with its default of 1e-9 R stops at −.512564792 (Breslow).
    [Theory]
    [InlineData("efron", -0.5132185198, 0.0170453319)]
    [InlineData("breslow", -0.5125647942, 0.0170128892)]
    public void Cox_Lung_TwoCovariates(string ties, double sex, double age)
    {
        var result = StatsRun.Result($"cox {Lung} --covariates sex,age --ties {ties}");
        result.Number("coefficients/0/estimate").ShouldBe(sex, 5e-11);
        result.Number("coefficients/1/estimate").ShouldBe(age, 5e-11);
        result.Text("coefficients/1/name").ShouldBe("age");
        result.Number("likelihoodRatio/degreesOfFreedom").ShouldBe(2);
        result.Number("proportionalHazards/overall/degreesOfFreedom").ShouldBe(2);
    }

    [Fact]
    public void Cox_Ovarian_Efron()
    {
        var result = StatsRun.Result($"cox {Ovarian} --covariates rx,age");
        result.Number("coefficients/0/estimate").ShouldBe(-0.803973013, 5e-10);
        result.Number("coefficients/1/estimate").ShouldBe(0.147326595, 5e-10);
        StatsRun.Result($"logrank {Ovarian} --group rx").Number("chiSquare").ShouldBe(1.06273986, 5e-9);
    }

    [Fact]
    public void Cox_Separation_IsAnsweredWithFirth()
    {
        var control = string.Concat(Enumerable.Repeat("30,0,0\n", 8));
        var treated = string.Concat(Enumerable.Repeat("30,0,1\n", 16));
        var result = StatsRun.OnText($"day,death,treated\n5,1,0\n9,1,0\n{control}{treated}", "cox --time day --event death --covariates treated").Json;
        result.At("separation").GetBoolean().ShouldBeTrue();
        result.Number("coefficients/0/hazardRatio").ShouldBe(0.118403, 5e-7);
        result.Number("coefficients/0/lower").ShouldBe(0.000858, 5e-7);
        result.Number("coefficients/0/upper").ShouldBe(1.457016, 5e-7);
        result.Number("coefficients/0/pValue").ShouldBe(0.100046, 5e-7);
        result.Number("likelihoodRatio/pValue").ShouldBe(0.04675, 5e-6);
        result.Number("score/pValue").ShouldBe(0.06623, 5e-6);
        result.At("coefficients/0/z").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void Cox_TextCovariate_IsAFactorWithItsFirstLabelAsReference()
    {
        const string Rows = "1,1,b\n2,1,a\n3,1,b\n4,0,a\n5,1,a\n6,1,b\n7,0,a\n";
        var factor = StatsRun.OnText("t,e,arm\n" + Rows, "cox --time t --event e --covariates arm").Json;
        var number = StatsRun.OnText("t,e,arm\n" + Rows.Replace('a', '0').Replace('b', '1'), "cox --time t --event e --covariates arm").Json;
        factor.Text("coefficients/0/name").ShouldBe("arm=b");
        factor.Text("factors/0/reference").ShouldBe("a");
        factor.Number("coefficients/0/estimate").ShouldBe(number.Number("coefficients/0/estimate"));
    }

    [Fact]
    public void Cox_NothingVaries_NullsWithReasons()
    {
        var result = StatsRun.OnText("t,e,x\n1,1,3\n2,1,3\n", "cox --time t --event e --covariates x").Json;
        result.At("coefficients").ValueKind.ShouldBe(JsonValueKind.Null);
        result.Text("notEstimable/coefficients").ShouldContain("varies");
        result.At("wald").ValueKind.ShouldBe(JsonValueKind.Null);
    }
}
