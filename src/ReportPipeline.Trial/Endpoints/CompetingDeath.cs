using System.Collections.Immutable;
using System.Globalization;
using ReportPipeline.Statistics;
using ReportPipeline.Statistics.Survival;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>
/// A period or a first time with death as competing event: the cumulative incidence of each (Aalen–Johansen) and Gray's test. A stay
/// that death ended is no short stay, and who died can no longer be discharged.
/// </summary>
internal static class CompetingDeath
{
    /// <summary>Variable of the end of a period.</summary>
    public const string EndOfStay = "end-of-stay";

    /// <summary>Variable of a dated event.</summary>
    public const string Event = "event";

    /// <summary>Variable of the competing event.</summary>
    public const string Death = "death";

    private const string Gray = "gray";

    public static void Analyse(DurationEndpoint endpoint, AnalysisContext context, string set)
    {
        var parameter = context.Protocol.FindParameter(endpoint.Parameter)!;
        var arms = context.ArmGroups(set)
            .Select(arm => (arm.Group, Known: arm.Members.Select(data => Outcome(context.Protocol, parameter, data)).OfType<CompetingOutcome>().ToList(), arm.Members.Length))
            .ToList();
        var outcomes = arms.SelectMany(arm => arm.Known).ToList();
        var sample = CompetingRisksSample.Create(
            outcomes.Select(outcome => (double)outcome.Days).ToArray(),
            outcomes.Select(outcome => outcome.Cause).ToArray(),
            arms.SelectMany((arm, index) => arm.Known.Select(_ => index)).ToArray());
        foreach (var (variable, cause) in new[] { (parameter.Kind == ParameterKind.Period ? EndOfStay : Event, 1), (Death, 2) })
        {
            var options = new CumulativeIncidenceOptions { Level = context.Protocol.ConfidenceLevel };
            var curves = CumulativeIncidence.EstimateByGroup(sample, cause, options);
            for (var arm = 0; arm < arms.Count; arm++)
            {
                var place = new ResultPlace(endpoint.Id, set, arms[arm].Group, variable) { Sources = [.. arms[arm].Known.SelectMany(outcome => outcome.Sources)] };
                context.Table.Number(place, StatisticName.Count, arms[arm].Known.Count(outcome => outcome.Cause == cause));
                context.Table.Number(place, StatisticName.Denominator, arms[arm].Known.Count);
                context.Table.Number(place, StatisticName.Missing, arms[arm].Length - arms[arm].Known.Count);
                var curve = curves.FirstOrDefault(candidate => candidate.Group == arm)?.Curve ?? Estimable<CumulativeIncidenceCurve>.Not("no subject of the arm has a time");
                Steps(context.Table, place, curve);
            }

            var between = new ResultPlace(endpoint.Id, set, context.Comparison, variable) { Level = Gray, Sources = [.. outcomes.SelectMany(outcome => outcome.Sources)] };
            context.Table.Test(between, GrayTest.Test(sample, cause), "death competes");
        }
    }

    private static void Steps(ResultTable table, ResultPlace place, Estimable<CumulativeIncidenceCurve> curve)
    {
        var method = new ResultMethod("Cumulative incidence (Aalen–Johansen), a proportion", "death competes");
        if (!curve.IsEstimable || curve.Value.Steps.Count == 0)
        {
            table.Estimate(place, StatisticName.Estimate, Estimable<double>.Not(curve.Reason ?? "no event of this kind occurred in the arm"), method);
            return;
        }

        foreach (var step in curve.Value.Steps)
        {
            var at = place.At(step.Time.ToString("0", CultureInfo.InvariantCulture));
            var estimate = curve.Value.At(step.Time).Value;
            table.Number(at, StatisticName.AtRisk, step.AtRisk);
            table.Number(at, StatisticName.Events, step.Events);
            table.Number(at, StatisticName.Estimate, estimate.Incidence, method);
            table.Number(at, StatisticName.StandardError, estimate.StandardError, method with { Convention = "Aalen's variance" });
            table.Interval(at, estimate.Interval, method);
        }
    }

    /// <summary>Null for a subject without the period, or whose times are not known to the day.</summary>
    private static CompetingOutcome? Outcome(TrialProtocol protocol, Parameter parameter, SubjectData data)
    {
        var record = data.FindingsOf(parameter.Code).LastOrDefault(finding => finding.AnalysisValue is not null)
            ?? data.FindingsOf(parameter.Code).LastOrDefault();
        ImmutableArray<string> sources = [.. record?.Sources ?? [], .. data.Subject.SourcesOf(SubjectVariables.Death)];
        return (parameter.Kind, record?.Day) switch
        {
            (ParameterKind.Period, { } start) => Ending(protocol, data, Offset(start), record!.AnalysisValue, sources),
            (ParameterKind.Period, null) => null,
            _ => Ending(protocol, data, 0, record?.AnalysisValue is { } day ? Offset((int)day) : null, sources),
        };
    }

    // Days are counted from the start; an event on the day of death is the death's.
    private static CompetingOutcome? Ending(TrialProtocol protocol, SubjectData data, int start, decimal? length, ImmutableArray<string> sources)
    {
        int? died = data.Subject.Death?.Day is { } death ? Offset(death) - start : null;
        if (died is { } days && days >= 0 && (length is null || days <= length))
        {
            return new CompetingOutcome(days, 2, sources);
        }

        if (length is { } known)
        {
            return new CompetingOutcome((int)known, 1, sources);
        }

        return data.Subject.Death is null && data.Subject.LastKnownAliveDay is { } last && Offset(Math.Min(last, protocol.FollowUpDays)) >= start
            ? new CompetingOutcome(Offset(Math.Min(last, protocol.FollowUpDays)) - start, 0, [.. sources, .. data.Subject.SourcesOf(SubjectVariables.LastKnownAlive)])
            : null;
    }

    // Days after the reference date; there is no trial day 0.
    private static int Offset(int trialDay) => trialDay > 0 ? trialDay - 1 : trialDay;

    /// <param name="Cause">1 for the event, 2 for death, 0 for neither until the last day known.</param>
    private sealed record CompetingOutcome(int Days, int Cause, ImmutableArray<string> Sources);
}
