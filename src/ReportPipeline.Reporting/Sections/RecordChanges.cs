using System.Collections.Immutable;
using System.Globalization;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Endpoints.Listed;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>Late and corrected data since the last cut-off: numbers for everyone, values before and after in the closed report.</summary>
internal static class RecordChanges
{
    public static IEnumerable<Block> Write(ReportContext context)
    {
        QualityWords words = context.Vocabulary.Quality;
        yield return new Heading(2, words.ChangesHeading, "changes");
        string previous = Id(context, SnapshotChanges.Previous, SnapshotChanges.CutOff);
        if (context.Results.Find(previous) is not { } row)
        {
            yield return Paragraph.Body(words.ChangesNotRun);
            yield break;
        }

        if (row.Value is not TextValue)
        {
            yield return Paragraph.Body(words.FirstSnapshot);
            yield break;
        }

        ResultPrinter printer = context.NewPrinter();
        Inline cutOff = printer.Coded(previous, instant => Numbers.Instant(DateTimeOffset.ParseExact(instant, "O", CultureInfo.InvariantCulture), context.Request.Language));
        yield return Paragraph.Body([.. Sentence.Fill(words.Since, cutOff)]) with { KeepWithNext = true };
        yield return Counts(context);
        ImmutableArray<Row> values = [.. Values(context, printer)];
        if (!context.IsClosed)
        {
            yield return Paragraph.Note(words.ValuesInClosed);
        }
        else if (!values.IsEmpty)
        {
            yield return new Table("changed-values", Line.Of(words.ValuesCaption), [1.4, 2.6, 1.8, 2.1, 2.1],
                [Row.Header(Cell.Text(context.Vocabulary.Analyses.Subject), Cell.Text(words.Item), Cell.Text(words.Reason), Cell.Number(words.Before), Cell.Number(words.After))], values)
            {
                KeepTogether = false,
                Notes = printer.Footnotes(),
            };
        }
    }

    /// <summary>True when the run compared its snapshot with an earlier one.</summary>
    public static bool IsCompared(ReportContext context) => context.Results.Find(Id(context, SnapshotChanges.Previous, SnapshotChanges.CutOff))?.Value is TextValue;

    /// <summary>New subjects, corrections, withdrawals: for the summary.</summary>
    public static IEnumerable<Inline> Summary(ReportContext context, ResultPrinter printer) =>
        new[] { SnapshotChanges.NewSubjects, SnapshotChanges.Corrections, SnapshotChanges.Withdrawals }.Select(kind => printer.Count(Id(context, kind, StatisticName.Count)));

    private static Table Counts(ReportContext context)
    {
        QualityWords words = context.Vocabulary.Quality;
        ResultPrinter printer = context.NewPrinter();
        Row Line(string label, params ReadOnlySpan<string> parts) => Row.Body(Cell.Text(label), Cell.Number(printer.Count(Id(context, [.. parts, StatisticName.Count]))));
        ImmutableArray<Row> rows =
        [
            Line(words.NewSubjects, SnapshotChanges.NewSubjects),
            Line(words.RemovedSubjects, SnapshotChanges.RemovedSubjects),
            Line(words.Corrections, SnapshotChanges.Corrections),
            Line(words.Withdrawals, SnapshotChanges.Withdrawals),
            .. context.Results.Of(SnapshotChanges.AnalysisId).Where(row => row.Variable == SnapshotChanges.AddedRecords)
                .Select(row => Line(Sentence.Plain(words.AddedRecords, row.Level!), SnapshotChanges.AddedRecords, row.Level!)),
            Line(words.LateBundles, SnapshotChanges.LateBundles),
        ];
        return new Table("changes-counts", Trial.Content.Line.Of(words.ChangesCaption), [6, 1.6], [Row.Header(Cell.Text(words.Kind), Cell.Number(words.Number))], rows)
        {
            Notes = [Trial.Content.Line.Of(words.ChangesNote), .. printer.Footnotes()],
        };
    }

    private static IEnumerable<Row> Values(ReportContext context, ResultPrinter printer)
    {
        QualityWords words = context.Vocabulary.Quality;
        string Value(string text) => text == "no value" ? words.NoValue : CodeLabels.Value(context, text);
        string Reason(string code) => code switch { "corrected" => words.Corrected, "entered-in-error" => words.EnteredInError, _ => words.NotCounted };
        foreach (AnalysisResult what in context.Results.Of(SnapshotChanges.AnalysisId).Where(row => row.Statistic == SnapshotChanges.What))
        {
            string change = Id(context, what.Variable, what.Level!.Split('/')[0]), value = Id(context, what.Variable, what.Level);
            yield return Row.Body(
                Cell.Text(printer.Text(ResultPrinter.Id(change, SnapshotChanges.Subject))),
                Cell.Text(printer.Coded(what.Id, text => string.Join(' ', text.Split(' ').Select((part, index) => index == 0 ? CodeLabels.Of(context, part) ?? part : part)))),
                Cell.Text(printer.Coded(ResultPrinter.Id(change, SnapshotChanges.Reason), Reason)),
                Cell.Number(printer.Coded(ResultPrinter.Id(value, SnapshotChanges.Before), Value)),
                Cell.Number(printer.Coded(ResultPrinter.Id(value, SnapshotChanges.After), Value)));
        }
    }

    private static string Id(ReportContext context, params ReadOnlySpan<string> parts) =>
        ResultPrinter.Id([SnapshotChanges.AnalysisId, context.Protocol.AnalysisSets[0].Id, ReportContext.TotalGroup, .. parts]);
}
