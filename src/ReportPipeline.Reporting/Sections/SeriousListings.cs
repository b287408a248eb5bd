using System.Collections.Immutable;
using System.Globalization;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Endpoints.Listed;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>Tables of single serious events and deaths; closed report only.</summary>
internal static class SeriousListings
{
    public static IEnumerable<Block> Events(ReportContext context, ImmutableArray<SeriousEvent> events)
    {
        if (events.IsEmpty)
        {
            yield break;
        }

        SeriousWords words = context.Vocabulary.Serious;
        ResultPrinter printer = context.NewPrinter();
        ImmutableArray<Row> rows = [.. events.Select(item => Row.Body(
            Cell.Text(item.Arm.Label),
            Cell.Text(item.Subject),
            Cell.Text(Term(context, printer, item)),
            Cell.Number(printer.Count(item.Id(SeriousEvents.Grade))),
            Cell.Number(Days(context, printer, item)),
            Cell.Text(Relatedness(context, printer, item)),
            Cell.Text(Outcome(context, printer, item))))];
        yield return new Heading(3, words.ListingHeading);
        yield return new Table("serious-listing", Line.Of(words.ListingCaption), [1.2, 1.2, 2.9, 0.9, 1.3, 1.6, 1.4],
            [Row.Header(Cell.Text(context.Vocabulary.Analyses.Group), Cell.Text(context.Vocabulary.Analyses.Subject), Cell.Text(words.Term), Cell.Number(words.Grade), Cell.Number(words.Days), Cell.Text(words.Relatedness), Cell.Text(words.Outcome))],
            rows)
        {
            KeepTogether = false,
            Notes = [Population.Note(context, SeriousEventsSection.SafetySet(context)), Line.Of(words.ListingNote), .. printer.Footnotes()],
        };
    }

