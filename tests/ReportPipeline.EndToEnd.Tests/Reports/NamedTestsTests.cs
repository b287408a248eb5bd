using ReportPipeline.Tests.SampleResults;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Tests.Reports;

/// <summary>Every P value stands with the test it came from, once, with the reason where it is Firth's.</summary>
public sealed class NamedTestsTests
{
    // No event in one arm of the severe stratum (0/16 v 2/10): every likelihood-based choice is Firth's penalised likelihood-ratio test.
    [Theory]
    [InlineData("full")]
    [InlineData("per-protocol")]
    public void Panel_SeparatedHazards_HoldsFirthsTestOnce(string set)
    {
        AnalysisResults results = SampleRun.Outcome.Results;

        string prefix = $"SENS-TESTS/{set}/MSC:CONTROL/S3/SEVERE/unadjusted";
        string[] tests = [.. results.Rows.Where(row => row.Id.StartsWith(prefix, StringComparison.Ordinal) && row.Statistic == StatisticName.PValue).Select(row => row.Id[(prefix.Length + 1)..])];
        tests.ShouldBe(["firth/p"]);
        SampleRun.Outcome.Number($"{prefix}/tests/n").ShouldBe(1);
        SampleRun.Outcome.Number($"{prefix}/firth/p").ShouldBe(SampleRun.Outcome.Number($"S3/{set}/MSC:CONTROL/SEVERE/unadjusted/p"));
        SampleRun.Outcome.Number($"SENS-TESTS/{set}/MSC:CONTROL/S3/CRITICAL/unadjusted/tests/n").ShouldBe(4);
    }

    [Fact]
    public void Panel_WhatTheProtocolsTestCannotTell_NamesTheTestNotItsCode() =>
        SampleRun.Outcome.Results.Rows.Concat(SampleRun.SecondTrial.Results.Rows).Where(row => row.Value is NotEstimableValue)
            .Select(row => row.Method).ShouldNotContain(method => method == "fisher" || method == "fisher-mid-p" || method == "boschloo" || method == "chi-square" || method == "chi-square-yates" || method == "mantel-haenszel-site");

    [Theory]
    [InlineData("en", "Severe: Cox proportional hazards, Firth penalised likelihood", "penalised likelihood-ratio test.", "Firth: among the patients compared, as long as both groups were under observation, only patients of the control group died. The ordinary hazard ratio would then be zero, however few the deaths; Firth's estimate, shown instead, stays above zero.", "Firth: the groups separate the events")]
    [InlineData("zh-Hans", "Cox比例风险模型，Firth惩罚似然", "惩罚似然比检验。", "Firth：在所比较的患者中，两组均有人处于观察期间，仅对照组有患者死亡。此时无论死亡多少，普通风险比都会等于零；因此改列始终大于零的Firth估计值。", "Firth：该比较中组别将事件完全分离")]
    public void Write_SeparatedHazards_SayMethodReasonAndTest(string language, string stratum, string method, string reason, string panel)
    {
        IReadOnlyList<string> paragraphs = WrittenReport.Of(SampleRun.Outcome, language).Paragraphs;

        paragraphs.Where(text => text.Contains("Firth", StringComparison.Ordinal) && text.Contains(stratum, StringComparison.Ordinal)).ShouldContain(text => text.EndsWith(method, StringComparison.Ordinal));
        paragraphs.ShouldContain(reason);
        paragraphs.ShouldContain(text => text.StartsWith(panel, StringComparison.Ordinal));
    }

    /// <summary>A convention stands only with the analyses whose rows carry it.</summary>
    [Fact]
    public void Write_MethodsTable_SaysOfAnAnalysisOnlyWhatItsRowsSay()
    {
        IReadOnlyList<string> rows = WrittenReport.Of(SampleRun.Outcome).Tables.Single(table => table[0] == "Method|Convention|Analysis");

        rows.Where(row => row.Contains("as if they came from different subjects", StringComparison.Ordinal)).Select(row => row.Split('|')[2]).ShouldBe(["T7"]);
        rows.ShouldNotContain(row => row.Contains("Fisher", StringComparison.Ordinal) && row.Contains("nominal P", StringComparison.Ordinal));
        rows.ShouldNotContain(row => row.Contains("sites inform", StringComparison.Ordinal));
    }
}
