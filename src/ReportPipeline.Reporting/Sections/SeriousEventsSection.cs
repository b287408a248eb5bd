using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Endpoints.Listed;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>Serious adverse events and deaths: counts for everyone; listings, clock and narratives by subject in the closed report.</summary>
internal static class SeriousEventsSection
{
    public const string Key = "serious";

    public static IEnumerable<Block> Write(ReportContext context)
    {
        SeriousWords words = context.Vocabulary.Serious;
        yield return new Heading(2, words.Heading, Key);
        if (!context.Results.Of(SeriousEvents.AnalysisId).Any())
        {
            yield return new Paragraph(ParagraphKind.Notice, Line.Of(words.NotRun));
            yield break;
        }

        yield return Counts(context);
        if (!context.IsClosed)
        {
            yield return Paragraph.Note(words.ListedInClosed);
            yield break;
        }

        ImmutableArray<SeriousEvent> events = SeriousEvent.All(context);
        ImmutableArray<DeathRecord> deaths = DeathRecord.All(context);
        if (events.IsEmpty && deaths.IsEmpty)
        {
            yield return Paragraph.Body(words.None);
            yield break;
        }

        foreach (Block block in SeriousListings.Events(context, events).Concat(SeriousListings.Clock(context, events)).Concat(SeriousListings.Deaths(context, deaths, events)).Concat(Narratives.Write(context, events, deaths)))
        {
            yield return block;
        }
    }

    private static Table Counts(ReportContext context)
    {
        SeriousWords words = context.Vocabulary.Serious;
        ResultPrinter printer = context.NewPrinter();
        string set = SafetySet(context);
        ImmutableArray<ReportGroup> groups = context.ArmsAndTotal;
        Row Line(string label, Func<string, ImmutableArray<Inline>> cell) => new([Cell.Text(label), .. groups.Select(group => Cell.Number(cell(group.Code)))]);
        string Id(string group, params ReadOnlySpan<string> parts) => ResultPrinter.Id([SeriousEvents.AnalysisId, set, group, .. parts]);
        ImmutableArray<Row> rows =
        [
            Line(words.SubjectsWith, group => printer.CountOfPercent(Id(group, "subjects"))),
            Line(words.Events, group => [printer.Count(Id(group, "events", StatisticName.Count))]),
            Line(words.Clock7, group => [printer.Count(Id(group, SeriousEvents.Clock, "7", StatisticName.Count))]),
            Line(words.Clock15, group => [printer.Count(Id(group, SeriousEvents.Clock, "15", StatisticName.Count))]),
            Line(words.Deaths, group => printer.CountOf(ResultPrinter.Id(Deaths.AnalysisId, set, group, "deaths"))),
        ];
        return new Table("serious-counts", Trial.Content.Line.Of(words.CountsCaption), [3.6, .. groups.Select(_ => 1.6)],
            [Row.Header([Cell.Text(""), .. Population.Headings(context, printer, set, groups)])], rows)
        {
            Notes = [Population.Note(context, set), Trial.Content.Line.Of(words.CountsNote), .. printer.Footnotes()],
        };
    }

    public static string SafetySet(ReportContext context) =>
        (context.Protocol.AnalysisSets.FirstOrDefault(set => set.Kind == Trial.Protocol.AnalysisSetKind.Safety) ?? context.Protocol.AnalysisSets[0]).Id;
}

/// <summary>Where the rows of one serious event stand.</summary>
internal sealed record SeriousEvent(ReportGroup Arm, string Subject, string Prefix)
{
    public string Id(string statistic) => ResultPrinter.Id(Prefix, statistic);

    /// <summary>In the order of arm, subject and onset.</summary>
    public static ImmutableArray<SeriousEvent> All(ReportContext context) =>
    [
        .. context.Arms.SelectMany(arm => context.Results.Of(SeriousEvents.AnalysisId)
            .Where(row => row.Group == arm.Code && row.Statistic == SeriousEvents.Term)
            .OrderBy(row => row.Variable, StringComparer.Ordinal)
            .Select(row => new SeriousEvent(arm, row.Variable, row.Id[..^(SeriousEvents.Term.Length + 1)]))),
    ];
}

/// <summary>Where the rows of one death stand.</summary>
internal sealed record DeathRecord(ReportGroup Arm, string Subject, string Prefix)
{
    public string Id(string statistic) => ResultPrinter.Id(Prefix, statistic);

    public static ImmutableArray<DeathRecord> All(ReportContext context) =>
    [
        .. context.Arms.SelectMany(arm => context.Results.Of(Deaths.AnalysisId)
            .Where(row => row.Group == arm.Code && row.Statistic == Deaths.Day)
            .OrderBy(row => row.Variable, StringComparer.Ordinal)
            .Select(row => new DeathRecord(arm, row.Variable, row.Id[..^(Deaths.Day.Length + 1)]))),
    ];
}
