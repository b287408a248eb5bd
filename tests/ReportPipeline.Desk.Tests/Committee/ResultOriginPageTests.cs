using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ReportPipeline.Desk.Committee;
using ReportPipeline.Desk.Language;
using ReportPipeline.Desk.Shell;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Desk.Tests.Committee;

/// <summary>The page of one number, without a browser.</summary>
public sealed class ResultOriginPageTests
{
    private static readonly AnalysisResult Excluded = new()
    {
        Analysis = "F1A",
        AnalysisSet = "full",
        Group = "MSC",
        Variable = "excluded",
        Statistic = StatisticName.Count,
        Value = new NumberValue(2),
        Sources = "",
    };

    // The English words are those that "trace" prints.
    [Theory]
    [InlineData("en", "No resource version stands behind it: it is counted from the trial's decision list, not from records.")]
    [InlineData("zh-Hans", "没有资源版本作为依据：由试验的决定清单计数，而非由记录。")]
    public async Task Origin_RowWithoutRecords_SaysWhatItStandsOn(string language, string says)
    {
        var html = await RenderAsync(language, Excluded);

        html.ShouldContain($"<p>{says}</p>");
        html.ShouldNotContain(DeskWords.Of(language).Origin.VersionsText);
    }

    [Theory]
    [InlineData("en", "percentage points")]
    [InlineData("zh-Hans", "个百分点")]
    public async Task Origin_DifferenceOfPercentages_IsInPercentagePoints(string language, string unit) =>
        (await RenderAsync(language, Excluded with { Statistic = StatisticName.Estimate, Unit = ResultUnit.PercentagePoints }))
            .ShouldContain($"<span class=\"unit\">{unit}</span>");

    private static async Task<string> RenderAsync(string language, AnalysisResult row)
    {
        var frame = new DeskFrame
        {
            Words = DeskWords.Of(language),
            Trial = "trial",
            Here = "/api/desk/reports/run/closed/result",
            Form = new FormToken("form", "token"),
            User = new DeskUser("member", ["committee.closed"]),
        };
        var identity = new RunIdentity("run", 1, "head", "snapshot", DateTimeOffset.UnixEpoch, "protocol", "1", "hash", "0", 1);
        var report = new ReportFrame(identity, Editions.Closed, ReportStanding.Draft, [Editions.Closed], ["en"]);
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        return WebUtility.HtmlDecode(await new DeskRendering(services, NullLoggerFactory.Instance)
            .RenderAsync<ResultOriginPage, ResultOriginModel>(frame, new ResultOriginModel(report, row, [], 0, 1)));
    }
}
