using System.Text.Json;

namespace ReportPipeline.Cli.Tests.Stats;

/// <summary>Published answers of tables and ranks through the command line.</summary>
public class TableAndRankCommandTests
{
    // Deaths 2 of 26 and 6 of 18: the conditional odds ratio and both intervals, from the equations solved in R to 1e-14.
    [Theory]
    [InlineData("central", 0.01502964, 1.16104135)]
    [InlineData("minimum-likelihood", 0.0223583, 0.9747019)]
    public void Fisher_DeathsByArm_OddsRatioAndInterval(string interval, double lower, double upper)
    {
        var result = StatsRun.Result($"fisher --table 2,24;6,12 --interval {interval}");
        result.Number("oddsRatioConditional").ShouldBe(0.17409445, 5e-9);
        result.Number("oddsRatioSample").ShouldBe(1 / 6.0, 1e-15);
        result.Number("lower").ShouldBe(lower, 5e-8);
        result.Number("upper").ShouldBe(upper, 5e-8);
        result.Number("pValue").ShouldBe(0.047772, 5e-7);
        result.Number("n").ShouldBe(44);
    }

    [Fact]
    public void Fisher_FileOrTable_SameResult()
    {
        var rows = Rows("A,dead", 2) + Rows("A,alive", 24) + Rows("B,dead", 6) + Rows("B,alive", 12);
        var result = StatsRun.OnText("arm,outcome\n" + rows, "fisher --row arm --column outcome").Json;
        result.Text("rows/0/row").ShouldBe("A");
        result.At("columns").EnumerateArray().Select(label => label.GetString()).ShouldBe(["alive", "dead"]);
        result.Number("rows/0/counts/0").ShouldBe(24);
        result.Number("pValue").ShouldBe(StatsRun.Result("fisher --table 24,2;12,6").Number("pValue"));
    }

    // R: fisher.test(matrix(c(3,1,2, 4,0,5), 2, byrow = TRUE))$p.value
    [Fact]
    public void Fisher_TwoByThree_FreemanHalton()
    {
        var result = StatsRun.Result("fisher --table 3,1,2;4,0,5");
        result.Text("method").ShouldContain("Freeman–Halton");
        result.Number("pValue").ShouldBe(0.755244755244756, 1e-12);
        result.TryGetProperty("oddsRatioSample", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("17,9;13,5", 0.632101)]
    [InlineData("16,10;10,8", 0.691470)]
    public void ChiSq_TwoByTwo_Uncorrected(string table, double pValue)
    {
        var result = StatsRun.Result($"chisq --table {table}");
        result.Number("pValue").ShouldBe(pValue, 5e-7);
        result.Number("degreesOfFreedom").ShouldBe(1);
        result.At("oddsRatioConditional").ValueKind.ShouldBe(JsonValueKind.Number);
    }

    // By hand: n (|ad − bc| − n/2)² / (r₁ r₂ c₁ c₂) = 44 (32 − 22)² / (26·18·30·14).
    [Fact]
    public void ChiSq_Yates_ByHand() =>
        StatsRun.Result("chisq --table 17,9;13,5 --yates").Number("chiSquare").ShouldBe(44 * 100.0 / (26 * 18 * 30 * 14), 1e-14);

    [Theory]
    [InlineData("exact", 0.02126697)]
    [InlineData("normal", 0.02558791)]
    [InlineData("t", 0.04023052)]
    public void RankSum_Ties_ByMethod(string method, double pValue)
    {
        var result = StatsRun.OnText(TwoGroups("1,2,2,3,4,4,5,7", "3,4,5,5,6,7,7,8,9"), $"ranksum --value v --group g --method {method}").Json;
        result.Number("pValue").ShouldBe(pValue, 5e-9);
        result.At("z").ValueKind.ShouldBe(method == "exact" ? JsonValueKind.Null : JsonValueKind.Number);
    }

    [Fact]
    public void RankSum_HollanderPermeability_HodgesLehmann()
    {
        var text = TwoGroups("0.80,0.83,1.89,1.04,1.45,1.38,1.91,1.64,0.73,1.46", "1.15,0.88,0.90,0.74,1.21");
        var result = StatsRun.OnText(text, "ranksum --value v --group g").Json;
        result.Number("statistic").ShouldBe(35);
        result.Number("pValue").ShouldBe(0.25441225, 5e-9);
        result.Number("hodgesLehmann").ShouldBe(0.305, 1e-12);
        result.Number("lower").ShouldBe(-0.15, 1e-12);
        result.Number("upper").ShouldBe(0.76, 1e-12);
    }

    // Differences 1, 2, 3, −4 by hand: V = 6; of 16 sign patterns 14 are as far from 5 as 6 is.
    [Fact]
    public void SignedRank_FourPairs_ByHand()
    {
        var result = StatsRun.OnText("b,a\n0,1\n0,2\n0,3\n4,0\n", "signedrank --before b --after a").Json;
        result.Number("statistic").ShouldBe(6);
        result.Number("pValue").ShouldBe(14 / 16.0, 1e-15);
        result.Number("hodgesLehmann").ShouldBe(1.25, 1e-15);
        result.At("lower").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    private static string Rows(string row, int times) => string.Concat(Enumerable.Repeat(row + "\n", times));

    private static string TwoGroups(string first, string second) => "g,v\n"
        + string.Concat(first.Split(',').Select(value => $"one,{value}\n"))
        + string.Concat(second.Split(',').Select(value => $"two,{value}\n"));
}
