using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Audit;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Endpoints.Listed;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>One page for a member who is not a scientist: who, how many, deaths, adverse events, how to read it, what is open.</summary>
internal static class LaySummary
{
    public static IEnumerable<Block> Write(ReportContext context)
    {
        SummaryWords words = context.Vocabulary.Summary;
        ResultPrinter printer = context.NewPrinter();
        yield return new PageBreak();
        yield return new Heading(1, words.Heading, "summary");
        yield return new Paragraph(ParagraphKind.Lead, Who(context, printer));
        foreach (Block notRun in UnresolvedAnalyses.Summary(context))
        {
            yield return notRun;
        }

        foreach (ImmutableArray<Inline> fact in Facts(context, printer))
        {
            yield return new Paragraph(ParagraphKind.Bullet, fact);
        }

        yield return AtAGlance(context);
        if (context.IsClosed)
        {
            if (context.Protocol.Design.Allocation != Allocation.Randomised)
            {
                yield return new Paragraph(ParagraphKind.Notice, Line.Of(words.Caution));
            }

            if (context.IsEfficacyHeldBack)
            {
                yield return new Paragraph(ParagraphKind.Notice, Line.Of(context.Vocabulary.Outcomes.HeldBackNotice));
            }

            yield return Paragraph.Body([.. Sentence.Fill(words.PMeaning, Numbers.Fixed(context.Protocol.SignificanceLevel, 2))]);
        }

        yield return new Heading(2, words.OpenQuestions);
        yield return Paragraph.Bullet([.. Sentence.Fill(words.Queries, printer.Count(DataQualitySection.AllQueries(context)))]);
        string contradictions = ResultPrinter.Id(AuditRows.AnalysisId, context.Protocol.AnalysisSets[0].Id, ReportContext.TotalGroup, AuditRows.Findings, StatisticName.Count);
        if (printer.Exists(contradictions))
        {
            yield return Paragraph.Bullet([.. Sentence.Fill(words.Contradictions, printer.Count(contradictions))]);
        }

        if (RecordChanges.IsCompared(context))
        {
            yield return Paragraph.Bullet([.. Sentence.Fill(words.RecordsChanged, [.. RecordChanges.Summary(context, printer)])]);
        }

        yield return Paragraph.Bullet([.. ChangesSection.Summary(context)]);
        yield return new PageBreak();
    }

    private static ImmutableArray<Inline> Who(ReportContext context, ResultPrinter printer)
    {
        SummaryWords words = context.Vocabulary.Summary;
        string template = context.Protocol.Design.Allocation == Allocation.Randomised ? words.WhoRandomised : words.WhoChosen;
        return Sentence.Fill(template, printer.Count(Population.Id(FullSet(context), ReportContext.TotalGroup)), Numbers.Count(context.Protocol.Sites.Length));
    }

    private static IEnumerable<ImmutableArray<Inline>> Facts(ReportContext context, ResultPrinter printer)
    {
        SummaryWords words = context.Vocabulary.Summary;
        foreach (ReportGroup group in context.ArmsOrTotal)
        {
            foreach (string prefix in Deaths(context, group.Code))
            {
                Inline deaths = printer.Count(ResultPrinter.Id(prefix, StatisticName.Count));
                Inline all = printer.Count(ResultPrinter.Id(prefix, StatisticName.Denominator));
                yield return context.IsClosed ? Sentence.Fill(words.DeathsInGroup, group.Label, deaths, all) : Sentence.Fill(words.Deaths, deaths, all);
            }
        }

        if (context.Protocol.Primary is ProportionEndpoint proportion)
        {
            yield return ProportionReading.Of(context, printer, proportion, proportion.AnalysisSets[0]);
        }

        if (context.IsClosed && context.Protocol.Primary is AncovaEndpoint ancova)
        {
            yield return [Sentence.Plain(context.Vocabulary.Tables.Labelled, context.Label(ancova.Title), ""), .. ConductTables.AdjustedDifference(context, printer, ancova, ancova.AnalysisSets[0])];
        }
        else if (context.IsClosed && context.Protocol.Primary is { } other and not (ProportionEndpoint or UnresolvedEndpoint))
        {
            yield return Line.Of(Sentence.Plain(words.PrimaryElsewhere, context.Label(other.Title), SectionOf(context, other)));
        }

        foreach (string prefix in AnyEvent(context, ReportContext.TotalGroup))
        {
            yield return Sentence.Fill(words.AnyEvent,
                printer.Count(ResultPrinter.Id(prefix, StatisticName.Count)), printer.Count(ResultPrinter.Id(prefix, StatisticName.Denominator)));
        }

        foreach (string prefix in Serious(context, ReportContext.TotalGroup))
        {
            yield return Sentence.Fill(words.SeriousEvents,
                printer.Count(ResultPrinter.Id(prefix, "events", StatisticName.Count)), printer.Count(ResultPrinter.Id(prefix, "subjects", StatisticName.Count)));
        }

        foreach (string prefix in GradedEvents(context, ReportContext.TotalGroup))
        {
            yield return Sentence.Fill(words.SevereEvents,
                printer.Count(ResultPrinter.Id(prefix, StatisticName.Count)), printer.Count(ResultPrinter.Id(prefix, "grade-3-or-worse", StatisticName.Count)));
        }
    }

