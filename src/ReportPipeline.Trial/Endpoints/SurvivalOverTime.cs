using System.Collections.Immutable;
using System.Globalization;
using ReportPipeline.Statistics;
using ReportPipeline.Statistics.Survival;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>Time from the reference date to death: Kaplan–Meier per arm with numbers at risk, and the log-rank test.</summary>
public static class SurvivalOverTime
{
    public static void Analyse(TimeToEventEndpoint endpoint, AnalysisContext context)
    {
        foreach (var set in endpoint.AnalysisSets)
        {
            foreach (var (group, members) in context.ArmGroups(set))
            {
                Describe(endpoint, context, new ResultPlace(endpoint.Id, set, group, "survival"), Times(members));
            }

            Deaths(context.Table, new ResultPlace(endpoint.Id, set, AnalysisContext.Total, "deaths"), Times(context.Dataset.In(set)));
            Compare(endpoint, context, set);
        }
    }

    private static void Describe(TimeToEventEndpoint endpoint, AnalysisContext context, ResultPlace place, ImmutableArray<TimeToEventRecord> records)
    {
        var options = new KaplanMeierOptions { Level = context.Protocol.ConfidenceLevel, Transform = Transform(endpoint.IntervalTransform) };
        var at = place with { Sources = [.. records.SelectMany(record => record.Sources)] };
        var curve = KaplanMeier.Estimate(Days(records), Events(records), options);
        Deaths(context.Table, place with { Variable = "deaths" }, records);
        if (!curve.IsEstimable)
        {
            WriteNothing(endpoint, context, at, Estimable<double>.Not(curve.Reason!));
            return;
        }

        Steps(context.Table, at, curve.Value);
        RiskTable(endpoint, context.Table, at with { Variable = "risk-table" }, curve.Value);
        Median(context.Table, at with { Variable = "median" }, curve.Value);
    }

    /// <summary>Of an arm with nobody: day 0, the risk table and the median, each with its reason or 0.</summary>
    private static void WriteNothing(TimeToEventEndpoint endpoint, AnalysisContext context, ResultPlace place, Estimable<double> none)
    {
        var (method, day0, median) = (new ResultMethod("Kaplan–Meier"), place.At("0"), place with { Variable = "median" });
        foreach (var count in new[] { StatisticName.AtRisk, StatisticName.Events, StatisticName.Censored })
        {
            context.Table.Number(day0, count, 0);
        }

        context.Table.Estimate(day0, StatisticName.Survival, none, method);
        context.Table.Estimate(day0, StatisticName.StandardError, none, method);
        context.Table.Interval(day0, new ConfidenceInterval(context.Protocol.ConfidenceLevel, none, none, "Kaplan–Meier"), method);
        foreach (var day in endpoint.RiskTableDays)
        {
            context.Table.Number((place with { Variable = "risk-table" }).At(Day(day)), StatisticName.AtRisk, 0);
        }

        context.Table.Estimate(median, StatisticName.Estimate, none, method with { Unit = "d" });
        context.Table.Interval(median, new ConfidenceInterval(context.Protocol.ConfidenceLevel, none, none, "Kaplan–Meier"), method with { Unit = "d" });
    }

    private static void Deaths(ResultTable table, ResultPlace place, ImmutableArray<TimeToEventRecord> records)
    {
        var at = place with { Sources = [.. records.SelectMany(record => record.Sources)] };
        table.Number(at, StatisticName.Count, records.Count(record => record.EventObserved));
        table.Number(at, StatisticName.Denominator, records.Length);
    }

    private static void Steps(ResultTable table, ResultPlace place, KaplanMeierCurve curve)
    {
        var kaplanMeier = new ResultMethod("Kaplan–Meier");
        // The curve begins at day 0, also when its first step stands there.
        if (curve.Steps is not [{ Time: 0 }, ..])
        {
            Step(table, place.At("0"), new StepCounts(curve.Subjects, 0, 0), curve.At(0).Value, kaplanMeier);
        }

        foreach (var step in curve.Steps)
        {
            Step(table, place.At(Day(step.Time)), new StepCounts(step.AtRisk, step.Events, step.Censored), curve.At(step.Time).Value, kaplanMeier);
        }
    }

