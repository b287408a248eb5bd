using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>A yes/no outcome per analysis set: counts, intervals, differences, and P with the name of its test.</summary>
internal static class ProportionSection
{
    public static IEnumerable<Block> Write(ReportContext context, ProportionEndpoint endpoint)
    {
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
            yield return Paragraph.Bullet([.. ProportionReading.Of(context, printer, endpoint, set)]) with { KeepWithNext = true };
        }

        yield return Table($"proportion-{endpoint.Id}", context.Label(endpoint.Title), context,
            [.. endpoint.AnalysisSets.Select(set => new ProportionRow(endpoint, set, context.Label(context.AnalysisSet(set).Label)))],
            context.Vocabulary.Outcomes.AnalysisSet);
    }

    /// <summary>One table of several outcomes or analysis sets.</summary>
    public static Table Table(string key, string caption, ReportContext context, ImmutableArray<ProportionRow> lines, string firstHeading)
    {
        OutcomeWords words = context.Vocabulary.Outcomes;
        ResultPrinter printer = context.NewPrinter();
        ImmutableArray<ReportGroup> groups = context.ArmsOrTotal;
        ImmutableArray<Row> rows = [.. lines.Select(line => TableRow(context, printer, line, groups))];
        string outcome = lines.Select(line => context.Label(line.Endpoint.OutcomeLabel)).Distinct().Count() == 1
            ? context.Label(lines[0].Endpoint.OutcomeLabel) : "";
        ImmutableArray<Cell> comparison = context.IsClosed
            ? [Cell.Number(words.RiskDifference), Cell.Number(words.OddsRatio), Cell.Number(context.Vocabulary.Tables.PValue)]
            : [];
        ImmutableArray<double> columns = context.IsClosed ? [2.4, 2.1, 2.1, 2.6, 2.4, 0.9] : [4, 3];
        return new Table(key, Line.Of(caption), columns,
            [Row.Header([Cell.Text(firstHeading), .. groups.Select(group => Cell.Number(ColumnHeading(words, group, outcome))), .. comparison])], rows)
        {
            Notes = [.. Notes(context, lines), .. printer.Footnotes()],
        };
    }

    private static ImmutableArray<Inline> ColumnHeading(OutcomeWords words, ReportGroup group, string outcome) =>
        [group.Label, new LineBreak(), Sentence.Plain(words.CountOfPercent, outcome).TrimStart(',', '，', ' ')];

    private static Row TableRow(ReportContext context, ResultPrinter printer, ProportionRow line, ImmutableArray<ReportGroup> groups)
    {
        IEnumerable<Cell> counts = groups.Select(group =>
        {
            string prefix = ResultPrinter.Id(line.Endpoint.Id, line.Set, group.Code, "outcome");
            ImmutableArray<Inline> content = [.. printer.CountOfPercent(prefix), new LineBreak(), .. printer.Interval(prefix, 2)];
            return Cell.Number(content);
        });
        return new Row([Cell.Text(line.Label), .. counts, .. Comparison(context, printer, line)]);
    }

    private static ImmutableArray<Cell> Comparison(ReportContext context, ResultPrinter printer, ProportionRow line)
    {
        if (context.Comparison is not { } comparison)
        {
            return [];
        }

        string prefix = ResultPrinter.Id(line.Endpoint.Id, line.Set, comparison, "outcome");
        return
        [
            Cell.Number(OnTwoLines(printer, ResultPrinter.Id(prefix, "risk-difference"))),
            Cell.Number(OnTwoLines(printer, ResultPrinter.Id(prefix, "odds-ratio"))),
            Cell.Number(printer.PValue(ResultPrinter.Id(prefix, StatisticName.PValue))),
        ];
    }

    private static ImmutableArray<Inline> OnTwoLines(ResultPrinter printer, string prefix) =>
        [printer.Ratio(ResultPrinter.Id(prefix, StatisticName.Estimate), 2), new LineBreak(), .. printer.Interval(prefix, 2)];

    private static IEnumerable<ImmutableArray<Inline>> Notes(ReportContext context, ImmutableArray<ProportionRow> lines)
    {
        foreach (string set in lines.Select(line => line.Set).Distinct())
        {
            yield return Population.Note(context, set);
        }

        yield return Line.Of(context.Vocabulary.Outcomes.ProportionNote);
        foreach (string note in Conventions(context, lines).Distinct())
        {
            yield return Line.Of(note);
        }
    }

    /// <summary>Test and interval methods as the rows name them.</summary>
    private static IEnumerable<string> Conventions(ReportContext context, ImmutableArray<ProportionRow> lines)
    {
        OutcomeWords words = context.Vocabulary.Outcomes;
        foreach (ProportionRow line in lines)
        {
            AnalysisResult? Find(string group, params ReadOnlySpan<string> parts) =>
                context.Results.Find(ResultPrinter.Id([line.Endpoint.Id, line.Set, group, "outcome", .. parts]));
            string Interval(AnalysisResult? row) => context.Vocabulary.Term(row?.Convention ?? row?.Method ?? context.Vocabulary.Tables.Missing);
            yield return Sentence.Plain(words.IntervalNote, Interval(Find(context.ArmsOrTotal[0].Code, StatisticName.LowerLimit)));
            if (context.Comparison is not { } comparison)
            {
                continue;
            }

            yield return Sentence.Plain(words.ComparisonIntervalNote,
                Interval(Find(comparison, "risk-difference", StatisticName.LowerLimit)), Interval(Find(comparison, "odds-ratio", StatisticName.LowerLimit)));
            if (Find(comparison, StatisticName.PValue)?.Method is { } test)
            {
                yield return Sentence.Plain(words.TestNote, context.Vocabulary.Term(test));
            }
        }
    }
}

/// <param name="Label">What stands in the first column: the analysis set or the outcome.</param>
internal sealed record ProportionRow(ProportionEndpoint Endpoint, string Set, string Label);
