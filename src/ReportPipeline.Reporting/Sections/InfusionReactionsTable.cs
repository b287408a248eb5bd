using System.Collections.Immutable;
using System.Globalization;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>Infusion reactions within 24 hours per group: subjects by worst grade, events, and how many were judged by the day or not at all.</summary>
internal static class InfusionReactionsTable
{
    private static readonly ImmutableArray<string> Grades = ["1", "2", "3", "4", "5", "missing"];

    public static Table Of(ReportContext context, ExposureEndpoint endpoint)
    {
        ProductWords words = context.Vocabulary.Product;
        ResultPrinter printer = context.NewPrinter();
        string set = endpoint.AnalysisSets[0];
        string Id(string group, params ReadOnlySpan<string> parts) => ResultPrinter.Id([endpoint.Id, set, group, "infusion-reactions", .. parts]);
        string? test = context.Comparison is { } comparison && endpoint.AssociationTest is not null ? Id(comparison, StatisticName.PValue) : null;
        Row Counts(Cell label, Func<string, ImmutableArray<Inline>> cell, string? p = null) =>
            new([label, .. context.Arms.Select(arm => Cell.Number(cell(arm.Code))), .. test is null ? [] : new[] { p is null ? Cell.Empty : Cell.Number(printer.PValue(p)) }]);
        Row Events(Cell label, params string[] level) => Counts(label, arm => [printer.Count(Id(arm, [.. level, StatisticName.Events]))]);
        ImmutableArray<Row> rows =
        [
            Counts(Cell.Text(words.ReactionSubjects), arm => printer.CountOfPercent(Id(arm)), test),
            .. Grades
                .Where(grade => context.Arms.Any(arm => printer.ValueOf(Id(arm.Code, $"worst-grade-{grade}", StatisticName.Count)) > 0))
                .Select(grade => Counts(Cell.Indented(Label(words, grade)), arm => [printer.Count(Id(arm, $"worst-grade-{grade}", StatisticName.Count))])),
            Events(Cell.Text(words.ReactionEvents)),
            Events(Cell.Indented(words.ReactionsByDay), "judged-by-day"),
            Events(Cell.Text(words.ReactionsNotJudged), "not-judged"),
        ];
        return new Table($"reactions-{endpoint.Id}", Line.Of(words.ReactionsCaption), [4, .. context.Arms.Select(_ => 2.0), .. test is null ? [] : new[] { 1.1 }],
            [Row.Header([Cell.Text(""), .. Population.Headings(context, printer, set, context.Arms), .. test is null ? [] : new[] { Cell.Number(context.Vocabulary.Tables.PValue) }])], rows)
        {
            Notes = [Population.Note(context, set), Definition(context, endpoint), .. Population.PNote(context, context.TestNames(test is null ? [] : [test])), .. printer.Footnotes()],
        };
    }

    private static string Label(ProductWords words, string grade) =>
        int.TryParse(grade, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? Sentence.Plain(words.ReactionGrade, grade) : words.ReactionGradeMissing;

    private static ImmutableArray<Inline> Definition(ReportContext context, ExposureEndpoint endpoint) => Line.Of(Sentence.Plain(
        context.Vocabulary.Product.ReactionsNote, string.Join(context.Vocabulary.Tables.Enumeration, endpoint.Terms.Select(term => CodeLabels.Of(context, term) ?? term))));
}
