using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>Values before and after in the experimental arm: the paired test, and the unpaired one labelled as sensitivity.</summary>
internal static class BeforeAfterTable
{
    public static Table Of(ReportContext context, BeforeAfterEndpoint endpoint)
    {
        AnalysisWords words = context.Vocabulary.Analyses;
        ResultPrinter printer = context.NewPrinter();
        ReportGroup arm = context.Arms[0];
        bool hasUnpaired = endpoint.UnpairedRankTest is not null;
        bool ranges = endpoint.Variables.Any(variable => context.Protocol.FindParameter(variable)?.ReferenceRange is not null);
        string Prefix(string variable, string part) => ResultPrinter.Id(endpoint.Id, endpoint.AnalysisSets[0], arm.Code, variable, part);
        ImmutableArray<Row> rows = [.. endpoint.Variables.Select(variable => TableRow(context, printer, variable, hasUnpaired, part => Prefix(variable, part)))];
        IEnumerable<string> tests = context.TestNames(endpoint.Variables.SelectMany(variable =>
            (string[])[ResultPrinter.Id(Prefix(variable, "change"), StatisticName.PValue), ResultPrinter.Id(Prefix(variable, "unpaired"), StatisticName.PValue)]));
        string caption = Sentence.Plain(words.BeforeAfterCaption, context.Label(endpoint.Title), context.VisitLabel(endpoint.After), context.VisitLabel(endpoint.Before), arm.Label);
        return new Table($"before-after-{endpoint.Id}", Line.Of(caption), hasUnpaired ? [3, 2.4, 2.4, 2.8, 1.2, 1.3] : [3, 2.4, 2.4, 2.8, 1.2],
            [Row.Header([Cell.Text(context.Vocabulary.Tables.Characteristic), Cell.Number(words.Before), Cell.Number(words.After), Cell.Number(words.Change), Cell.Number(words.PPaired), .. hasUnpaired ? (Cell[])[Cell.Number(words.PUnpaired)] : []])], rows)
        {
            Notes =
            [
                Population.Note(context, endpoint.AnalysisSets[0]), Line.Of(words.BeforeAfterNote), .. hasUnpaired ? (ImmutableArray<Inline>[])[Line.Of(words.UnpairedNote)] : [],
                .. ranges ? (ImmutableArray<Inline>[])[] : [Line.Of(words.NoReferenceRanges)], .. Population.PNote(context, tests), .. printer.Footnotes(),
            ],
        };
    }

    private static Row TableRow(ReportContext context, ResultPrinter printer, string variable, bool hasUnpaired, Func<string, string> prefix)
    {
        int decimals = context.Protocol.FindParameter(variable)?.Decimals ?? 0;
        ImmutableArray<Inline> Values(string part) =>
            [.. printer.MeanDeviation(prefix(part), decimals), ", ", printer.Count(ResultPrinter.Id(prefix(part), StatisticName.Count))];
        ImmutableArray<Inline> change = [printer.Fixed(ResultPrinter.Id(prefix("change"), StatisticName.Estimate), decimals + 1), " ", .. printer.Interval(prefix("change"), decimals + 1)];
        return Row.Body(
        [
            Cell.Text(context.ParameterLabel(variable)),
            Cell.Number(Values("before")),
            Cell.Number(Values("after")),
            Cell.Number(change),
            Cell.Number(printer.PValue(ResultPrinter.Id(prefix("change"), StatisticName.PValue))),
            .. hasUnpaired ? (Cell[])[Cell.Number(printer.PValue(ResultPrinter.Id(prefix("unpaired"), StatisticName.PValue)))] : [],
        ]);
    }
}