    private static string SectionOf(ReportContext context, EndpointDefinition endpoint) => endpoint switch
    {
        _ when SensitivitySection.IsSensitivity(endpoint) => context.Vocabulary.Sensitivity.Heading,
        AdverseEventIncidenceEndpoint or AdverseEventGradeEndpoint or LaboratoryShiftEndpoint => context.Vocabulary.Safety.Heading,
        FindingsOverTimeEndpoint or BaselineEndpoint or EnrolmentEndpoint => context.Vocabulary.Tables.SubjectsHeading,
        ExposureEndpoint or ConcomitantTreatmentEndpoint => context.Vocabulary.Analyses.ExposureHeading,
        _ => context.Vocabulary.Outcomes.Heading,
    };

    private static Table AtAGlance(ReportContext context)
    {
        SummaryWords words = context.Vocabulary.Summary;
        ResultPrinter printer = context.NewPrinter();
        ImmutableArray<ReportGroup> groups = context.ArmsAndTotal;
        Row Line(string label, Func<string, ImmutableArray<Inline>> cell, CellKind kind = CellKind.Text) =>
            new([new Cell(kind, [label]), .. groups.Select(group => Cell.Number(cell(group.Code)))]);
        ImmutableArray<Row> rows =
        [
            Line(words.Subjects, group => [printer.Count(Population.Id(FullSet(context), group))]),
            .. Deaths(context, "").Select(_ => Line(words.Died, group => Deaths(context, group).SelectMany(prefix => printer.CountOf(prefix)).ToImmutableArray())),
            .. AnyEvent(context, "").Select(_ => Line(words.WithEvent, group => AnyEvent(context, group).SelectMany(prefix => printer.CountOfPercent(prefix)).ToImmutableArray())),
            .. GradedEvents(context, "").Select(_ => Line(words.Events, group => GradedEvents(context, group).Select(prefix => printer.Count(ResultPrinter.Id(prefix, StatisticName.Count))).ToImmutableArray())),
            .. GradedEvents(context, "").Select(_ => Line(words.SevereEventRow, group => GradedEvents(context, group).Select(prefix => printer.Count(ResultPrinter.Id(prefix, "grade-3-or-worse", StatisticName.Count))).ToImmutableArray(), CellKind.Indented)),
            .. Serious(context, "").Select(_ => Line(words.SeriousEventRow, group => Serious(context, group).Select(prefix => printer.Count(ResultPrinter.Id(prefix, "events", StatisticName.Count))).ToImmutableArray())),
        ];
        return new Table("at-a-glance", Trial.Content.Line.Of(words.AtAGlance), [3.4, .. groups.Select(_ => 1.6)],
            [Row.Header([Cell.Text(""), .. groups.Select(group => Cell.Number(group.Label))])], rows)
        {
            Notes = printer.Footnotes(),
        };
    }

    private static string FullSet(ReportContext context) =>
        context.Protocol.AnalysisSets.First(set => set.Kind == AnalysisSetKind.FullAnalysis).Id;

    // The first endpoint of each kind is the one the protocol ranks first.
    private static IEnumerable<string> Deaths(ReportContext context, string group) => context.Endpoints<TimeToEventEndpoint>().Take(1)
        .Select(endpoint => ResultPrinter.Id(endpoint.Id, endpoint.AnalysisSets[0], group, "deaths"));

    private static IEnumerable<string> AnyEvent(ReportContext context, string group) => context.Endpoints<AdverseEventIncidenceEndpoint>().Take(1)
        .Select(endpoint => ResultPrinter.Id(endpoint.Id, endpoint.AnalysisSets[0], group, "any"));

    private static IEnumerable<string> Serious(ReportContext context, string group) => context.Results.Of(SeriousEvents.AnalysisId).Any()
        ? [ResultPrinter.Id(SeriousEvents.AnalysisId, SeriousEventsSection.SafetySet(context), group)]
        : [];

    private static IEnumerable<string> GradedEvents(ReportContext context, string group) => context.Endpoints<AdverseEventGradeEndpoint>().Take(1)
        .Select(endpoint => ResultPrinter.Id(endpoint.Id, endpoint.AnalysisSets[0], group, "events"));
}
