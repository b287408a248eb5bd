using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>Subjects who received each class of concomitant treatment, by arm and by stratum within the arm.</summary>
public static class ConcomitantTreatments
{
    /// <summary>Level of the comparison between the strata of one arm.</summary>
    public const string BetweenStrata = "between-strata";

    public static void Analyse(ConcomitantTreatmentEndpoint endpoint, AnalysisContext context)
    {
        foreach (var set in endpoint.AnalysisSets)
        {
            foreach (var treatmentClass in context.Protocol.ConcomitantTreatmentClasses)
            {
                AnalyseClass(endpoint, context, set, treatmentClass.Code);
            }
        }
    }

    private static void AnalyseClass(ConcomitantTreatmentEndpoint endpoint, AnalysisContext context, string set, string treatmentClass)
    {
        var groups = new List<BinaryTally>();
        foreach (var (group, members) in context.Groups(set))
        {
            var place = new ResultPlace(endpoint.Id, set, group, treatmentClass);
            groups.Add(Count(context.Table, place, members));
            var strata = context.Protocol.FindParameter(endpoint.Stratum)!.Values
                .Select(level => Count(context.Table, place.At(level.Value), [.. members.Where(data => data.Subject.Strata.GetValueOrDefault(endpoint.Stratum) == level.Value)]))
                .ToList();
            context.Compare(ArmComparison.Of(
                context,
                place.At(BetweenStrata) with { Sources = [.. strata.SelectMany(tally => tally.Sources)] },
                endpoint.AssociationTest,
                (strata[0], strata[1])));
        }

        context.Compare(ArmComparison.Of(
            context,
            new ResultPlace(endpoint.Id, set, context.Comparison, treatmentClass) { Sources = [.. groups[0].Sources, .. groups[1].Sources] },
            endpoint.AssociationTest,
            (groups[0], groups[1])));

        BinaryTally Count(ResultTable table, ResultPlace place, ImmutableArray<SubjectData> members)
        {
            var tally = BinaryTally.Of(members, data =>
            {
                var records = data.ConcomitantTreatments.Where(record => record.TreatmentClass == treatmentClass).ToList();
                return new SubjectResult(records.Count > 0, [.. records.SelectMany(record => record.Sources)]);
            });
            tally.Write(table, place with { Sources = tally.Sources }, members.Length);
            return tally;
        }
    }
}
