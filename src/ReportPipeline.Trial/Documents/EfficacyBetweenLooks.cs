using System.Collections.Frozen;
using ReportPipeline.Trial.Audit;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;
using ReportPipeline.Trial.Results.Changes;

namespace ReportPipeline.Trial.Documents;

/// <summary>
/// Takes the comparisons of efficacy out of what a report shows while a trial with declared looks stands between them: alpha is spent
/// at the looks and nowhere else. A look is open from the moment its information is reached until a report is released at it; the last
/// look stays open. Counts per arm and everything of the safety set stay, because a committee watches over them all the time.
/// </summary>
public static class EfficacyBetweenLooks
{
    /// <summary>Reason that stands in place of a comparison.</summary>
    public const string Reason = "comparisons of efficacy are shown at the declared looks only";

    /// <summary>What makes a comparison; counts and denominators are none.</summary>
    private static readonly FrozenSet<string> Inference = FrozenSet.Create(
        StringComparer.Ordinal,
        StatisticName.PValue, StatisticName.TestStatistic, StatisticName.DegreesOfFreedom, StatisticName.Estimate, StatisticName.StandardError,
        StatisticName.LowerLimit, StatisticName.UpperLimit, StatisticName.Flip, StatisticName.Observed, StatisticName.Expected);

    /// <summary>Audit rules whose finding follows from a P value of an efficacy endpoint.</summary>
    private static readonly FrozenSet<string> RulesOnP = FrozenSet.Create(
        StringComparer.Ordinal, "EXCLUSIONS-IN-ONE-ARM", "MISSING-OUTCOMES-DECIDE", "RESULT-HANGS-ON-ONE-SUBJECT", "PAIRING-THROWN-AWAY");

    /// <summary>Whether the trial stands between its looks.</summary>
    /// <param name="changes">Since the last released report; null when none was released.</param>
    public static bool IsHeldBack(TrialProtocol protocol, AnalysisResults results, ResultChanges? changes) =>
        protocol.Endpoints.Any(endpoint => endpoint switch
        {
            // A rule that cannot be run says of no moment that it is a look.
            UnresolvedEndpoint unresolved => unresolved.DeclaresLooks,
            StoppingRuleEndpoint rule => protocol.FindEndpoint(rule.Endpoint) is UnresolvedEndpoint || rule.AnalysisSets.Any(set => IsHeldBack(rule, set, results, changes)),
            _ => false,
        });

    /// <summary>The results as a report may show them.</summary>
    public static AnalysisResults Withhold(TrialProtocol protocol, AnalysisResults results) => results with
    {
        Rows = [.. results.Rows.Where(row => !IsFindingOnP(row.Id)).Select(row => IsEfficacy(protocol, row.Id) ? row with { Value = new NotEstimableValue(Reason), Warning = null } : row)],
    };

    /// <summary>The changes as a report may show them.</summary>
    public static ResultChanges? Withhold(TrialProtocol protocol, ResultChanges? changes) => changes is null ? null : changes with
    {
        Changes = [.. changes.Changes.Where(change => !IsFindingOnP(change.Id) && !IsEfficacy(protocol, change.Id))],
    };

    private static bool IsHeldBack(StoppingRuleEndpoint rule, string set, AnalysisResults results, ResultChanges? changes)
    {
        var id = $"{rule.Id}/{set}/{AnalysisContext.Total}/{rule.Endpoint}/reached/look";
        if (results.Find(id) is not { } reached)
        {
            return false;
        }

        var look = (reached.Value as TextValue)?.Value;
        var isSpent = changes is not null && (!changes.Comparable || changes.Find(id) is null);
        return look != rule.Looks[^1].Id && (isSpent || rule.Looks.All(declared => declared.Id != look));
    }

    private static bool IsFindingOnP(string id) => id.Split('/') is [AuditRows.AnalysisId, _, _, var rule, ..] && RulesOnP.Contains(rule);

    private static bool IsEfficacy(TrialProtocol protocol, string id)
    {
        var parts = id.Split('/');
        return parts.Length > 4 && protocol.Endpoints.FirstOrDefault(endpoint => endpoint.Id == parts[0]) switch
        {
            null => false,
            StoppingRuleEndpoint => parts[^2] == "boundary-crossed",
            MultiplicityEndpoint => true,
            FragilityEndpoint or TestPanelEndpoint or SiteStratifiedEndpoint or MissingOutcomesEndpoint or EValueEndpoint or WeightedProportionEndpoint =>
                Inference.Contains(parts[^1]) && protocol.Endpoints.Any(endpoint => endpoint.Id == parts[3] && IsEfficacy(protocol, endpoint)),
            var endpoint => IsEfficacy(protocol, endpoint) && Inference.Contains(parts[^1]) && Compares(endpoint, parts[2], parts[^1]),
        };
    }

    // Pairs are compared within an arm, and a log-rank test can be put together again from what was expected in each.
    private static bool Compares(EndpointDefinition endpoint, string group, string statistic) =>
        group.Contains(':', StringComparison.Ordinal) || endpoint is BeforeAfterEndpoint
        || statistic is StatisticName.Observed or StatisticName.Expected;

    private static bool IsEfficacy(TrialProtocol protocol, EndpointDefinition endpoint) =>
        endpoint is ProportionEndpoint or TimeToEventEndpoint or CoxEndpoint or DurationEndpoint or CategoryEndpoint or BeforeAfterEndpoint
            or FindingsOverTimeEndpoint or AncovaEndpoint or RestrictedMeanEndpoint
        && endpoint.AnalysisSets.Any(set => protocol.AnalysisSets.FirstOrDefault(definition => definition.Id == set)?.Kind != AnalysisSetKind.Safety);
}
