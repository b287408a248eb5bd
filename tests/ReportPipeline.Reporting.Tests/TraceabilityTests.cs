using ReportPipeline.Trial.Documents;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Tests;

public sealed class TraceabilityTests
{
    [Theory]
    [InlineData("T4/full/MSC/outcome/percent", "92.31")]
    [InlineData("T4/full/CONTROL/outcome/percent", "66.67")]
    [InlineData("T4/full/MSC:CONTROL/outcome/p", "0.048")]
    [InlineData("T4/per-protocol/MSC:CONTROL/outcome/p", "0.031")]
    [InlineData("S5/safety/MSC/events/n", "56")]
    [InlineData("S5/safety/CONTROL/events/n", "59")]
    [InlineData("S-ANY/safety/MSC/outcome/n", "20")]
    [InlineData("T2/full/MSC/AGE/mean", "58.3")]
    [InlineData("T8/safety/MSC:CONTROL/CLINICAL/SHOCK_AE/p", "<0.001")]
    public void Write_APublishedFigure_IsPrintedUnderItsResultId(string id, string printed)
    {
        foreach (string language in (string[])["en", "zh-Hans"])
        {
            List<string> texts = [.. Parts.Numbers(ClinicalReport.Write(SampleResults.Request(language))).Where(number => number.Tag == id).Select(number => number.Text)];

            texts.ShouldNotBeEmpty();
            texts.ShouldAllBe(text => text == printed);
        }
    }

    [Fact]
    public void Write_EveryTag_IsAResultOfTheRun()
    {
        ReportRequest request = SampleResults.Request();

        IEnumerable<string> tags = Parts.Numbers(ClinicalReport.Write(request)).Select(number => number.Tag).Distinct();
        tags.Except(request.Results.Rows.Select(row => ResultTag.Of(row.Id))).ShouldBeEmpty();
        tags.ShouldAllBe(tag => tag.Length <= 64);
    }

    [Fact]
    public void Write_BothLanguages_PrintTheSameResults()
    {
        IEnumerable<(string, string)> Sorted(string language) => Parts.Numbers(ClinicalReport.Write(SampleResults.Request(language)))
            .Where(number => !number.Tag.EndsWith("/reason", StringComparison.Ordinal)).Order();

        Sorted("zh-Hans").ShouldBe(Sorted("en"));
    }

    [Fact]
    public void Write_ChartPoints_LeadToTheRowsThatHoldTheirValues()
    {
        ReportRequest request = SampleResults.Request();
        byte[] document = ClinicalReport.Write(request);
        var entries = Parts.Xml(document, "customXml/item1.xml").Root!.Elements().ToList();

        entries.Count(entry => ((string)entry.Attribute("part")!).StartsWith("word/charts/", StringComparison.Ordinal)).ShouldBeGreaterThan(20);
        foreach (var entry in entries.Where(entry => ((string)entry.Attribute("place")!).EndsWith(" y", StringComparison.Ordinal)))
        {
            double plotted = double.Parse((string)entry.Attribute("text")!, System.Globalization.CultureInfo.InvariantCulture);
            request.Results.Find((string)entry.Attribute("result")!)!.Value.ShouldBe(new NumberValue(plotted));
        }
    }
}
