namespace ReportPipeline.Reporting.Tests.Sections;

/// <summary>The page for lay members goes by the endpoint that the protocol names primary, whatever its kind.</summary>
public sealed class LaySummaryTests
{
    [Theory]
    [InlineData("F2", "en", "Primary endpoint: Survival over time. Its result stands in the section “Endpoints”.")]
    [InlineData("F2", "zh-Hans", "主要终点：生存曲线。其结果见“终点”一节。")]
    [InlineData("S3", "en", "Primary endpoint: Hazard of death by severity. Its result stands in the section “Endpoints”.")]
    [InlineData("T8", "en", "Primary endpoint: Adverse events by category and term. Its result stands in the section “Safety”.")]
    [InlineData("RMST", "en", "Primary endpoint: Restricted mean survival time. Its result stands in the section “Sensitivity of the results”.")]
    public void Write_PrimaryWithoutOneFigure_IsNamedWithTheSectionOfItsResult(string id, string language, string expected) =>
        Parts.Paragraphs(Document(id, language, Audience.Closed)).ShouldContain(expected);

    [Theory]
    [InlineData("T4", true)]
    [InlineData("F2", false)]
    public void Write_ForestOfRiskDifferences_IsOfAYesNoPrimaryAlone(string id, bool drawn) =>
        Parts.Paragraphs(Document(id, "en", Audience.Closed)).Any(text => text.Contains("The primary difference under other choices", StringComparison.Ordinal)).ShouldBe(drawn);

    [Fact]
    public void Write_PrimaryIsAYesNoOutcome_GivesItsResultAndRefersToNoSection() =>
        Parts.Paragraphs(Document("T4", "en", Audience.Closed)).ShouldNotContain(text => text.StartsWith("Primary endpoint:", StringComparison.Ordinal));

    // The open report has no such result.
    [Fact]
    public void Write_OpenReport_RefersToNoResult() =>
        Parts.Paragraphs(Document("F2", "en", Audience.Open)).ShouldNotContain(text => text.StartsWith("Primary endpoint:", StringComparison.Ordinal));

    private static byte[] Document(string primary, string language, Audience audience) =>
        ClinicalReport.Write(SampleResults.Request(language, audience) with { Protocol = SampleResults.Protocol with { PrimaryEndpoint = primary } });
}
