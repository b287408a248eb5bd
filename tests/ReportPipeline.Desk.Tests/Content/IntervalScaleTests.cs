using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ReportPipeline.Desk.Committee;
using ReportPipeline.Desk.Content;
using ReportPipeline.Desk.Language;
using ReportPipeline.Desk.Shell;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Desk.Tests.Content;

/// <summary>A difference stands on a linear scale around 0, a ratio on a logarithmic one around 1.</summary>
public sealed partial class IntervalScaleTests
{
    [Fact]
    public async Task Difference_BelowAndAboveZero_StandsOnItsSideAtItsDistance()
    {
        var page = await RenderAsync(ForestScale.Difference, new ForestInterval(new ForestValue(-10, "e"), new ForestValue(-30, "l"), new ForestValue(10, "u")));

        Ticks(page).ShouldBe(["-30", "-20", "-10", "0", "10"]);
        var (none, lower, upper) = Places(page);
        lower.ShouldBe(20, 0.1);
        upper.ShouldBe(240, 0.1);
        none.ShouldBe(20 + (220 * 0.75), 0.1);
    }

    [Fact]
    public async Task Ratio_BelowAndAboveOne_StandsOnItsSideAtItsPower()
    {
        var page = await RenderAsync(ForestScale.Ratio, new ForestInterval(new ForestValue(1, "e"), new ForestValue(0.1, "l"), new ForestValue(10, "u")));

        Ticks(page).ShouldBe(["0.1", "1", "10"]);
        Places(page).ShouldBe((130, 20, 240));
    }

    private static string[] Ticks(string page) => [.. Text().Matches(page).Select(match => match.Groups[1].Value)];

    private static (double None, double Lower, double Upper) Places(string page)
    {
        var line = Curve().Match(page);
        return (Number(Unity().Match(page).Groups[1].Value), Number(line.Groups[1].Value), Number(line.Groups[2].Value));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static async Task<string> RenderAsync(ForestScale scale, ForestInterval interval)
    {
        var line = Line.Of("x");
        var figure = new ForestFigure("forest", line, line, [1, 1], [Cell.Text("x")], [new ForestRow([Cell.Text("x")], interval)]) { AxisTitle = "x", Scale = scale };
        var description = new DocumentDescription("", "", "en", DateTimeOffset.UnixEpoch)
        {
            Header = new RunningLine("", ""),
            Footer = "",
            PageOf = "",
            Captions = new CaptionWords("Table", "Figure"),
            Generator = "",
        };
        var outline = ReportOutline.Of(new ReportContent(description, [new Heading(1, "x", "section"), figure]));
        var identity = new RunIdentity("run", 1, "head", "snapshot", DateTimeOffset.UnixEpoch, "p", "1", "hash", "0", 1);
        var report = new ReportFrame(identity, Editions.Closed, ReportStanding.Draft, [Editions.Closed], ImmutableArray.Create("en")) { Links = new ContentLinks("run", Editions.Closed, outline) };
        var frame = new DeskFrame { Words = DeskWords.Of("en"), Trial = "x", Here = "/api/desk", Form = new FormToken("form", "x") };
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        return await new DeskRendering(services, NullLoggerFactory.Instance)
            .RenderAsync<ReportSectionPage, ReportSectionModel>(frame, new ReportSectionModel(report, outline.Sections[0], new TableQuestion("", 1)));
    }

    [GeneratedRegex("<text[^>]*>([^<]+)</text>")]
    private static partial Regex Text();

    [GeneratedRegex("class=\"unity\" d=\"M([0-9.]+) ")]
    private static partial Regex Unity();

    [GeneratedRegex("class=\"curve\" d=\"M([0-9.]+) 13H([0-9.]+)\"")]
    private static partial Regex Curve();
}
