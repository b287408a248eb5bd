using System.Collections.Immutable;
using System.Globalization;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>Cumulative incidence of the end of a stay or of a dated event, and of death, per arm; closed report only.</summary>
internal static class CumulativeIncidence
{
    private const string EndOfStay = "end-of-stay";
    private const string Event = "event";
    private const string Death = "death";

    public static IEnumerable<Block> Write(ReportContext context)
    {
        ImmutableArray<DurationEndpoint> endpoints = [.. context.Endpoints<DurationEndpoint>().Where(endpoint => endpoint.DeathCompetes)];
        if (!context.IsClosed || endpoints.IsEmpty)
        {
            yield break;
        }

        CompetingWords words = context.Vocabulary.Competing;
        yield return new Heading(2, words.Heading, "competing");
        foreach (DurationEndpoint endpoint in endpoints)
        {
            (string variable, CompetingEventWords own) = IsStay(context, endpoint) ? (EndOfStay, words.Stay) : (Event, words.Event);
            ImmutableArray<Curve> curves = [.. context.Arms.SelectMany((arm, index) => (Curve[])
                [CurveOf(context, endpoint, arm, variable, 2 * index, own.Curve), CurveOf(context, endpoint, arm, Death, (2 * index) + 1, words.Death)])];
            yield return curves.All(curve => curve.Steps.IsEmpty)
                ? new Paragraph(ParagraphKind.Notice, Line.Of(Sentence.Plain(words.NotAvailable, context.Label(endpoint.Title))))
                : Figure(context, (endpoint, variable, own), [.. curves.Where(curve => !curve.Steps.IsEmpty)]);
        }
    }

    /// <summary>A period counts from its own start, a date from enrolment.</summary>
    private static bool IsStay(ReportContext context, DurationEndpoint endpoint) =>
        context.Protocol.FindParameter(endpoint.Parameter) is { Kind: ParameterKind.Period };

    private static ChartFigure Figure(ReportContext context, (DurationEndpoint Endpoint, string Variable, CompetingEventWords Words) of, ImmutableArray<Curve> curves)
    {
        (DurationEndpoint endpoint, string variable, CompetingEventWords own) = of;
        CompetingWords words = context.Vocabulary.Competing;
        ResultPrinter printer = context.NewPrinter();
        string set = endpoint.AnalysisSets[0];
        double last = Math.Max(5, Math.Ceiling(curves.Max(curve => curve.Steps[^1].Day) / 5.0) * 5);
        string P(string variable) => ResultPrinter.Id(endpoint.Id, set, context.Comparison!, variable, "gray", StatisticName.PValue);
        ImmutableArray<Inline> alternative =
        [
            .. Sentence.Fill(own.Alternative, Numbers.Count(last), context.Label(endpoint.Title)),
            .. curves.SelectMany(curve => Sentence.Fill(words.AlternativeCurve, curve.Name, printer.Fixed(curve.Steps[^1].Row.Id, 2))),
        ];
        return new ChartFigure($"cumulative-{endpoint.Id}", Line.Of(Sentence.Plain(own.Caption, context.Label(endpoint.Title))), alternative,
            new ChartAxes(new ChartAxis(own.TimeAxis, 0, last, 5, "0"), new ChartAxis(words.Axis, 0, 1, 0.2, "0%")),
            [.. curves.Select(curve => new ChartSeries(curve.Name, Stairs(curve), curve.Look, SeriesKind.Line))])
        {
            Notes =
            [
                Population.Note(context, set), Line.Of(own.Note),
                printer.IsHeldBack(P(variable)) ? Line.Of(context.Vocabulary.Tables.ComparisonHeldBack) : Sentence.Fill(own.GrayNote, printer.PValue(P(variable)), printer.PValue(P(Death))),
                .. printer.Footnotes(),
            ],
        };
    }

    private static Curve CurveOf(ReportContext context, DurationEndpoint endpoint, ReportGroup arm, string variable, int look, string name) => new(
        Sentence.Plain(name, arm.Label), look,
        [
            .. context.Results.Of(endpoint.Id, endpoint.AnalysisSets[0])
                .Where(row => row.Group == arm.Code && row.Variable == variable && row is { Statistic: StatisticName.Estimate, Level: not null, Value: NumberValue })
                .Select(row => new Step(int.Parse(row.Level!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), row))
                .OrderBy(step => step.Day),
        ]);

    /// <summary>From zero: level until the day of an event, then up.</summary>
    private static ImmutableArray<ChartPoint> Stairs(Curve curve)
    {
        List<ChartPoint> points = curve.Steps[0].Day > 0 ? [new ChartPoint(0, 0)] : [];
        foreach (Step step in curve.Steps)
        {
            if (points.Count > 0)
            {
                points.Add(new ChartPoint(step.Day, points[^1].Y));
            }

            points.Add(new ChartPoint(step.Day, ((NumberValue)step.Row.Value).Value, YResultId: step.Row.Id));
        }

        return [.. points];
    }

    private sealed record Curve(string Name, int Look, ImmutableArray<Step> Steps);

    private sealed record Step(int Day, AnalysisResult Row);
}
