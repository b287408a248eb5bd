using System.Collections.Immutable;
using ReportPipeline.Statistics.Descriptive;
using ReportPipeline.Statistics.Means;
using ReportPipeline.Statistics.Tables;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>
/// Characteristics at entry per arm, with standardised differences. P values compare groups that were formed by choice,
/// so they describe imbalance and nothing more.
/// </summary>
public static class BaselineCharacteristics
{
    public static void Analyse(BaselineEndpoint endpoint, AnalysisContext context)
    {
        foreach (var set in endpoint.AnalysisSets)
        {
            foreach (var variable in endpoint.Variables)
            {
                var values = new BaselineValues(context.Protocol, variable);
                if (values.IsQuantity)
                {
                    AnalyseQuantity(endpoint, context, set, values);
                }
                else
                {
                    AnalyseCoded(endpoint, context, set, values);
                }
            }
        }
    }

    private static void AnalyseQuantity(BaselineEndpoint endpoint, AnalysisContext context, string set, BaselineValues values)
    {
        foreach (var (group, members) in context.Groups(set))
        {
            var readings = members.Select(values.Of).ToList();
            var place = new ResultPlace(endpoint.Id, set, group, values.Variable) { Sources = [.. readings.SelectMany(reading => reading.Sources)] };
            QuantityRows.Describe(context.Table, place, Summary.Of(readings.Select(reading => reading.Number)), ResultMethod.In(values.Unit!));
        }

        var samples = context.ArmGroups(set).Select(arm => Numbers(arm.Members, values)).ToList();
        var (first, second) = (samples[0].Values, samples[1].Values);
        var comparison = Between(endpoint, context, set, values);
        var test = TTest.Welch(first, second, context.Protocol.ConfidenceLevel).Test;
        context.Compare(new Comparison(comparison, test, new ComparedSamples(samples[0], samples[1])));
        StandardisedDifference(context, comparison, StandardisedMeanDifference.Continuous(first, second, context.Protocol.ConfidenceLevel));
    }

    private static void AnalyseCoded(BaselineEndpoint endpoint, AnalysisContext context, string set, BaselineValues values)
    {
        foreach (var (group, members) in context.Groups(set))
        {
            var known = members.Select(values.Of).Where(reading => reading.Code is not null).ToList();
            var place = new ResultPlace(endpoint.Id, set, group, values.Variable) { Sources = [.. known.SelectMany(reading => reading.Sources)] };
            context.Table.Number(place, StatisticName.Denominator, known.Count);
            context.Table.Number(place, StatisticName.Missing, members.Length - known.Count);
            foreach (var level in values.Levels)
            {
                var count = known.Count(reading => reading.Code == level);
                context.Table.Number(place.At(level), StatisticName.Count, count);
                context.Table.Estimate(place.At(level), StatisticName.Percent, Percent.Of(count, known.Count), ResultMethod.In("%"));
            }
        }

        CompareCoded(endpoint, context, set, values);
    }

    private static void CompareCoded(BaselineEndpoint endpoint, AnalysisContext context, string set, BaselineValues values)
    {
        var arms = context.ArmGroups(set).Select(arm => arm.Members.Select(values.Of).Where(reading => reading.Code is not null).ToList()).ToList();
        var counts = new long[2, values.Levels.Length];
        for (var level = 0; level < values.Levels.Length; level++)
        {
            counts[0, level] = arms[0].Count(reading => reading.Code == values.Levels[level]);
            counts[1, level] = arms[1].Count(reading => reading.Code == values.Levels[level]);
        }

        var comparison = Between(endpoint, context, set, values);
        var table = ContingencyTable.Of(counts);
        context.Compare(new Comparison(comparison, ArmComparison.Test(endpoint.AssociationTest, table), new ComparedCounts(table, [])));
        for (var level = 0; level < values.Levels.Length; level++)
        {
            StandardisedDifference(context, comparison.At(values.Levels[level]), StandardisedMeanDifference.Binary(
                (int)counts[0, level], arms[0].Count, (int)counts[1, level], arms[1].Count, context.Protocol.ConfidenceLevel));
        }
    }

    private static void StandardisedDifference(AnalysisContext context, ResultPlace comparison, StandardisedMeanDifference difference)
    {
        var level = comparison.Level is null ? "standardised-difference" : $"{comparison.Level}/standardised-difference";
        context.Table.Estimate(comparison.At(level), StatisticName.Estimate, difference.Difference, new ResultMethod("Standardised mean difference"));
    }

    private static ResultPlace Between(BaselineEndpoint endpoint, AnalysisContext context, string set, BaselineValues values) =>
        new(endpoint.Id, set, context.Comparison, values.Variable)
        {
            Sources = [.. context.ArmGroups(set).SelectMany(arm => arm.Members).SelectMany(data => values.Of(data).Sources)],
        };

    private static ComparedSample Numbers(ImmutableArray<SubjectData> members, BaselineValues values)
    {
        var known = members.Select(data => (data.Subject.Site, values.Of(data).Number)).Where(pair => pair.Number is not null).ToList();
        return new ComparedSample([.. known.Select(pair => pair.Number!.Value)], [.. known.Select(pair => pair.Site.Value)]);
    }
}
