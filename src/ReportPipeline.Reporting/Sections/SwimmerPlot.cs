using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Endpoints.Listed;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>
/// One line per subject: time under observation, doses, days with a symptom, death. Subjects of an arm in the order of their
/// observation, as many figures as pages need. Closed report only.
/// </summary>
internal static class SwimmerPlot
{
    private const int SubjectsPerFigure = 36;
    private const int DoseLook = 0;
    private const int DeathLook = 1;
    private const int SymptomLook = 2;
    private const int BandLook = 5;

    // Symptoms stand above the line and doses below it: on the same day neither hides the other, whatever a viewer draws first.
    private const double Shift = 0.24;

    public static IEnumerable<Block> Write(ReportContext context)
    {
        if (!context.IsClosed)
        {
            yield break;
        }

        SwimmerWords words = context.Vocabulary.Swimmer;
        yield return new Heading(2, words.Heading, "swimmer");
        if (!context.Results.Of(SubjectProfiles.AnalysisId).Any())
        {
            yield return new Paragraph(ParagraphKind.Notice, Line.Of(words.NotRun));
            yield break;
        }

        yield return Paragraph.Body(words.Text) with { KeepWithNext = true };
        foreach (ReportGroup arm in context.Arms)
        {
            ImmutableArray<Lane> lanes = Lanes(context, arm);
            for (int part = 0; part * SubjectsPerFigure < lanes.Length; part++)
            {
                yield return Figure(context, arm, [.. lanes.Skip(part * SubjectsPerFigure).Take(SubjectsPerFigure)], part);
            }
        }
    }

    private static RowChartFigure Figure(ReportContext context, ReportGroup arm, ImmutableArray<Lane> lanes, int part)
    {
        SwimmerWords words = context.Vocabulary.Swimmer;
        ResultPrinter printer = context.NewPrinter();
        double last = Math.Ceiling(Math.Max(context.Protocol.FollowUpDays, lanes.Max(lane => lane.End ?? 0)) / 5.0) * 5;
        double first = Math.Floor(Math.Min(0, lanes.SelectMany(lane => lane.Doses.Concat(lane.Symptoms)).Select(mark => mark.Day).DefaultIfEmpty(0).Min()) / 5.0) * 5;
        ChartSeries Series(string name, int look, SeriesKind kind, Func<Lane, double, IEnumerable<ChartPoint>> points) =>
            new(name, [.. lanes.SelectMany((lane, row) => points(lane, lanes.Length - row - 0.5))], look, kind);
        string caption = Sentence.Plain(words.Caption, arm.Label);
        return new RowChartFigure(
            $"swimmer-{arm.Code}-{part + 1}",
            Line.Of(part == 0 ? caption : Sentence.Plain(words.Continued, caption)),
            Alternative(context, printer, arm, lanes),
            [1.3, 8.7],
            [Cell.Text(context.Vocabulary.Analyses.Subject)],
            [.. lanes.Select(lane => ImmutableArray.Create(Cell.Text(lane.Subject)))],
            new ChartAxis(context.Vocabulary.Analyses.DayAxis, first, last, 5, "0"),
            [
                Series(words.Observed, BandLook, SeriesKind.Band, (lane, at) => lane.End is { } end ? [new(1, at), new(end, at, lane.EndId), ChartPoint.Gap] : []),
                Series(words.Symptom, SymptomLook, SeriesKind.SmallMarkers, (lane, at) => lane.Symptoms.Select(mark => new ChartPoint(mark.Day, at + Shift, mark.ResultId))),
                Series(words.Dose, DoseLook, SeriesKind.SmallMarkers, (lane, at) => lane.Doses.Select(mark => new ChartPoint(mark.Day, at - Shift, mark.ResultId))),
                Series(words.Death, DeathLook, SeriesKind.SmallMarkers, (lane, at) => lane is { Died: true, End: { } end } ? [new(end, at, lane.EndId)] : []),
            ])
        {
            ShowLegend = true,
            Dense = true,
            Notes = [Population.Note(context, context.Protocol.AnalysisSets[0].Id), Line.Of(words.Note), .. printer.Footnotes()],
        };
    }

    private static ImmutableArray<Inline> Alternative(ReportContext context, ResultPrinter printer, ReportGroup arm, ImmutableArray<Lane> lanes)
    {
        SwimmerWords words = context.Vocabulary.Swimmer;
        return
        [
            .. Sentence.Fill(words.Alternative, Numbers.Count(lanes.Length), arm.Label),
            .. lanes.Where(lane => lane.Died).SelectMany(lane => Sentence.Fill(words.AlternativeDeath, lane.Subject, printer.Count(lane.EndId))),
        ];
    }

    /// <summary>Shortest observation last, so that deaths stand together; ties by subject number.</summary>
    private static ImmutableArray<Lane> Lanes(ReportContext context, ReportGroup arm)
    {
        ILookup<string, AnalysisResult> rows = context.Results.Of(SubjectProfiles.AnalysisId).Where(row => row.Group == arm.Code).ToLookup(row => row.Variable);
        return [.. rows.Select(subject => LaneOf(subject.Key, [.. subject])).OrderByDescending(lane => lane.End ?? 0).ThenBy(lane => lane.Subject, StringComparer.Ordinal)];
    }

    private static Lane LaneOf(string subject, ImmutableArray<AnalysisResult> rows)
    {
        AnalysisResult? end = rows.FirstOrDefault(row => row is { Level: SubjectProfiles.End, Statistic: SubjectProfiles.Day });
        bool died = rows.Any(row => row is { Level: SubjectProfiles.End, Statistic: SubjectProfiles.Outcome, Value: TextValue { Value: "DIED" } });
        return new Lane(subject, (end?.Value as NumberValue)?.Value, end?.Id ?? "", died, Marks(rows, SubjectProfiles.Dose, Given), Marks(rows, SubjectProfiles.Symptoms, Present));

        bool Given(string level) => rows.Any(row => row.Level == level && row.Statistic == SubjectProfiles.Status && row.Value is TextValue { Value: not "NOT_GIVEN" });
        bool Present(string level) => rows.Any(row => row.Level == level && row is { Statistic: StatisticName.Count, Value: NumberValue { Value: > 0 } });
    }

    private static ImmutableArray<Mark> Marks(ImmutableArray<AnalysisResult> rows, string kind, Func<string, bool> counts) =>
    [
        .. rows.Where(row => row.Statistic == SubjectProfiles.Day && row.Level!.StartsWith(kind + "/", StringComparison.Ordinal) && row.Value is NumberValue && counts(row.Level))
            .Select(row => new Mark(((NumberValue)row.Value).Value, row.Id)),
    ];

    /// <param name="End">Last trial day under observation; null when none is known.</param>
    private sealed record Lane(string Subject, double? End, string EndId, bool Died, ImmutableArray<Mark> Doses, ImmutableArray<Mark> Symptoms);

    private sealed record Mark(double Day, string ResultId);
}
