using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>
/// Participant flow (CONSORT 2010, item 13): each box is a count of records, and allocated = died + completed + lost
/// holds because every subject has exactly one of the three ends.
/// </summary>
public static class SubjectFlow
{
    public static void Analyse(SubjectFlowEndpoint endpoint, AnalysisContext context)
    {
        var set = endpoint.AnalysisSets[0];
        var enrolled = context.Dataset.In(set);
        Count(context, new ResultPlace(endpoint.Id, set, AnalysisContext.Total, "enrolled"), enrolled, Membership);
        foreach (var (group, members) in context.Groups(set))
        {
            AnalyseArm(endpoint, context, group, members);
            foreach (var definition in context.Protocol.AnalysisSets)
            {
                AnalyseSet(endpoint, context, definition, group);
            }
        }

        ImmutableArray<string> Membership(SubjectData data) => context.MembershipSources([data]);
    }

    private static void AnalyseArm(SubjectFlowEndpoint endpoint, AnalysisContext context, string group, ImmutableArray<SubjectData> members)
    {
        var place = new ResultPlace(endpoint.Id, endpoint.AnalysisSets[0], group, "allocated");
        Count(context, place, members, data => context.MembershipSources([data]));
        Count(context, place with { Variable = "received-treatment" }, [.. members.Where(data => OwnDoses(data, context.Protocol).Any(Taken))], DoseSources);
        Count(context, place with { Variable = "discontinued-treatment" }, [.. members.Where(data => HasMissedDose(data, context.Protocol))], DoseSources);
        foreach (var (variable, end) in new[] { ("died", FollowUpEnd.Died), ("completed-follow-up", FollowUpEnd.Completed), ("lost-to-follow-up", FollowUpEnd.Lost) })
        {
            Count(
                context,
                place with { Variable = variable },
                [.. members.Where(data => DeriveDisposition.From(data.Subject, context.Protocol).End == end)],
                data => data.Subject.SourcesOf(SubjectVariables.Death, SubjectVariables.LastKnownAlive));
        }

        ImmutableArray<string> DoseSources(SubjectData data) => [.. OwnDoses(data, context.Protocol).SelectMany(dose => dose.Sources)];
    }

    private static void AnalyseSet(SubjectFlowEndpoint endpoint, AnalysisContext context, AnalysisSetDefinition definition, string group)
    {
        var place = new ResultPlace(endpoint.Id, definition.Id, group, "analysed");
        var analysed = context.Groups(definition.Id).First(candidate => candidate.Group == group).Members;
        Count(context, place, analysed, data => context.MembershipSources([data]));
        var everyone = context.Dataset.In(endpoint.AnalysisSets[0]);
        var inGroup = everyone.Where(data => group == AnalysisContext.Total || data.Subject.Arm == group).Select(data => data.Subject.Subject.Value).ToHashSet(StringComparer.Ordinal);
        var exclusions = context.Decisions.Decisions
            .Where(decision => decision.AnalysisSet == definition.Id && inGroup.Contains(decision.Subject))
            .GroupBy(decision => decision.Reason)
            .OrderBy(reason => reason.Key.English, StringComparer.Ordinal)
            .ToList();
        var excluded = place with { Variable = "excluded" };
        context.Table.Number(excluded with { Sources = Of(exclusions.SelectMany(reason => reason)) }, StatisticName.Count, exclusions.Sum(reason => reason.Count()));
        for (var index = 0; index < exclusions.Count; index++)
        {
            var at = excluded.At($"{index + 1}") with { Sources = Of(exclusions[index]) };
            context.Table.Text(at.At($"{at.Level}/en"), "reason", exclusions[index].Key.English);
            context.Table.Text(at.At($"{at.Level}/zh-Hans"), "reason", exclusions[index].Key.SimplifiedChinese);
            context.Table.Number(at, StatisticName.Count, exclusions[index].Count());
        }

        ImmutableArray<string> Of(IEnumerable<AnalysisSetDecision> decisions)
        {
            var subjects = decisions.Select(decision => decision.Subject).ToHashSet(StringComparer.Ordinal);
            return context.MembershipSources(everyone.Where(data => subjects.Contains(data.Subject.Subject.Value)));
        }
    }

    private static void Count(
        AnalysisContext context,
        ResultPlace place,
        ImmutableArray<SubjectData> members,
        Func<SubjectData, ImmutableArray<string>> sources) =>
        context.Table.Number(place with { Sources = [.. members.SelectMany(data => sources(data))] }, StatisticName.Count, members.Length);

    private static IEnumerable<Treatment> OwnTreatments(SubjectData data, TrialProtocol protocol) =>
        protocol.Treatments.Where(treatment => treatment.Arm == data.Subject.Arm);

    private static IEnumerable<ExposureRecord> OwnDoses(SubjectData data, TrialProtocol protocol) =>
        data.Exposures.Where(dose => OwnTreatments(data, protocol).Any(treatment => treatment.Code == dose.Treatment));

    private static bool Taken(ExposureRecord dose) => dose.Status != DoseStatus.NotGiven;

    private static bool HasMissedDose(SubjectData data, TrialProtocol protocol)
    {
        var doses = OwnDoses(data, protocol).ToList();
        return doses.Exists(Taken) && (doses.Exists(dose => dose.Status != DoseStatus.Given)
            || OwnTreatments(data, protocol).Any(treatment => treatment.PlannedDoses.Any(plan => doses.TrueForAll(dose => dose.Visit != plan.Visit))));
    }
}
