using ReportPipeline.Reporting.Language;
using ReportPipeline.Tests.SampleResults;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Tests.Reports;

/// <summary>What the days of a curve count from: Kaplan–Meier in trial days, a stay from its first day, a date from enrolment.</summary>
public sealed class TimeAxisTests
{
    [Theory]
    [InlineData("en", "Trial day (day 1: enrolment)", "Days since the start of the stay")]
    [InlineData("zh-Hans", "试验日（第1天为入组日）", "自该次住院（入住）起的天数")]
    public void Write_CurvesOfTheSampleTrial_NameWhatTheirDaysCountFrom(string language, string trialDay, string stay)
    {
        var report = WrittenReport.Of(SampleRun.Outcome, language);

        report.Charts.Count(chart => chart.Contains(trialDay, StringComparison.Ordinal)).ShouldBe(2);
        report.Charts.Count(chart => chart.Contains(stay, StringComparison.Ordinal)).ShouldBe(2);
        report.Charts.ShouldNotContain(chart => chart.Contains(CompetingWords.English.Event.TimeAxis, StringComparison.Ordinal) || chart.Contains(CompetingWords.SimplifiedChinese.Event.TimeAxis, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en", "Time to negative viral test", "Days since enrolment", "Gray's test: event P")]
    [InlineData("zh-Hans", "病毒检测转阴时间", "入组后天数", "Gray检验：该事件P")]
    public void Write_DeathCompetesWithADate_DrawsTheEventAndTestsIt(string language, string title, string axis, string test)
    {
        var outcome = SampleRun.Outcome;
        TrialProtocol protocol = outcome.Protocol with
        {
            Endpoints = [.. outcome.Protocol.Endpoints.Select(endpoint => endpoint is DurationEndpoint { Id: "T5-VIRUS" } virus ? virus with { DeathCompetes = true } : endpoint)],
        };

        var report = WrittenReport.Of(protocol, WrittenReport.Analyse(outcome, protocol), language);

        CompetingEventWords words = Vocabularies.Of(language).Competing.Event;
        report.Charts.ShouldContain(chart => chart.Contains(axis, StringComparison.Ordinal));
        report.Paragraphs.ShouldContain(text => text.EndsWith(words.Caption.Replace("{0}", title, StringComparison.Ordinal), StringComparison.Ordinal));
        report.Paragraphs.Single(text => text.StartsWith(test, StringComparison.Ordinal)).ShouldNotContain("–");
    }
}
