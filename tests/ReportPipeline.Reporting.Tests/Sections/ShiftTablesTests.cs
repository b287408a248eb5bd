using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Tests.Sections;

/// <summary>Shift tables stand in the closed report of a trial that declares reference ranges, and nowhere else.</summary>
public sealed class ShiftTablesTests
{
    private const string None = "No reference ranges are declared";

    [Fact]
    public void Write_RangeWithTwoLimits_OneTablePerDirectionWithEveryCountTagged()
    {
        byte[] document = Document("en", Audience.Closed, 1, 5);

        Parts.Numbers(document).Where(number => number.Tag.Contains("SHIFTS/safety/MSC/CRP/", StringComparison.Ordinal)).Count().ShouldBe(2 * 4 * 5);
        Parts.RowsBelow(document, "C-reactive protein (mg/L): baseline against the lowest value after baseline (number of subjects)").Take(4)
            .ShouldBe(["Baseline|Low|Normal|High|Missing|All", "MSC (N=26)", "Low|11|12|13|14|10", "Normal|21|22|23|24|20"]);
        Parts.RowsBelow(document, "C-reactive protein (mg/L): baseline against the highest value after baseline (number of subjects)")
            .ShouldContain("Missing|41|42|43|44|40");
        Parts.Paragraphs(document).ShouldContain("Normal: 1 to 5 mg/L, both included. A book.");
    }

    [Fact]
    public void Write_RangeWithOneLimit_OneTableWithoutTheOtherSide()
    {
        byte[] document = Document("zh-Hans", Audience.Closed, null, 5);

        Parts.RowsBelow(document, "C反应蛋白（mg/L）：基线与基线后最高值对照（受试者数）")[0].ShouldBe("基线|正常|偏高|缺失|合计");
        Parts.Paragraphs(document).ShouldContain("正常：不高于5 mg/L。某书。");
        Parts.Paragraphs(document).ShouldNotContain(text => text.Contains("最低值对照", StringComparison.Ordinal));
    }

    [Fact]
    public void Write_OpenReport_HasNoShifts() =>
        Parts.Paragraphs(Document("en", Audience.Open, 1, 5)).ShouldNotContain(text => text.Contains("against the lowest value", StringComparison.Ordinal));

    [Fact]
    public void Write_BeforeAndAfter_SaysWhenNoRangeIsDeclared()
    {
        AnalysisResults results = SampleResults.Of([.. SampleResults.All().Rows, SampleResults.Row("T7/full/MSC/CRP/change/n", 26)]);

        Parts.Paragraphs(ClinicalReport.Write(SampleResults.Request() with { Results = results })).ShouldContain(text => text.StartsWith(None, StringComparison.Ordinal));
        Parts.Paragraphs(Document("en", Audience.Closed, 1, 5, results)).ShouldNotContain(text => text.StartsWith(None, StringComparison.Ordinal));
    }

    private static byte[] Document(string language, Audience audience, decimal? low, decimal? high, AnalysisResults? results = null)
    {
        TrialProtocol sample = SampleResults.Protocol;
        var range = new ReferenceRange(new LocalizedText { English = "A book", SimplifiedChinese = "某书" }, low, high);
        TrialProtocol protocol = sample with
        {
            Parameters = [.. sample.Parameters.Select(parameter => parameter.Code == "CRP" ? parameter with { ReferenceRange = range } : parameter)],
            Endpoints = [.. sample.Endpoints, new LaboratoryShiftEndpoint { Id = "SHIFTS", Title = new LocalizedText { English = "Shifts", SimplifiedChinese = "转移" }, AnalysisSets = ["safety"], Variables = ["CRP"] }],
        };
        AnalysisResult[] shifts = [.. protocol.Arms.Select(arm => arm.Code).Append("total").SelectMany(Counts)];
        return ClinicalReport.Write(SampleResults.Request(language, audience) with { Protocol = protocol, Results = SampleResults.Of([.. (results ?? SampleResults.All()).Rows, .. shifts]) });
    }

    /// <summary>The count of row i and column j is ij, that of the whole row i is i0.</summary>
    private static IEnumerable<AnalysisResult> Counts(string group)
    {
        string[] categories = ["LOW", "NORMAL", "HIGH", "MISSING"];
        for (int row = 0; row < categories.Length; row++)
        {
            yield return SampleResults.Row($"SHIFTS/safety/{group}/CRP/{LaboratoryShifts.Baseline}/{categories[row]}/n", 10 * (row + 1));
            for (int column = 0; column < categories.Length; column++)
            {
                foreach (string direction in (string[])[LaboratoryShifts.Lowest, LaboratoryShifts.Highest])
                {
                    yield return SampleResults.Row($"SHIFTS/safety/{group}/CRP/{direction}/{categories[row]}/{categories[column]}/n", (10 * (row + 1)) + column + 1);
                }
            }
        }
    }
}
