using ReportPipeline.Trial.Documents;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Tests.Sections;

/// <summary>Sentences whose numbers are few, missing or held back read as sentences. Blanks of a template that may not break count as blanks.</summary>
public sealed class WordingTests
{
    private const string PrimaryP = "T4/full/MSC:CONTROL/outcome/p";

    [Theory]
    [InlineData("en", "Survived: 24 of 26 (92.31%) with ", " and no known outcome with ", "; not tested: no subject has a value.")]
    [InlineData("zh-Hans", "26例中24例（92.31%），", "无已知结局", "；未检验：")]
    public void Write_ArmWithoutOutcome_SaysSoInPlaceOfNoughtOfNought(string language, params string[] parts)
    {
        var results = Changed(
            ("T4/full/CONTROL/outcome/n", new NumberValue(0)), ("T4/full/CONTROL/outcome/N", new NumberValue(0)),
            ("T4/full/CONTROL/outcome/percent", new NotEstimableValue("no subject has a value")), (PrimaryP, new NotEstimableValue("no subject has a value")));

        string text = Text(SampleResults.Request(language) with { Results = results });

        foreach (string part in parts)
        {
            text.ShouldContain(part);
        }

        text.ShouldNotContain("NE%");
    }

    [Theory]
    [InlineData("en", "(92.31%) with ", "; the comparison is held back until a declared look.", "P = held")]
    [InlineData("zh-Hans", "（92.31%）", "；组间比较在方案规定的分析时点之前暂缓展示。", "P = 暂缓")]
    public void Write_ComparisonHeldBack_IsSaidInWords(string language, string counts, string says, string never)
    {
        var results = Changed(
            (PrimaryP, new NotEstimableValue(EfficacyBetweenLooks.Reason)), ("F2/full/MSC:CONTROL/log-rank/p", new NotEstimableValue(EfficacyBetweenLooks.Reason)));

        string text = Text(SampleResults.Request(language) with { Results = results });

        text.ShouldContain(counts);
        text.ShouldContain(says);
        text.ShouldNotContain(never);
    }

    [Theory]
    [InlineData(1, "covers 1 patient treated at 2 hospitals.")]
    [InlineData(2, "covers 2 patients treated at 2 hospitals.")]
    public void Write_OnePatient_IsNoPlural(int patients, string says) =>
        Text(SampleResults.Request() with { Results = Changed(("POP/full/total/subjects/N", new NumberValue(patients))) }).ShouldContain(says);

    [Theory]
    [InlineData("en", "Adverse events are counted in the full analysis set")]
    [InlineData("zh-Hans", "不良事件在全分析集")]
    public void Write_ProtocolWithoutSafetySet_NamesTheSetInWhichEventsAreCounted(string language, string says)
    {
        var protocol = SampleResults.Protocol with
        {
            AnalysisSets = [.. SampleResults.Protocol.AnalysisSets.Where(set => set.Kind != AnalysisSetKind.Safety)],
            Endpoints = [.. SampleResults.Protocol.Endpoints.Where(endpoint => !endpoint.AnalysisSets.Contains("safety"))],
        };
        var results = SampleResults.Of(SampleResults.All().Rows.Where(row => row.AnalysisSet != "safety"));

        Text(SampleResults.Request(language) with { Protocol = protocol, Results = results }).ShouldContain(says);
    }

    private static AnalysisResults Changed(params (string Id, ResultValue Value)[] changes)
    {
        var values = changes.ToDictionary(change => change.Id, change => change.Value);
        var rows = SampleResults.All().Rows;
        rows.Select(row => row.Id).Intersect(values.Keys).Count().ShouldBe(values.Count);
        return SampleResults.Of(rows.Select(row => values.TryGetValue(row.Id, out var value) ? row with { Value = value } : row));
    }

    private static string Text(ReportRequest request) =>
        string.Join('\n', Parts.Paragraphs(ClinicalReport.Write(request))).Replace('\u00a0', ' ');
}
