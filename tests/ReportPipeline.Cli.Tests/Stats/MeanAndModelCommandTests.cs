using System.Text.Json;

namespace ReportPipeline.Cli.Tests.Stats;

/// <summary>Proportions, means, models, competing risks and quantiles through the command line, against R 4.2.</summary>
public class MeanAndModelCommandTests
{
    private static readonly string Lung = $"--data {StatsRun.Survival("lung.csv")}";
    private static readonly string Ovarian = $"--data {StatsRun.Survival("ovarian.csv")}";
    private static readonly string Tied = $"--data {StatsRun.Survival("tied.csv")}";

    [Theory]
    [InlineData(24, 26, 0.748697, 0.990545)]
    [InlineData(12, 18, 0.409925, 0.866573)]
    [InlineData(18, 18, 0.814698, 1)]
    public void Proportion_ClopperPearson_PublishedBounds(int events, int subjects, double lower, double upper)
    {
        var result = StatsRun.Result($"proportion --events {events} --subjects {subjects}");
        result.Number("estimate").ShouldBe(events / (double)subjects, 1e-15);
        result.Number("lower").ShouldBe(lower, 5e-7);
        result.Number("upper").ShouldBe(upper, 5e-7);
    }

    // Lung: 112 of 138 and 53 of 90, counted in the file with awk.
    [Fact]
    public void Proportion_OfAFile_ByGroupAndOfEveryone()
    {
        var result = StatsRun.Result($"proportion {Lung} --event event --group sex --interval wilson");
        result.Number("events").ShouldBe(165);
        result.Number("groups/0/events").ShouldBe(112);
        result.Number("groups/1/n").ShouldBe(90);
        result.Text("groups/1/intervalMethod").ShouldBe("Wilson");
    }

    [Theory]
    [InlineData("miettinen-nurminen", -0.50338, -0.02278)]
    [InlineData("newcombe", -0.49222, -0.01946)]
    public void RiskDifference_DeathsByArm_PublishedBounds(string method, double lower, double upper)
    {
        var result = StatsRun.Result($"riskdifference --table 2,24;6,12 --method {method}");
        result.Number("estimate").ShouldBe(-0.25641, 5e-6);
        result.Number("lower").ShouldBe(lower, 5e-6);
        result.Number("upper").ShouldBe(upper, 5e-6);
        result.Number("oddsRatio/estimate").ShouldBe(1 / 6.0, 1e-15);
    }

    [Fact]
    public void RiskDifference_OfAFile_CountsEventsFirst()
    {
        const string Text = "arm,died\nA,1\nA,0\nA,0\nB,1\nB,1\nB,0\nB,0\n";
        var result = StatsRun.OnText(Text, "riskdifference --group arm --event died").Json;
        result.Number("estimate").ShouldBe((1 / 3.0) - 0.5, 1e-15);
    }

    // R: t.test(age ~ sex, lung)
    [Fact]
    public void TTest_LungAgeBySex_Welch()
    {
        var result = StatsRun.Result($"ttest {Lung} --value age --group sex");
        result.Number("t").ShouldBe(1.863176151385, 1e-11);
        result.Number("degreesOfFreedom").ShouldBe(194.7154982814, 1e-9);
        result.Number("pValue").ShouldBe(0.0639433611989, 1e-12);
        result.Number("lower").ShouldBe(-0.132434745204871, 1e-12);
        result.Number("upper").ShouldBe(4.658038609939178, 1e-12);
    }

    // Differences 1, 2, 3: mean 2, standard error 1/√3, t = 2√3; one mean of the differences is the same test.
    [Fact]
    public void TTest_Pairs_ByHand()
    {
        const string Text = "b,a,d\n0,1,1\n0,2,2\n0,3,3\n";
        var paired = StatsRun.OnText(Text, "ttest --before b --after a").Json;
        paired.Number("estimate").ShouldBe(2);
        paired.Number("t").ShouldBe(2 * Math.Sqrt(3), 1e-14);
        StatsRun.OnText(Text, "ttest --value d").Json.Number("t").ShouldBe(paired.Number("t"));
        StatsRun.OnText(Text, "ttest --value d --mu 2").Json.Number("t").ShouldBe(0);
    }