    public static IEnumerable<Block> Clock(ReportContext context, ImmutableArray<SeriousEvent> events)
    {
        if (events.IsEmpty)
        {
            yield break;
        }

        SeriousWords words = context.Vocabulary.Serious;
        ResultPrinter printer = context.NewPrinter();
        Inline Date(string id) => printer.Coded(id, date => Numbers.Date(DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture), context.Request.Language));
        ImmutableArray<Row> rows = [.. events.Select(item => Row.Body(
            Cell.Text(item.Subject),
            Cell.Text(Term(context, printer, item)),
            Cell.Number(Date(item.Id(SeriousEvents.Received))),
            Cell.Number(printer.Count(item.Id(SeriousEvents.Clock))),
            Cell.Number(Date(item.Id(SeriousEvents.Due))),
            Cell.Number(printer.Coded(item.Id(SeriousEvents.Standing), code => code == "ENDED" ? words.Ended : words.Running)),
            Cell.Number(printer.Coded(item.Id(SeriousEvents.Applies), code => code switch { "YES" => words.Yes, "NO" => words.No, _ => words.NotDecided }))))];
        yield return new Heading(3, words.ClockHeading);
        yield return Paragraph.Body(words.ClockText) with { KeepWithNext = true };
        yield return new Table("notification-clock", Line.Of(words.ClockCaption), [1.15, 2.3, 1.95, 0.85, 1.95, 1.1, 1.1],
            [Row.Header(Cell.Text(context.Vocabulary.Analyses.Subject), Cell.Text(words.Term), Cell.Number(words.Received), Cell.Number(words.ClockDays), Cell.Number(words.Due), Cell.Number(words.Standing), Cell.Number(words.Applies))],
            rows)
        {
            KeepTogether = false,
            Notes = [Line.Of(words.ClockNote), .. printer.Footnotes()],
        };
    }

    public static IEnumerable<Block> Deaths(ReportContext context, ImmutableArray<DeathRecord> deaths, ImmutableArray<SeriousEvent> events)
    {
        SeriousWords words = context.Vocabulary.Serious;
        yield return new Heading(3, words.DeathsHeading);
        if (deaths.IsEmpty)
        {
            yield return Paragraph.Body(words.NoDeaths);
            yield break;
        }

        ResultPrinter printer = context.NewPrinter();
        ImmutableArray<Row> rows = [.. deaths.Select(death => Row.Body(
            Cell.Text(death.Arm.Label),
            Cell.Text(death.Subject),
            Cell.Number(printer.Count(death.Id(Trial.Endpoints.Listed.Deaths.Day))),
            Cell.Number(printer.Count(death.Id(Trial.Endpoints.Listed.Deaths.LastDose))),
            Cell.Number(printer.Count(death.Id(Trial.Endpoints.Listed.Deaths.SinceLastDose))),
            Cell.Text([.. FatalEvents(context, printer, events.Where(item => item.Subject == death.Subject))])))];
        yield return new Table("deaths", Line.Of(words.DeathsCaption), [1.2, 1.2, 1.2, 1.3, 1.3, 3.6],
            [Row.Header(Cell.Text(context.Vocabulary.Analyses.Group), Cell.Text(context.Vocabulary.Analyses.Subject), Cell.Number(words.DeathDay), Cell.Number(words.LastDose), Cell.Number(words.SinceLastDose), Cell.Text(words.FatalEvents))],
            rows)
        {
            KeepTogether = false,
            Notes = [Population.Note(context, SeriousEventsSection.SafetySet(context)), Line.Of(words.DeathsNote), .. printer.Footnotes()],
        };
    }

    private static ImmutableArray<Inline> Days(ReportContext context, ResultPrinter printer, SeriousEvent item)
    {
        SeriousWords words = context.Vocabulary.Serious;
        Inline onset = printer.Count(item.Id(SeriousEvents.Onset));
        return printer.ValueOf(item.Id(SeriousEvents.Resolved)) is null
            ? Sentence.Fill(words.DayOpen, onset)
            : Sentence.Fill(words.DayRange, onset, printer.Count(item.Id(SeriousEvents.Resolved)));
    }

    /// <summary>The label of the term, or that the event is uncoded.</summary>
    public static Inline Term(ReportContext context, ResultPrinter printer, SeriousEvent item) => printer.Coded(item.Id(SeriousEvents.Term), code =>
        context.Protocol.AdverseEvents.Categories.SelectMany(category => category.Terms).FirstOrDefault(term => term.Code == code) is { } term
            ? context.Label(term.Label) : context.Vocabulary.Safety.Uncoded);

    public static Inline Relatedness(ReportContext context, ResultPrinter printer, SeriousEvent item) => printer.Coded(item.Id(SeriousEvents.Relatedness), code =>
        context.Protocol.AdverseEvents.Relatedness.FirstOrDefault(value => value.Value == code) is RelatednessCode value ? Sentence.Inside(context.Label(value.Label)) : code);

    /// <summary>Codes of HL7's adverse-event-outcome.</summary>
    public static Inline Outcome(ReportContext context, ResultPrinter printer, SeriousEvent item)
    {
        SeriousWords words = context.Vocabulary.Serious;
        return printer.Coded(item.Id(SeriousEvents.Outcome), code => code switch
        {
            "resolved" => words.OutcomeResolved,
            "recovering" => words.OutcomeRecovering,
            "ongoing" => words.OutcomeOngoing,
            "resolvedWithSequelae" => words.OutcomeSequelae,
            "fatal" => words.OutcomeFatal,
            _ => words.OutcomeUnknown,
        });
    }

    private static IEnumerable<Inline> FatalEvents(ReportContext context, ResultPrinter printer, IEnumerable<SeriousEvent> ofSubject)
    {
        ImmutableArray<SeriousEvent> fatal = [.. ofSubject.Where(item => printer.ValueOf(item.Id(SeriousEvents.Grade)) == 5 || context.Results.Find(item.Id(SeriousEvents.Outcome))?.Value is TextValue { Value: "fatal" })];
        if (fatal.IsEmpty)
        {
            yield return context.Vocabulary.Serious.NoFatalEvent;
        }

        for (int index = 0; index < fatal.Length; index++)
        {
            if (index > 0)
            {
                yield return context.Vocabulary.Tables.Enumeration;
            }

            yield return Term(context, printer, fatal[index]);
        }
    }
}
