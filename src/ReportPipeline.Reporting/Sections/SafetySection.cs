using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>Adverse events: outcomes compared, events by grade, subjects by category and term; laboratory shifts; serious events and deaths.</summary>
internal static class SafetySection
{
    private const int WorstGrade = 5; // CTCAE

    public static IEnumerable<Block> Write(ReportContext context)
    {
        SafetyWords words = context.Vocabulary.Safety;
        yield return new Heading(1, words.Heading, "safety");
        yield return Paragraph.Body(Sentence.Plain(words.Overview, context.SetLabel(SeriousEventsSection.SafetySet(context)))) with { KeepWithNext = true };
        foreach (Block block in Comparisons(context).Concat(Grades(context)).Concat(Incidence(context)).Concat(Shifts(context)).Concat(SeriousEventsSection.Write(context)).Concat(StoppingRules.Write(context)))
        {
            yield return block;
        }
    }

    private static IEnumerable<Block> Comparisons(ReportContext context)
    {
        SafetyWords words = context.Vocabulary.Safety;
        ImmutableArray<ProportionEndpoint> endpoints = [.. context.Endpoints<ProportionEndpoint>().Where(context.IsSafety)];
        foreach (ProportionEndpoint missing in endpoints.Where(endpoint => !Population.HasResults(context, endpoint)))
        {
            yield return Population.NoResults(context, missing);
        }

        foreach (Block estimand in endpoints.SelectMany(endpoint => EndpointsSection.TitledEstimand(context, endpoint)))
        {
            yield return estimand;
        }

        ImmutableArray<ProportionRow> rows = [.. endpoints.Where(endpoint => Population.HasResults(context, endpoint))
            .Select(endpoint => new ProportionRow(endpoint, endpoint.AnalysisSets[0], context.Label(endpoint.Title)))];
        if (!rows.IsEmpty)
        {
            yield return ProportionSection.Table("safety-outcomes", context.IsClosed ? words.ComparisonCaption : words.OutcomesCaption, context, rows, words.Outcome);
        }
    }

    private static IEnumerable<Block> Grades(ReportContext context)
    {
        foreach (AdverseEventGradeEndpoint endpoint in context.Endpoints<AdverseEventGradeEndpoint>())
        {
            yield return new Heading(2, context.Label(endpoint.Title), endpoint.Id);
            yield return Population.HasResults(context, endpoint) ? GradeTable(context, endpoint) : Population.NoResults(context, endpoint);
        }
    }

    private static IEnumerable<Block> Incidence(ReportContext context)
    {
        foreach (AdverseEventIncidenceEndpoint endpoint in context.Endpoints<AdverseEventIncidenceEndpoint>())
        {
            foreach (Block block in EndpointsSection.Opening(context, endpoint))
            {
                yield return block;
            }

            yield return Population.HasResults(context, endpoint) ? IncidenceTable.Of(context, endpoint) : Population.NoResults(context, endpoint);
        }
    }

    private static IEnumerable<Block> Shifts(ReportContext context)
    {
        // By group only: the open report shows the values over time, pooled.
        foreach (LaboratoryShiftEndpoint endpoint in context.IsClosed ? context.Endpoints<LaboratoryShiftEndpoint>() : [])
        {
            yield return new Heading(2, context.Label(endpoint.Title), endpoint.Id);
            foreach (Block block in Population.HasResults(context, endpoint) ? ShiftTables.Of(context, endpoint) : (IEnumerable<Block>)[Population.NoResults(context, endpoint)])
            {
                yield return block;
            }
        }
    }

    private static Table GradeTable(ReportContext context, AdverseEventGradeEndpoint endpoint)
    {
        SafetyWords words = context.Vocabulary.Safety;
        ResultPrinter printer = context.NewPrinter();
        string set = endpoint.AnalysisSets[0];
        ImmutableArray<ReportGroup> groups = context.ArmsAndTotal;
        Row Counts(string label, params ReadOnlySpan<string> level)
        {
            string[] parts = [.. level];
            return new([Cell.Text(label), .. groups.Select(group => Cell.Number(printer.Count(ResultPrinter.Id([endpoint.Id, set, group.Code, "events", .. parts, StatisticName.Count]))))]);
        }

        ImmutableArray<Row> rows =
        [
            .. Enumerable.Range(1, WorstGrade).Select(grade => Counts(Sentence.Plain(words.GradeN, $"{grade}"), $"grade-{grade}")),
            Counts(words.GradeMissing, "grade-missing"),
            Counts(words.AllGrades),
            Counts(words.GradeThreeOrWorse, "grade-3-or-worse"),
        ];
        return new Table($"grades-{endpoint.Id}", Line.Of(words.GradeCaption), [3, .. groups.Select(_ => 1.6)],
            [Row.Header([Cell.Text(words.Grade), .. Population.Headings(context, printer, set, groups)])], rows)
        {
            Notes = [Population.Note(context, set), Line.Of(words.GradeNote), .. printer.Footnotes()],
        };
    }
}
