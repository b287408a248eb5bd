using System.Collections.Immutable;
using System.Globalization;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>One Kaplan–Meier figure: a step curve and censoring marks per arm, and the numbers at risk under the time axis.</summary>
internal sealed class SurvivalCurves
{
    private readonly ReportContext context;
    private readonly TimeToEventEndpoint endpoint;
    private readonly string set;
    private readonly ResultPrinter printer;
    private readonly OutcomeWords words;

    private SurvivalCurves(ReportContext context, TimeToEventEndpoint endpoint, string set)
    {
        this.context = context;
        this.endpoint = endpoint;
        this.set = set;
        printer = context.NewPrinter();
        words = context.Vocabulary.Outcomes;
    }

    public static ChartFigure Of(ReportContext context, TimeToEventEndpoint endpoint, string set, string key) =>
        new SurvivalCurves(context, endpoint, set).Build(key);

    private ChartFigure Build(string key)
    {
        ImmutableArray<double> ticks = Ticks();
        AnalysisSetDefinition definition = context.AnalysisSet(set);
        return new ChartFigure(
            key,
            Line.Of(Sentence.Plain(words.CurveCaption, context.Label(endpoint.Title), context.SetLabel(set))),
            Alternative(definition, ticks[^1]),
            new ChartAxes(
                new ChartAxis(words.TimeAxis, ticks[0], ticks[^1], ticks[1] - ticks[0], "0"),
                new ChartAxis(words.SurvivalAxis, 0, 1, 0.2, "0%")),
            [.. context.Arms.SelectMany(Series)])
        {
            AtRisk = new NumbersAtRisk(words.AtRisk, ticks, [.. context.Arms.Select((arm, look) => RiskRow(arm, look, ticks))]),
            Notes = [[.. Population.Note(context, set), " ", .. LogRankNote()], Line.Of(words.CurveNote), .. printer.Footnotes()],
        };
    }

    /// <summary>Ticks of the time axis: the protocol's days when they are evenly spaced, otherwise even steps over the same span.</summary>
    private ImmutableArray<double> Ticks()
    {
        ImmutableArray<int> days = endpoint.RiskTableDays;
        int last = Math.Max(Steps(context.Arms).Select(step => step.Day).DefaultIfEmpty(0).Max(), days.IsEmpty ? 1 : days[^1]);
        int step = days.Length > 1 ? Math.Max(1, days[1] - days[0]) : 5;
        int count = (int)Math.Ceiling(last / (double)step);
        return [.. Enumerable.Range(0, Math.Max(count, 1) + 1).Select(index => (double)(index * step))];
    }

    private IEnumerable<(int Day, AnalysisResult Row)> Steps(IEnumerable<ReportGroup> groups)
    {
        HashSet<string> codes = [.. groups.Select(group => group.Code)];
        return context.Results.Of(endpoint.Id, set)
            .Where(row => codes.Contains(row.Group) && row.Variable == "survival" && row.Statistic == StatisticName.Survival)
            .Select(row => (int.Parse(row.Level!, CultureInfo.InvariantCulture), row))
            .OrderBy(step => step.Item1);
    }

    private IEnumerable<ChartSeries> Series(ReportGroup arm, int look)
    {
        var curve = new List<ChartPoint>();
        var marks = new List<ChartPoint>();
        foreach ((int day, AnalysisResult row) in Steps([arm]))
        {
            if (row.Value is not NumberValue { Value: double survival })
            {
                continue;
            }

            if (curve.Count > 0)
            {
                curve.Add(curve[^1] with { X = day, XResultId = null }); // the corner: level until the day, then down
            }

            curve.Add(new ChartPoint(day, survival, YResultId: row.Id));
            string censored = ResultPrinter.Id(endpoint.Id, set, arm.Code, "survival", row.Level!, StatisticName.Censored);
            if (printer.ValueOf(censored) > 0)
            {
                marks.Add(new ChartPoint(day, survival, YResultId: row.Id));
            }
        }

        yield return new ChartSeries(arm.Label, [.. curve], look, SeriesKind.Line);
        if (marks.Count > 0)
        {
            yield return new ChartSeries(Sentence.Plain(words.Censored, arm.Label), [.. marks], look, SeriesKind.CensoringMarks);
        }
    }

    private RiskRow RiskRow(ReportGroup arm, int look, ImmutableArray<double> ticks) => new(arm.Label, look, [.. ticks.Select(tick =>
    {
        string id = ResultPrinter.Id(endpoint.Id, set, arm.Code, "risk-table", tick.ToString("R", CultureInfo.InvariantCulture), StatisticName.AtRisk);
        return endpoint.RiskTableDays.Contains((int)tick) || printer.Exists(id) ? Line.Of(printer.Count(id)) : [];
    })]);

    private ImmutableArray<Inline> Alternative(AnalysisSetDefinition definition, double lastDay)
    {
        List<Inline> text = [.. Sentence.Fill(words.CurveAlternative, Numbers.Count(lastDay), context.Label(definition.Label))];
        foreach (ReportGroup arm in context.Arms)
        {
            string deaths = ResultPrinter.Id(endpoint.Id, set, arm.Code, "deaths");
            string? lastStep = Steps([arm]).Select(step => step.Row.Id).LastOrDefault();
            text.AddRange(Sentence.Fill(words.CurveAlternativeArm, arm.Label,
                printer.Count(ResultPrinter.Id(deaths, StatisticName.Count)), printer.Count(ResultPrinter.Id(deaths, StatisticName.Denominator)),
                lastStep is null ? context.Vocabulary.Tables.Missing : printer.Fixed(lastStep, 2)));
        }

        return [.. text];
    }

    private ImmutableArray<Inline> LogRankNote()
    {
        string p = ResultPrinter.Id(endpoint.Id, set, context.Comparison!, "log-rank", StatisticName.PValue);
        return printer.IsHeldBack(p) ? Line.Of(context.Vocabulary.Tables.ComparisonHeldBack) : Sentence.Fill(words.LogRankNote, printer.PValue(p));
    }
}
