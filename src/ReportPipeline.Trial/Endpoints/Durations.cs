using System.Collections.Immutable;
using ReportPipeline.Statistics.Descriptive;
using ReportPipeline.Statistics.Ranks;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>Days per subject, described and compared between the arms by ranks; subjects without a number are missing.</summary>
public static class Durations
{
    /// <summary>Variable name of the number of days.</summary>
    public const string Days = "days";

    public static void Analyse(DurationEndpoint endpoint, AnalysisContext context)
    {
        foreach (var set in endpoint.AnalysisSets)
        {
            foreach (var (group, members) in context.Groups(set))
            {
                var records = Records(endpoint, members);
                var place = new ResultPlace(endpoint.Id, set, group, Days) { Sources = Sources(records) };
                QuantityRows.Describe(context.Table, place, Summary.Of(records.Select(record => (double?)record?.AnalysisValue)), ResultMethod.In("d"));
            }

            Compare(endpoint, context, set);
            if (endpoint.DeathCompetes)
            {
                CompetingDeath.Analyse(endpoint, context, set);
            }
        }
    }

    private static void Compare(DurationEndpoint endpoint, AnalysisContext context, string set)
    {
        var arms = context.ArmGroups(set).Select(arm => (Records: Records(endpoint, arm.Members), arm.Members)).ToList();
        var samples = new ComparedSamples(Sample(arms[0].Records, arms[0].Members), Sample(arms[1].Records, arms[1].Members));
        var (first, second) = (samples.First.Values, samples.Second.Values);
        var place = new ResultPlace(endpoint.Id, set, context.Comparison, Days) { Sources = [.. Sources(arms[0].Records), .. Sources(arms[1].Records)] };
        context.Compare(new Comparison(place, RankTests.RankSum(first, second, endpoint.RankTest), samples));
        var shift = HodgesLehmann.Shift(first, second, ShiftInterval.Exact, context.Protocol.ConfidenceLevel);
        var method = new ResultMethod("Hodges–Lehmann shift") { Unit = "d" };
        context.Table.Estimate(place.At("shift"), StatisticName.Estimate, shift.Estimate, method);
        context.Table.Interval(place.At("shift"), shift.Interval, method);
    }

    private static List<FindingRecord?> Records(DurationEndpoint endpoint, ImmutableArray<SubjectData> members) =>
        [.. members.Select(data => Record(endpoint, data))];

    /// <summary>The record whose number of days counts; null without one.</summary>
    internal static FindingRecord? Record(DurationEndpoint endpoint, SubjectData data) =>
        data.FindingsOf(endpoint.Parameter).LastOrDefault(finding => finding.AnalysisValue is not null);

    private static ComparedSample Sample(List<FindingRecord?> records, ImmutableArray<SubjectData> members)
    {
        var known = records.Zip(members).Where(pair => pair.First is not null).ToList();
        return new ComparedSample(
            [.. known.Select(pair => (double)pair.First!.AnalysisValue!.Value)], [.. known.Select(pair => pair.Second.Subject.Site.Value)]);
    }

    private static ImmutableArray<string> Sources(List<FindingRecord?> records) =>
        [.. records.Where(record => record is not null).SelectMany(record => record!.Sources)];
}