    private static void Step(ResultTable table, ResultPlace place, StepCounts counts, SurvivalEstimate estimate, ResultMethod method)
    {
        table.Number(place, StatisticName.AtRisk, counts.AtRisk);
        table.Number(place, StatisticName.Events, counts.Events);
        table.Number(place, StatisticName.Censored, counts.Censored);
        table.Number(place, StatisticName.Survival, estimate.Survival, method);
        table.Estimate(place, StatisticName.StandardError, estimate.StandardError, method with { Convention = "Greenwood" });
        table.Interval(place, estimate.Interval, method);
    }

    private static void RiskTable(TimeToEventEndpoint endpoint, ResultTable table, ResultPlace place, KaplanMeierCurve curve)
    {
        foreach (var day in endpoint.RiskTableDays)
        {
            table.Number(place.At(Day(day)), StatisticName.AtRisk, curve.AtRisk(day));
        }
    }

    private static void Median(ResultTable table, ResultPlace place, KaplanMeierCurve curve)
    {
        var days = new ResultMethod("Kaplan–Meier") { Unit = "d" };
        table.Estimate(place, StatisticName.Estimate, curve.Median.Time, days);
        table.Interval(place, curve.Median.Interval, days);
    }

    private static void Compare(TimeToEventEndpoint endpoint, AnalysisContext context, string set)
    {
        var arms = context.ArmGroups(set).Select(arm => (arm.Group, Records: Times(arm.Members))).ToList();
        ImmutableArray<TimeToEventRecord> records = [.. arms.SelectMany(arm => arm.Records)];
        int[] groups = [.. arms.SelectMany((arm, index) => arm.Records.Select(_ => index))];
        var result = LogRank.Test(Days(records), Events(records), groups);
        foreach (var (arm, index) in arms.Select((arm, index) => (arm, index)))
        {
            // An arm with nobody has no group; it neither has nor expects an event.
            var group = result.Groups.FirstOrDefault(candidate => candidate.Group == index);
            var place = new ResultPlace(endpoint.Id, set, arm.Group, "log-rank") { Sources = [.. arm.Records.SelectMany(record => record.Sources)] };
            context.Table.Number(place, StatisticName.Observed, group?.Observed ?? 0);
            context.Table.Number(place, StatisticName.Expected, group?.Expected ?? 0);
        }

        var comparison = new ResultPlace(endpoint.Id, set, context.Comparison, "log-rank") { Sources = [.. records.SelectMany(record => record.Sources)] };
        int[] sites = [.. context.ArmGroups(set).SelectMany(arm => Sites(context.Protocol, arm.Members))];
        context.Compare(new Comparison(comparison, result.Test, new ComparedTimes(Days(records), Events(records), groups, sites)), "hypergeometric variance");
    }

    private static ImmutableArray<TimeToEventRecord> Times(ImmutableArray<SubjectData> members) =>
        [.. members.Where(data => data.Survival is not null).Select(data => data.Survival!)];

    private static IEnumerable<int> Sites(TrialProtocol protocol, ImmutableArray<SubjectData> members) =>
        members.Where(data => data.Survival is not null).Select(data => protocol.Sites.IndexOf(protocol.FindSite(data.Subject.Site)!));

    private static double[] Days(ImmutableArray<TimeToEventRecord> records) => [.. records.Select(record => (double)record.Time)];

    private static bool[] Events(ImmutableArray<TimeToEventRecord> records) => [.. records.Select(record => record.EventObserved)];

    private static string Day(double day) => day.ToString("0", CultureInfo.InvariantCulture);

    private static ConfidenceTransform Transform(SurvivalTransform transform) => transform switch
    {
        SurvivalTransform.LogLog => ConfidenceTransform.LogLog,
        SurvivalTransform.Log => ConfidenceTransform.Log,
        SurvivalTransform.Plain => ConfidenceTransform.Plain,
        SurvivalTransform.ArcsineSquareRoot => ConfidenceTransform.ArcsineSquareRoot,
        _ => throw new ArgumentOutOfRangeException(nameof(transform), transform, null),
    };

    private readonly record struct StepCounts(int AtRisk, int Events, int Censored);
}
