using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Tests.Sections;

/// <summary>Infusion reactions stand by group in the closed report, below the doses, and nowhere else.</summary>
public sealed class InfusionReactionsTests
{
    private static readonly (string Place, double Experimental, double Control)[] Counts =
    [
        ("n", 3, 0), ("percent", 300.0 / 26, 0), ("events", 4, 0), ("N", 26, 18), ("worst-grade-1/n", 0, 0), ("worst-grade-2/n", 2, 0), ("worst-grade-3/n", 0, 0),
        ("worst-grade-4/n", 0, 0), ("worst-grade-5/n", 0, 0), ("worst-grade-missing/n", 1, 0), ("judged-by-day/events", 1, 0), ("not-judged/events", 0, 2),
    ];

    [Fact]
    public void Write_ClosedReport_HasEveryCountWithItsTag()
    {
        byte[] document = Document("en", Audience.Closed);

        Parts.RowsBelow(document, "Infusion reactions within 24 hours").Take(7).ShouldBe(
        [
            "|MSC (N=26)|Control (N=18)|P",
            "Subjects with a reaction, n/N (%)|3/26 (11.54)|0/18|0.258",
            "Worst grade 2|2|0|",
            "Grade not reported|1|0|",
            "Reactions, number of events|4|0|",
            "judged by the day alone|1|0|",
            "Events not judged, not counted|0|2|",
        ]);
        Parts.Numbers(document).ShouldContain(number => number.Tag.Contains("EX/safety/MSC:CONTROL/infusion-reactions/p", StringComparison.Ordinal));
        Parts.Paragraphs(document).ShouldContain(text => text.Contains("A reaction is an event of: Infusion reaction; it begins at the start of an infusion or later", StringComparison.Ordinal));
        Parts.Paragraphs(document).ShouldContain("P: Fisher's exact test, two-sided.");
    }

    [Fact]
    public void Write_ChineseReport_SaysTheSame() => Parts.RowsBelow(Document("zh-Hans", Audience.Closed), "输注后24小时内的输注反应").Take(7).ShouldBe(
    [
        "|MSC组（N=26）|对照组（N=18）|P值",
        "发生输注反应的受试者，n/N（%）|3/26 (11.54)|0/18|0.258",
        "最高2级|2|0|",
        "未报告分级|1|0|",
        "输注反应例次|4|0|",
        "其中仅按日期判定|1|0|",
        "无法判定的事件（未计入）|0|2|",
    ]);

    [Fact]
    public void Write_NoTestDeclared_HasNoColumnForIt() =>
        Parts.RowsBelow(Document("en", Audience.Closed, endpoint => endpoint with { AssociationTest = null }), "Infusion reactions within 24 hours")[0].ShouldBe("|MSC (N=26)|Control (N=18)");

    [Fact]
    public void Write_OpenReport_HasNoReactions() =>
        Parts.Paragraphs(Document("en", Audience.Open)).ShouldNotContain(text => text.Contains("Infusion reactions within", StringComparison.Ordinal));

    [Fact]
    public void Write_NoTermDeclared_HasNoTable() => Parts.Paragraphs(Document("en", Audience.Closed, endpoint => endpoint with { Terms = [] }))
        .ShouldNotContain(text => text.Contains("Infusion reactions within", StringComparison.Ordinal));

    private static byte[] Document(string language, Audience audience, Func<ExposureEndpoint, ExposureEndpoint>? change = null)
    {
        TrialProtocol sample = SampleResults.Protocol;
        TrialProtocol protocol = sample with { Endpoints = [.. sample.Endpoints.Select(endpoint => endpoint is ExposureEndpoint doses && change is not null ? change(doses) : endpoint)] };
        AnalysisResult[] rows =
        [
            .. Counts.Select(count => SampleResults.Row($"EX/safety/MSC/infusion-reactions/{count.Place}", count.Experimental)),
            .. Counts.Select(count => SampleResults.Row($"EX/safety/CONTROL/infusion-reactions/{count.Place}", count.Control)),
            SampleResults.Row("EX/safety/MSC:CONTROL/infusion-reactions/p", 0.2579, "Fisher's exact test, two-sided"),
        ];
        return ClinicalReport.Write(SampleResults.Request(language, audience) with { Protocol = protocol, Results = SampleResults.Of([.. SampleResults.All().Rows, .. rows]) });
    }
}
