using System.Collections.Immutable;
using System.Globalization;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>
/// Infusion reactions within 24 hours: events of the terms that the endpoint names and that follow an infusion of a trial treatment
/// (<see cref="InfusionWindow"/>), among the subjects who received at least part of one.
/// </summary>
internal static class InfusionReactions
{
    private const string Variable = "infusion-reactions";

    private const string NobodyInfused = "nobody in the group received an infusion";

    private static readonly ResultMethod Within = new(Convention:
        "from the start of an infusion until 24 hours after its end; where a time of day is missing, on a day of the infusion or on the day after");

    public static void Analyse(ExposureEndpoint endpoint, AnalysisContext context, string set)
    {
        if (endpoint.Terms.IsEmpty)
        {
            return;
        }

        var arms = context.ArmGroups(set).Select(arm => Describe(context, new ResultPlace(endpoint.Id, set, arm.Group, Variable), endpoint, arm.Members)).ToList();
        if (endpoint.AssociationTest is { } choice)
        {
            var place = new ResultPlace(endpoint.Id, set, context.Comparison, Variable) { Sources = [.. arms.SelectMany(arm => arm.Sources)] };
            context.Compare(ArmComparison.Of(context, place, choice, (arms[0], arms[1])));
        }
    }

    private static BinaryTally Describe(AnalysisContext context, ResultPlace place, ExposureEndpoint endpoint, ImmutableArray<SubjectData> members)
    {
        var infused = members.Where(data => InfusionsOf(data).Any()).ToList();
        var tally = BinaryTally.Of(infused, data => ResultOf([.. EventsOf(endpoint, data).Where(item => item.IsWithin)]));
        var timed = infused.Select(data => EventsOf(endpoint, data)).Where(events => events.Length > 0).ToList();
        var reactions = timed.Select(events => events.Where(item => item.IsWithin).ToImmutableArray()).Where(events => events.Length > 0).ToList();
        var at = place with { Sources = tally.Sources };
        context.Table.Number(at, StatisticName.Count, tally.Events, Within);
        context.Table.Estimate(at, StatisticName.Percent, Percent.Of(tally.Events, tally.Subjects, NobodyInfused), Within with { Unit = "%" });
        context.Table.Number(at, StatisticName.Events, reactions.Sum(events => events.Length), Within);
        context.Table.Number(place with { Sources = [.. infused.SelectMany(InfusionsOf).SelectMany(dose => dose.Sources)] }, StatisticName.Denominator, tally.Subjects);
        WorstGrades(context.Table, place, reactions);
        Events(context.Table, place.At("judged-by-day"), timed, InfusionTiming.WithinByDay);
        Events(context.Table, place.At("not-judged"), timed, InfusionTiming.Unknown);
        return tally;
    }

    /// <summary>Subjects by the worst grade of their reactions.</summary>
    private static void WorstGrades(ResultTable table, ResultPlace place, List<ImmutableArray<TimedEvent>> reactions)
    {
        foreach (var grade in new int?[] { 1, 2, 3, 4, 5, null })
        {
            var subjects = reactions.Where(events => events.Max(item => item.Event.Grade) == grade).ToList();
            var level = grade?.ToString(CultureInfo.InvariantCulture) ?? "missing";
            table.Number(place.At($"worst-grade-{level}") with { Sources = SourcesOf(subjects.SelectMany(events => events)) }, StatisticName.Count, subjects.Count);
        }
    }

    private static void Events(ResultTable table, ResultPlace place, List<ImmutableArray<TimedEvent>> timed, InfusionTiming timing)
    {
        var events = timed.SelectMany(events => events).Where(item => item.Timing == timing).ToList();
        table.Number(place with { Sources = SourcesOf(events) }, StatisticName.Events, events.Count);
    }

    private static SubjectResult ResultOf(ImmutableArray<TimedEvent> reactions) => new(reactions.Length > 0, SourcesOf(reactions));

    private static ImmutableArray<TimedEvent> EventsOf(ExposureEndpoint endpoint, SubjectData data)
    {
        ImmutableArray<ExposureRecord> infusions = [.. InfusionsOf(data)];
        return [.. data.AdverseEvents.Where(item => endpoint.Terms.Contains(item.Term)).Select(item => InfusionWindow.Judge(item, infusions))];
    }

    private static ImmutableArray<string> SourcesOf(IEnumerable<TimedEvent> events) => [.. events.SelectMany(item => item.Sources)];

    private static IEnumerable<ExposureRecord> InfusionsOf(SubjectData data) => data.Exposures.Where(dose => dose.Status != DoseStatus.NotGiven);
}
