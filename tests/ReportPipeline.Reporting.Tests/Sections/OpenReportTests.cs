using System.Text.RegularExpressions;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Tests.Sections;

/// <summary>The open report names no group and compares nothing, even when the results hold both.</summary>
public sealed class OpenReportTests
{
    [Theory]
    [InlineData("en", @"\bby group\b|\bStd\. difference|\bShift\b|\bodds ratio|\bhazard|\blog-rank|\bP = |\bP: |between the groups|\bMSC\b|\bControl\b|CONTROL")]
    [InlineData("zh-Hans", "组间|各组天数|标准化差异|位置差|比值比|风险比|对数秩|P值：|P = |MSC组|对照组|CONTROL")]
    public void Write_OpenReport_NamesNoGroupAndNoComparison(string language, string forbidden)
    {
        string text = Text(language, [.. SampleResults.All().Rows, .. Audit()]);

        Regex.Matches(text, forbidden).Select(match => match.Value).ShouldBeEmpty();
    }

    [Fact]
    public void Write_OpenReport_PrintsOnlyAuditFindingsThatNameNoGroup()
    {
        string text = Text("en", [.. SampleResults.All().Rows, .. Audit()]);

        text.ShouldContain("The volumes do not fit");
        text.ShouldContain("stand in the closed report only");
        foreach (string code in (string[])["EXCLUSIONS-IN-ONE-ARM", "MISSING-OUTCOMES-DECIDE", "RESULT-HANGS-ON-ONE-SUBJECT", "FATAL-EVENTS-AND-DEATHS-DIFFER", "TREATMENT-OF-OTHER-ARM", "ARM-WITHOUT-TREATMENT", "A-RULE-OF-TOMORROW"])
        {
            text.ShouldNotContain($"secret of {code}");
        }

        text.ShouldNotContain("RM-001");
    }

    [Fact]
    public void Write_ClosedReport_PrintsEveryAuditFindingWithItsRecords()
    {
        byte[] document = ClinicalReport.Write(SampleResults.Request() with { Results = SampleResults.Of([.. SampleResults.All().Rows, .. Audit()]) });
        string text = string.Join('\n', Parts.Paragraphs(document));

        text.ShouldContain("Secret of TREATMENT-OF-OTHER-ARM");
        text.ShouldContain("RM-001");
    }

    private static string Text(string language, IEnumerable<AnalysisResult> rows)
    {
        ReportRequest request = SampleResults.Request(language, Audience.Open) with { Results = SampleResults.Of(rows) };
        TrialProtocol protocol = request.Protocol;

        // The trial's own title and design name its arms; so do its treatments, which an audit finding quotes.
        string[] ownTexts = [protocol.Title.In(language), protocol.ShortTitle.In(language), protocol.Design.Description.In(language), .. protocol.Treatments.Select(treatment => treatment.Label.In(language))];
        string text = string.Join('\n', Parts.Paragraphs(ClinicalReport.Write(request)));
        return ownTexts.Aggregate(text, (rest, own) => rest.Replace(own, "", StringComparison.Ordinal));
    }

    private static IEnumerable<AnalysisResult> Audit()
    {
        yield return SampleResults.Row("AUDIT/full/total/findings/n", 8);
        foreach (string code in (string[])["EXCLUSIONS-IN-ONE-ARM", "MISSING-OUTCOMES-DECIDE", "RESULT-HANGS-ON-ONE-SUBJECT", "FATAL-EVENTS-AND-DEATHS-DIFFER", "TREATMENT-OF-OTHER-ARM", "ARM-WITHOUT-TREATMENT", "A-RULE-OF-TOMORROW"])
        {
            foreach (AnalysisResult row in Finding(code, $"secret of {code}"))
            {
                yield return row;
            }
        }

        foreach (AnalysisResult row in Finding("INFUSION-RATE-AND-VOLUME-DIFFER", "the volumes do not fit"))
        {
            yield return row;
        }
    }

    private static IEnumerable<AnalysisResult> Finding(string code, string what) =>
    [
        SampleResults.Row($"AUDIT/full/total/{code}/1/en/what", new TextValue(what)),
        SampleResults.Row($"AUDIT/full/total/{code}/1/zh-Hans/what", new TextValue(what)),
        SampleResults.Row($"AUDIT/full/total/{code}/1/where", new TextValue("T4/full")),
        SampleResults.Row($"AUDIT/full/total/{code}/1/records", new TextValue("RM-001")),
        SampleResults.Row($"AUDIT/full/total/{code}/1/severity", new TextValue("CONTRADICTION")),
    ];
}
