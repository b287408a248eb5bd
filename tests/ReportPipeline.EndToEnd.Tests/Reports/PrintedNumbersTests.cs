using System.Text.RegularExpressions;
using ReportPipeline.Tests.SampleResults;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Tests.Reports;

/// <summary>What stands in a cell or a note beside the number itself: its test, its unit, and one mark where there is none.</summary>
public sealed class PrintedNumbersTests
{
    // Dyspnoea: day 1 by Fisher (.016), day 3 by χ² (.040).
    [Fact]
    public void Write_TestsDifferFromRowToRow_MarksEachPWithItsTest()
    {
        WrittenReport report = WrittenReport.Of(SampleRun.Outcome);
        string note = report.Paragraphs.First(text => text.StartsWith("P: ᵃ: ", StringComparison.Ordinal));

        note.ShouldContain("Fisher's exact test");
        note.ShouldContain("ᵇ: ");
        string Letter(double p) => Regex.Match(string.Join('\n', report.Tables.SelectMany(table => table)), $@"\|{p:0.000}([ᵃᵇ])").Groups[1].Value;
        string Named(string test) => Regex.Match(note, $"([ᵃᵇ]): {test}").Groups[1].Value;
        Letter(0.016).ShouldBe(Named("Fisher"));
        Letter(0.040).ShouldBe(Named("Pearson"));
    }

    [Theory]
    [InlineData("en", "Adjusted mean change from baseline (95% CI)", "Adjusted mean at the visit (95% CI)", "Adjusted difference of the changes", "Adjusted difference at the visit")]
    [InlineData("zh-Hans", "较基线变化的校正均数（95% CI）", "访视时校正均数（95% CI）", "变化量的校正差值", "访视时校正差值")]
    public void Write_Ancova_SaysOfWhatAndInWhichUnit(string language, string change, string value, string differenceOfChanges, string difference)
    {
        WrittenReport report = WrittenReport.Of(SampleRun.SecondTrial, language);

        string rows = string.Join('\n', report.Tables.SelectMany(table => table));
        rows.ShouldContain(change);
        rows.ShouldContain(value);
        report.Paragraphs.Where(text => text.Contains(differenceOfChanges, StringComparison.Ordinal) || text.Contains(difference, StringComparison.Ordinal)).ToList()
            .ForEach(text => text.ShouldContain(" mmol/L"));
        report.Paragraphs.Count(text => text.Contains(differenceOfChanges, StringComparison.Ordinal)).ShouldBe(2); // table note and summary
    }

    [Fact]
    public void Write_NobodyHasAValue_PrintsOneMark()
    {
        var outcome = SampleRun.Outcome;
        string text = string.Join('\n', WrittenReport.Of(outcome.Protocol, outcome.Results with { Rows = [.. outcome.Results.Rows.Select(Emptied)] }).Tables.SelectMany(table => table));

        text.ShouldContain("NE");
        text.ShouldNotMatch(@"NE \(NE|NE–NE");

        static AnalysisResult Emptied(AnalysisResult row) => row.Analysis == "T5-VIRUS" && row.Variable == "days" && row.Statistic != StatisticName.Count && row.Statistic != StatisticName.Missing
            ? row with { Value = new NotEstimableValue("there are no values") }
            : row;
    }

    [Fact]
    public void Write_TheListing_SaysOfHowManySubjectsItHasReadings()
    {
        var listed = SampleRun.Outcome.Results.Of("F3").Where(row => row.Group != "total").Select(row => row.Variable).Distinct().Count();

        WrittenReport.Of(SampleRun.Outcome).Paragraphs.ShouldContain($"Subjects with readings: {listed} of 44.");
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    public void Write_EveryEstimandOfTheProtocol_IsPrinted(string language)
    {
        foreach (SampleOutcome outcome in (SampleOutcome[])[SampleRun.Outcome, SampleRun.SecondTrial])
        {
            string text = string.Join('\n', WrittenReport.Of(outcome, language).Paragraphs);
            outcome.Protocol.Endpoints.Where(endpoint => endpoint.Estimand is not null)
                .Where(endpoint => !text.Contains($"{endpoint.Estimand!.Variable.In(language)}", StringComparison.Ordinal) || !text.Contains(endpoint.Estimand.Summary.In(language), StringComparison.Ordinal))
                .Select(endpoint => endpoint.Id).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Write_TheAlphaSpent_SaysWhatItAssumes() =>
        WrittenReport.Of(SampleRun.Outcome).Paragraphs.ShouldContain(text => text.StartsWith("Type I error spent", StringComparison.Ordinal) && text.Contains("assumes that a closed report was released", StringComparison.Ordinal));

    [Fact]
    public void Write_ARandomisedTrial_SpeaksOfNoChoiceOfGroup() =>
        WrittenReport.Of(SampleRun.SecondTrial).Paragraphs.ShouldNotContain(text => text.Contains("choice of group", StringComparison.Ordinal));

    [Fact]
    public void Write_ChineseComparisons_HoldNoEnglishCode()
    {
        IEnumerable<string> cells = WrittenReport.Of(SampleRun.Outcome, "zh-Hans").Tables.Concat(WrittenReport.Of(SampleRun.SecondTrial, "zh-Hans").Tables).SelectMany(table => table);

        cells.SelectMany(row => row.Split('|')).Where(cell => Regex.IsMatch(cell, @"\b(unadjusted|adjusted|log-rank|up to day|chi-square|difference|fisher|boschloo)\b")).ShouldBeEmpty();
    }
}
