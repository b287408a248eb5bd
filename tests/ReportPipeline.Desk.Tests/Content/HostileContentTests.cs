using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ReportPipeline.Desk.Committee;
using ReportPipeline.Desk.Content;
using ReportPipeline.Desk.Language;
using ReportPipeline.Desk.Shell;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Desk.Tests.Content;

/// <summary>Terms and labels come from outside: whatever they hold, the page shows it as text.</summary>
public sealed class HostileContentTests
{
    private const string Hostile = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>&amp;";

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    public async Task Section_HostileTermsEverywhere_BecomeText(string language)
    {
        var html = await RenderAsync(language, Blocks());

        html.ShouldNotContain("<img");
        html.ShouldNotContain("<script>alert");
        html.ShouldNotContain("\"'>");
        html.Split("&lt;img src=x").Length.ShouldBeGreaterThan(12);
    }

    [Fact]
    public async Task Section_ResultIdWithSigns_StaysInsideItsAddress()
    {
        var html = await RenderAsync("en", [Paragraph.Body(new Printed("a/b c\"<>&?#=", "7"))]);

        html.ShouldContain("href=\"/api/desk/reports/run/closed/result?id=a%2Fb%20c%22%3C%3E%26%3F%23%3D\"");
    }

    private static Block[] Blocks()
    {
        var line = Line.Of(Hostile, new Printed(Hostile, Hostile));
        Cell[] cells = [Cell.Text([.. line]), Cell.Number(line)];
        var axis = new ChartAxis(Hostile, 0, 10, 5, "0");
        return
        [
            new Heading(2, Hostile, "hostile"),
            new Paragraph(ParagraphKind.Notice, line),
            new Facts([new Fact(Hostile, line)]),
            new Table("table", line, [1, 1], [Row.Header(cells)], [Row.Group(Hostile, 2), Row.Body(cells)]) { Notes = [line] },
            new ChartFigure("chart", line, line, new ChartAxes(axis, axis), [new ChartSeries(Hostile, [new ChartPoint(1, 2, null, Hostile)], 0, SeriesKind.MarkedLine)])
            {
                AtRisk = new NumbersAtRisk(Hostile, [0, 5, 10], [new RiskRow(Hostile, 0, [line, line, line])]),
            },
            new ForestFigure("forest", line, line, [1, 1], [.. cells], [new ForestRow([.. cells], new ForestInterval(new ForestValue(2, Hostile), null, null))]) { AxisTitle = Hostile },
            new RowChartFigure("rows", line, line, [1, 1], [.. cells], [[.. cells]], axis, [new ChartSeries(Hostile, [new ChartPoint(1, 0.5, Hostile)], 0, SeriesKind.SmallMarkers)]) { ShowLegend = true },
            new FlowFigure("flow", line, line, [new FlowBox("a", 0, 0, 0.5, [line, line])], []),
        ];
    }

    private static async Task<string> RenderAsync(string language, Block[] blocks)
    {
        var description = new DocumentDescription(Hostile, Hostile, language, DateTimeOffset.UnixEpoch)
        {
            Header = new RunningLine("", ""),
            Footer = "",
            PageOf = "",
            Captions = new CaptionWords(Hostile, Hostile),
            Generator = "",
        };
        var outline = ReportOutline.Of(new ReportContent(description, [new Heading(1, Hostile, "section"), .. blocks]));
        var identity = new RunIdentity("run", 1, "head", "snapshot", DateTimeOffset.UnixEpoch, Hostile, Hostile, "hash", "0", 1);
        var report = new ReportFrame(identity, Editions.Closed, ReportStanding.Draft, [Editions.Closed], ["en"]) { Links = new ContentLinks("run", Editions.Closed, outline) };
        var frame = new DeskFrame
        {
            Words = DeskWords.Of(language),
            Trial = Hostile,
            Here = "/api/desk?" + Hostile,
            Form = new FormToken("form", Hostile),
            User = new DeskUser(Hostile, [Hostile]) { Site = Hostile, ReadsReports = true },
        };
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        return await new DeskRendering(services, NullLoggerFactory.Instance)
            .RenderAsync<ReportSectionPage, ReportSectionModel>(frame, new ReportSectionModel(report, outline.Sections[0], new TableQuestion("", 1)));
    }
}
