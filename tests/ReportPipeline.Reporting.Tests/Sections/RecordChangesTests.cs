using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Tests.Sections;

public sealed class RecordChangesTests
{
    [Fact]
    public void Write_ClosedReport_PrintsValuesBeforeAndAfter()
    {
        string text = Text(Audience.Closed, Changes());

        text.ShouldContain("Compared with the snapshot whose data cut-off was 1 Nov 2026, 06:30 UTC.");
        text.ShouldContain("79\n97");
        text.ShouldContain("Since the last data cut-off: new patients 2, corrected records 1, withdrawn records 0.");
    }

    [Fact]
    public void Write_OpenReport_PrintsCountsAndNoValueOfASubject()
    {
        string text = Text(Audience.Open, Changes());

        text.ShouldContain("Records corrected\n1");
        text.ShouldNotContain("RM-001");
        text.ShouldNotContain("79\n97");
    }

    [Fact]
    public void Write_TheFirstSnapshot_SaysThatNothingCanBeLate() =>
        Text(Audience.Closed, [SampleResults.Row("CHANGES/full/total/previous/cut-off", new NotEstimableValue("this is the first snapshot"))])
            .ShouldContain("This is the first snapshot of the trial");

    [Fact]
    public void Write_WithoutAComparison_SaysSo() => Text(Audience.Open, []).ShouldContain("was not given a comparison with the snapshot before");

    private static string Text(Audience audience, IEnumerable<AnalysisResult> rows) => string.Join('\n', Parts.Paragraphs(ClinicalReport.Write(
        SampleResults.Request(audience: audience) with { Results = SampleResults.Of([.. SampleResults.All().Rows, .. rows]) })));

    private static IEnumerable<AnalysisResult> Changes() =>
    [
        SampleResults.Row("CHANGES/full/total/previous/cut-off", new TextValue("2026-11-01T06:30:00.0000000+00:00")),
        SampleResults.Row("CHANGES/full/total/new-subjects/n", 2),
        SampleResults.Row("CHANGES/full/total/removed-subjects/n", 0),
        SampleResults.Row("CHANGES/full/total/corrections/n", 1),
        SampleResults.Row("CHANGES/full/total/withdrawals/n", 0),
        SampleResults.Row("CHANGES/full/total/late-bundles/n", 0),
        SampleResults.Row("CHANGES/full/total/corrections/1/subject", new TextValue("RM-001")),
        SampleResults.Row("CHANGES/full/total/corrections/1/reason", new TextValue("corrected")),
        SampleResults.Row("CHANGES/full/total/corrections/1/1/what", new TextValue("SPO2 AVAL")),
        SampleResults.Row("CHANGES/full/total/corrections/1/1/before", new TextValue("79")),
        SampleResults.Row("CHANGES/full/total/corrections/1/1/after", new TextValue("97")),
    ];
}
