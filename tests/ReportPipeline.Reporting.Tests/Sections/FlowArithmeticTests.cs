using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Tests.Sections;

public sealed class FlowArithmeticTests
{
    [Fact]
    public void Write_BoxesThatAddUp_AreDrawn() =>
        Text(SampleResults.All().Rows).ShouldNotContain("do not add up");

    // 26 allocated = 24 + 2 + 0; with one more lost the box of the follow-up holds 27.
    [Fact]
    public void Write_BoxesThatDoNotAddUp_AreAFindingAndNoDrawing()
    {
        byte[] document = Document(SampleResults.All().Rows.Select(row => row.Id == "F1A/full/MSC/lost-to-follow-up/n" ? SampleResults.Row(row.Id, 1) : row));

        string text = string.Join('\n', Parts.Paragraphs(document));
        text.ShouldContain("its boxes do not add up");
        text.ShouldContain("MSC: Follow-up: 26 is not 2 + 24 + 1");
        Parts.Xml(document, "word/document.xml").ToString().ShouldNotContain("<wpg:wgp");
    }

    private static string Text(IEnumerable<AnalysisResult> rows) => string.Join('\n', Parts.Paragraphs(Document(rows)));

    private static byte[] Document(IEnumerable<AnalysisResult> rows) => ClinicalReport.Write(SampleResults.Request() with { Results = SampleResults.Of(rows) });
}
