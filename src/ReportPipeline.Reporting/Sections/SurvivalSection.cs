using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>Survival over time: Kaplan–Meier curves with numbers at risk, deaths, medians and the log-rank test.</summary>
internal static class SurvivalSection
{
    public static IEnumerable<Block> Write(ReportContext context, TimeToEventEndpoint endpoint)
    {
        if (!context.IsClosed)
        {
            yield break; // the curves are by arm: nothing of them belongs into the open report
        }

        foreach (Block block in EndpointsSection.Opening(context, endpoint))
        {
            yield return block;
        }

        if (!Population.HasResults(context, endpoint))
        {
            yield return Population.NoResults(context, endpoint);
            yield break;
        }

        ResultPrinter printer = context.NewPrinter();
        foreach (string set in endpoint.AnalysisSets)
        {
            string p = ResultPrinter.Id(endpoint.Id, set, context.Comparison!, "log-rank", StatisticName.PValue);
            (Inline figure, Inline label) = (new CrossReference(Key(endpoint, set)), context.Label(context.AnalysisSet(set).Label));
            ImmutableArray<Inline> reading = printer.IsHeldBack(p)
                ? Sentence.Fill(context.Vocabulary.Outcomes.CurveReadingHeldBack, figure, label)
                : Sentence.Fill(context.Vocabulary.Outcomes.CurveReading, figure, label, printer.PValue(p));
            yield return new Paragraph(ParagraphKind.Body, reading) { KeepWithNext = true };
            yield return SurvivalCurves.Of(context, endpoint, set, Key(endpoint, set));
        }

        yield return Summary(context, endpoint);
    }

    private static string Key(TimeToEventEndpoint endpoint, string set) => $"curves-{endpoint.Id}-{set}";

    private static Table Summary(ReportContext context, TimeToEventEndpoint endpoint)
    {
        OutcomeWords words = context.Vocabulary.Outcomes;
        ResultPrinter printer = context.NewPrinter();
        var rows = new List<Row>();
        foreach (string set in endpoint.AnalysisSets)
        {
            Row ValueRow(string label, Func<string, ImmutableArray<Inline>> cell, Cell p) =>
                new([Cell.Indented(label), .. context.Arms.Select(arm => Cell.Number(cell(arm.Code))), p]);
            string Id(string group, params ReadOnlySpan<string> parts) => ResultPrinter.Id([endpoint.Id, set, group, .. parts]);
            rows.Add(Row.Group(context.SetLabel(set), context.Arms.Length + 2));
            rows.Add(ValueRow(words.Deaths, arm => printer.CountOf(Id(arm, "deaths")),
                Cell.Number(printer.PValue(Id(context.Comparison!, "log-rank", StatisticName.PValue)))));
            rows.Add(ValueRow(words.ObservedExpected, arm =>
                [printer.Count(Id(arm, "log-rank", StatisticName.Observed)), " / ", printer.Fixed(Id(arm, "log-rank", StatisticName.Expected), 2)], Cell.Empty));
            rows.Add(ValueRow(words.Median, arm => printer.EstimateInterval(Id(arm, "median"), 0), Cell.Empty));
        }

        return new Table($"survival-{endpoint.Id}", Line.Of(Sentence.Plain(words.CurveTableCaption, context.Label(endpoint.Title))), [3.4, .. context.Arms.Select(_ => 2.4), 1.4],
            [Row.Header([Cell.Text(""), .. context.Arms.Select(arm => Cell.Number(arm.Label)), Cell.Number(words.LogRank)])], rows)
        {
            Notes = [Line.Of(Sentence.Plain(context.Vocabulary.Tables.PopulationNoteShort, DocumentFrame.CutOff(context))), .. printer.Footnotes()],
        };
    }
}