    // R: summary(lm(time ~ factor(sex) + age, lung)) and drop1(..., test = "F")
    [Fact]
    public void Ancova_LungTimeBySexAndAge_AsR()
    {
        var result = StatsRun.Result($"ancova {Lung} --value time --group sex --covariates age");
        result.Text("effects/0/name").ShouldBe("sex=2");
        result.Number("effects/0/estimate").ShouldBe(52.41734117415783, 1e-9);
        result.Number("effects/0/standardError").ShouldBe(28.58231773624404, 1e-9);
        result.Number("effects/0/pValue").ShouldBe(0.067988457975096589, 1e-12);
        result.Number("terms/1/pValue").ShouldBe(0.34310051088686655, 1e-12);
        result.At("adjustedMeans").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public void Ancova_OtherReference_ChangesTheSign()
    {
        var result = StatsRun.Result($"ancova {Lung} --value time --group sex --covariates age --reference 2");
        result.Text("reference").ShouldBe("2");
        result.Number("effects/0/estimate").ShouldBe(-52.41734117415783, 1e-9);
    }

    // R: glm(event ~ rx + age, binomial, ovarian, control = glm.control(epsilon = 1e-16, maxit = 100))
    [Fact]
    public void Logistic_Ovarian_AsGlm()
    {
        var result = StatsRun.Result($"logistic {Ovarian} --event event --covariates rx,age");
        result.Number("coefficients/1/estimate").ShouldBe(-0.996837535798919, 1e-11);
        result.Number("coefficients/2/standardError").ShouldBe(0.06289562423461148, 1e-11);
        result.Number("coefficients/2/pValue").ShouldBe(0.02696532738861913, 1e-11);
        result.At("separation").GetBoolean().ShouldBeFalse();
    }

    // A 2×2 table with one count of zero: Firth's estimate is the log odds ratio with one half added to every count.
    [Fact]
    public void Logistic_Separation_IsAnsweredWithFirth()
    {
        const string Text = "y,x\n1,1\n1,1\n1,1\n0,0\n0,0\n1,0\n";
        var result = StatsRun.OnText(Text, "logistic --event y --covariates x").Json;
        result.At("separation").GetBoolean().ShouldBeTrue();
        result.Text("method").ShouldContain("Firth");
        result.Number("coefficients/1/estimate").ShouldBe(Math.Log(3.5 / 0.5 / (1.5 / 2.5)), 1e-9);
        result.At("coefficients/1/z").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    // R: cmprsk::cuminc(time, cause, group)$Tests
    [Fact]
    public void CumInc_Tied_GrayTests()
    {
        var result = StatsRun.Result($"cuminc {Tied} --time time --event cause --group group");
        result.Number("causes/0/gray/chiSquare").ShouldBe(1.961773708817777, 1e-11);
        result.Number("causes/0/gray/pValue").ShouldBe(0.374978400098163, 1e-11);
        result.Number("causes/1/gray/chiSquare").ShouldBe(0.407344125729502, 1e-11);
        result.Number("causes/1/gray/degreesOfFreedom").ShouldBe(2);
    }

    // Times 1, 2, 3, 4 with causes 1, 2, 0, 1: F₁(1) = 1/4, and F₁(4) = 1/4 + S(3)·1 with S(3) = 3/4 · 2/3.
    [Fact]
    public void CumInc_FourSubjects_ByHand()
    {
        var result = StatsRun.OnText("t,c\n1,1\n2,2\n3,0\n4,1\n", "cuminc --time t --event c").Json;
        result.Number("causes/0/groups/0/steps/0/incidence").ShouldBe(0.25);
        result.Number("causes/0/groups/0/steps/1/incidence").ShouldBe(0.75);
        result.Number("causes/1/groups/0/steps/0/incidence").ShouldBe(0.25);
    }

    // R: sapply(1:9, function(type) quantile(c(1, 2, 4, 8, 16), 0.4, type = type))
    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    [InlineData(3, 2)]
    [InlineData(4, 2)]
    [InlineData(5, 3)]
    [InlineData(6, 2.8)]
    [InlineData(7, 3.2)]
    [InlineData(8, 2.9333333333333333)]
    [InlineData(9, 2.95)]
    public void Quantile_ByType_AsR(int type, double value) => StatsRun
        .OnText("v\n16\n1\n8\n4\n2\n", $"quantile --value v --type {type} --probability 0.4").Json
        .Number("quantiles/0/value").ShouldBe(value, 1e-14);

    [Fact]
    public void Quantile_Default_IsType2AndByGroup()
    {
        var result = StatsRun.Result($"quantile {Lung} --value age --group sex");
        result.Text("method").ShouldContain("type 2");
        result.At("quantiles").EnumerateArray().Select(item => item.Number("value")).ShouldBe([56, 63, 69]);
        result.Number("groups/0/n").ShouldBe(138);
    }

    [Theory]
    [InlineData("proportion --events 3 --subjects 2", "at most")]
    [InlineData("proportion --events -1 --subjects 2", "at least 0")]
    [InlineData("proportion --events 1", "Give either")]
    [InlineData("riskdifference --table 1,2;3,4;5,6", "3 rows")]
    [InlineData("ttest --value a --before b", "Give --value")]
    [InlineData("quantile --value v --type 10", "10")]
    [InlineData("quantile --value v --probability 2", "--probability")]
    public void Options_Wrong_AreRefused(string words, string message)
    {
        var run = StatsRun.Of(words.Split(' '));
        run.ExitCode.ShouldBe(2);
        run.Output.ShouldBe("");
        run.Error.ShouldContain(message);
    }

    [Theory]
    [InlineData("cuminc --time t --event c", "1,1.5", "a cause is 0")]
    [InlineData("cuminc --time t --event c", "1,-1", "a cause is 0")]
    [InlineData("logistic --event c --covariates t", "1,2", "an event is 1")]
    public void Cells_Wrong_AreRefused(string words, string row, string message)
    {
        var run = StatsRun.OnText($"t,c\n1,1\n{row}\n", words);
        run.ExitCode.ShouldBe(2);
        run.Output.ShouldBe("");
        run.Error.ShouldContain("line 3 (row 2 of the data), column \"c\": " + message);
    }
}
