using ReportPipeline.Statistics;
using ReportPipeline.Statistics.GroupSequential;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints.Sensitivity;

/// <summary>
/// The boundaries of the declared looks, how far the data have come, and the alpha that the looks so far may have spent. Preparing
/// results on a timer is no look: only a released closed report at a declared look spends alpha.
/// </summary>
public static class StoppingRule
{
    private const string NotPlanned = "the protocol does not say how many subjects are planned";

    public static void Analyse(StoppingRuleEndpoint endpoint, AnalysisContext context)
    {
        var spending = endpoint.Spending == SpendingChoice.Pocock ? SpendingFunction.PocockType : SpendingFunction.OBrienFlemingType;
        var design = AlphaSpending.TwoSided([.. endpoint.Looks.Select(look => look.Information)], context.Protocol.SignificanceLevel, spending);
        foreach (var set in endpoint.AnalysisSets)
        {
            foreach (var comparison in context.ComparisonsOf(set, [endpoint.Endpoint]).Where(comparison => comparison.Place.Group == context.Comparison))
            {
                var place = new ResultPlace(endpoint.Id, set, context.Comparison, endpoint.Endpoint) { Sources = comparison.Place.Sources };
                for (var look = 0; look < endpoint.Looks.Length; look++)
                {
                    Boundary(context.Table, place with { Level = endpoint.Looks[look].Id }, design.Looks[look], design.Method);
                }

                Progress(endpoint, context, place, (comparison, design));
            }
        }
    }

    private static void Boundary(ResultTable table, ResultPlace place, SequentialLook look, string method)
    {
        var name = new ResultMethod(method, "two-sided");
        table.Number(place.At($"{place.Level}/information"), StatisticName.Estimate, look.InformationFraction, name);
        table.Estimate(place.At($"{place.Level}/boundary"), StatisticName.Estimate, look.CriticalValue, name);
        table.Estimate(place.At($"{place.Level}/nominal-p"), StatisticName.Estimate, look.NominalP, name);
        table.Number(place.At($"{place.Level}/alpha-spent"), StatisticName.Estimate, look.CumulativeAlpha, name);
    }

    private static void Progress(StoppingRuleEndpoint endpoint, AnalysisContext context, ResultPlace place, (Comparison Comparison, SequentialBoundary Design) at)
    {
        var information = Information(context, at.Comparison);
        var total = place with { Group = AnalysisContext.Total };
        var reached = information.Select(share => IsFinal(context, place.AnalysisSet) ? endpoint.Looks.Length : endpoint.Looks.Count(look => look.Information <= share));
        context.Table.Estimate(
            total.At("information"), StatisticName.Estimate, information, new ResultMethod("Subjects with a known outcome over subjects planned"));
        Look(context.Table, total.At("reached"), reached.Select(count => count == 0 ? "none" : endpoint.Looks[count - 1].Id));
        Look(context.Table, total.At("next"), reached.Select(count => count == endpoint.Looks.Length ? "none" : endpoint.Looks[count].Id));
        context.Table.Estimate(
            total.At("alpha-spent"),
            StatisticName.Estimate,
            reached.Select(count => count == 0 ? 0 : at.Design.Looks[count - 1].CumulativeAlpha),
            new ResultMethod(at.Design.Method, "if a closed report was released at every look reached"));
        Crossed(context.Table, place, reached, at);
    }

    // Outcomes that stay missing never add up to all of the information: the last look comes when nobody is left to observe.
    private static bool IsFinal(AnalysisContext context, string set)
    {
        var members = context.Dataset.In(set);
        return members.Length >= Planned(context.Protocol) && members.All(data => data.Subject.Death is not null
            || (data.Subject.Enrolment is { } enrolment
                && DeriveCompleteness.TrialDayOf(context.Protocol, data.Subject.Site, enrolment, context.DataCutOff) > context.Protocol.Visits[^1].ToDay));
    }

    // Whether the endpoint's P at the look reached is at or below the look's nominal P.
    private static void Crossed(ResultTable table, ResultPlace place, Estimable<int> reached, (Comparison Comparison, SequentialBoundary Design) at)
    {
        var p = at.Comparison.Test.PValue;
        var nominal = reached is { IsEstimable: true, Value: > 0 } ? at.Design.Looks[reached.Value - 1].NominalP : Estimable<double>.Not(reached.Reason ?? "no look has been reached");
        var crossed = (p.Reason ?? nominal.Reason) is { } reason ? Estimable<double>.Not(reason) : p.Value <= nominal.Value ? 1.0 : 0.0;
        table.Estimate(place.At("boundary-crossed"), StatisticName.Estimate, crossed, new ResultMethod("Boundary crossed", "1 when P is at most the nominal P of the look reached"));
    }

    private static void Look(ResultTable table, ResultPlace place, Estimable<string> look)
    {
        if (look.IsEstimable)
        {
            table.Text(place, "look", look.Value);
        }
        else
        {
            table.Estimate(place, "look", Estimable<double>.Not(look.Reason!));
        }
    }

    private static Estimable<double> Information(AnalysisContext context, Comparison comparison)
    {
        if (context.Protocol.Arms.Any(arm => arm.PlannedSubjects is null or 0))
        {
            return Estimable<double>.Not(NotPlanned);
        }

        return (double)KnownOutcomes(context.Protocol, comparison.Data) / Planned(context.Protocol);
    }

    private static int Planned(TrialProtocol protocol) => protocol.Arms.Sum(arm => arm.PlannedSubjects ?? 0);

    private static long KnownOutcomes(TrialProtocol protocol, ComparedData data) => data switch
    {
        ComparedCounts counts => counts.Table.Total,
        ComparedSamples samples => samples.First.Values.Length + samples.Second.Values.Length,
        ComparedTimes times => times.Days.Zip(times.Events).Count(pair => pair.Second || pair.First >= protocol.FollowUpDays),
        _ => throw new InvalidOperationException($"No information is defined for {data.GetType().Name}."),
    };
}
