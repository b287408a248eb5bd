using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>Exclusion criteria as assessed per subject, violations as decided, withdrawals, and the events that the protocol asks for.</summary>
public static class Eligibility
{
    public static void Analyse(EligibilityEndpoint endpoint, AnalysisContext context)
    {
        foreach (var set in endpoint.AnalysisSets)
        {
            foreach (var (group, members) in context.Groups(set))
            {
                var place = new ResultPlace(endpoint.Id, set, group, "any-criterion");
                foreach (var criterion in endpoint.Variables)
                {
                    Write(context.Table, place with { Variable = criterion }, members, data => Met(endpoint, data, criterion));
                }

                Write(context.Table, place, members, data => Any(endpoint, data));
                Decided(context, place with { Variable = "decided-violations" }, members);
                ImmutableArray<SubjectData> withdrawn = [.. members.Where(data => DeriveDisposition.From(data.Subject, context.Protocol).End == FollowUpEnd.Lost)];
                context.Table.Number(place with { Variable = "withdrawn", Sources = context.MembershipSources(withdrawn) }, StatisticName.Count, withdrawn.Length);
                foreach (var term in endpoint.Terms)
                {
                    Write(context.Table, place with { Variable = term }, members, data => Had(data, term));
                }
            }
        }
    }

    private static void Write(ResultTable table, ResultPlace place, ImmutableArray<SubjectData> members, Func<SubjectData, SubjectResult> resultOf)
    {
        var tally = BinaryTally.Of(members, resultOf);
        tally.Write(table, place with { Sources = tally.Sources }, members.Length);
    }

    // A criterion assessed twice counts as met when it was met once.
    private static SubjectResult Met(EligibilityEndpoint endpoint, SubjectData data, string criterion)
    {
        var readings = data.FindingsOf(criterion).Where(finding => finding.CodedValue is not null).ToList();
        return new SubjectResult(
            readings.Count == 0 ? null : readings.Exists(finding => finding.CodedValue == endpoint.Value), [.. readings.SelectMany(finding => finding.Sources)]);
    }

    /// <summary>Known to have met one, or known to have met none.</summary>
    private static SubjectResult Any(EligibilityEndpoint endpoint, SubjectData data)
    {
        var results = endpoint.Variables.Select(criterion => Met(endpoint, data, criterion)).ToList();
        bool? any = results.Exists(result => result.HasOutcome == true) ? true : results.TrueForAll(result => result.HasOutcome == false) ? false : null;
        return new SubjectResult(any, [.. results.SelectMany(result => result.Sources)]);
    }

    private static void Decided(AnalysisContext context, ResultPlace place, ImmutableArray<SubjectData> members)
    {
        var decided = context.Decisions.Decisions.Where(decision => decision.Criterion is not null).Select(decision => decision.Subject).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<SubjectData> violating = [.. members.Where(data => decided.Contains(data.Subject.Subject.Value))];
        context.Table.Number(place with { Sources = context.MembershipSources(violating) }, StatisticName.Count, violating.Length);
    }

    private static SubjectResult Had(SubjectData data, string term) =>
        SubjectResult.Having(data.AdverseEvents.AsSpan(), item => item.Term == term, item => item.Sources);
}
