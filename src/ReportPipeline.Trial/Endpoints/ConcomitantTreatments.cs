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
        var groups = BinaryTally.OfGroups(context, set, Received);
        foreach (var (group, members, tally) in groups)
        {
            var place = new ResultPlace(endpoint.Id, set, group, treatmentClass);
            tally.Write(context.Table, place with { Sources = tally.Sources }, members.Length);
            var strata = context.Protocol.FindParameter(endpoint.Stratum)!.Values
                .Select(level => CountStratum(place.At(level.Value), [.. members.Where(data => data.Subject.Strata.GetValueOrDefault(endpoint.Stratum) == level.Value)]))
                .ToList();
            context.Compare(ArmComparison.Of(
                context,
                place.At(BetweenStrata) with { Sources = [.. strata.SelectMany(stratum => stratum.Sources)] },
                endpoint.AssociationTest,
                (strata[0], strata[1])));
        }

        var (experimental, control) = (groups[0].Tally, groups[1].Tally);
        context.Compare(ArmComparison.Of(
            context,
            new ResultPlace(endpoint.Id, set, context.Comparison, treatmentClass) { Sources = [.. experimental.Sources, .. control.Sources] },
            endpoint.AssociationTest,
            (experimental, control)));

        BinaryTally CountStratum(ResultPlace place, ImmutableArray<SubjectData> members)
        {
            var tally = BinaryTally.Of(members, Received);
            tally.Write(context.Table, place with { Sources = tally.Sources }, members.Length);
            return tally;
        }

        SubjectResult Received(SubjectData data) =>
            SubjectResult.Having(data.ConcomitantTreatments.AsSpan(), record => record.TreatmentClass == treatmentClass, record => record.Sources);
    }
}
