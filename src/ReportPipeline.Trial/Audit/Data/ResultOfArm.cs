using System.Collections.Immutable;
using System.Globalization;
using ReportPipeline.Statistics;
using ReportPipeline.Statistics.Descriptive;
using ReportPipeline.Statistics.Proportions;
using ReportPipeline.Statistics.Survival;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Audit.Data;

/// <summary>
/// One arm's result on an endpoint as one figure: percent with a yes/no outcome, mean of a quantity at its visit, median of a number of
/// days, percent alive on the last day of follow-up (Kaplan–Meier).
/// </summary>
/// <param name="Printed">With its unit; null when the endpoint has no such figure or the arm no value.</param>
/// <param name="Sources">The resource versions that it stands on.</param>
internal sealed record ResultOfArm(string? Printed, ImmutableArray<string> Sources)
{
    /// <summary>Whether endpoints of this kind have such a figure.</summary>
    public static bool Tells(EndpointDefinition endpoint) => endpoint is ProportionEndpoint or AncovaEndpoint or DurationEndpoint or TimeToEventEndpoint;

    public static ResultOfArm Of(AuditScope scope, EndpointDefinition endpoint, string analysisSet, Arm arm)
    {
        var members = scope.Arm(analysisSet, arm);
        return endpoint switch
        {
            ProportionEndpoint proportion => OfOutcome([.. members.Select(new OutcomeOfSubject(scope.Protocol, proportion.Outcome).Of).Where(result => result.HasOutcome is not null)]),
            AncovaEndpoint ancova => OfQuantity(scope.Protocol.FindParameter(ancova.Parameter)!, Known(members.Select(data => CovarianceAnalysis.AtVisit(ancova, data)))),
            DurationEndpoint duration => OfDays(Known(members.Select(data => Durations.Record(duration, data)))),
            TimeToEventEndpoint => OfTimes(scope.Protocol.FollowUpDays, [.. members.Select(data => data.Survival).OfType<TimeToEventRecord>()]),
            _ => new ResultOfArm(null, []),
        };
    }

    private static ResultOfArm OfOutcome(ImmutableArray<SubjectResult> results) => new(
        Print(Proportion.Estimate(results.Count(result => result.HasOutcome == true), results.Length).Select(share => 100 * share), 2, "%"),
        [.. results.SelectMany(result => result.Sources)]);

    private static ResultOfArm OfQuantity(Parameter parameter, ImmutableArray<FindingRecord> records) => new(
        Print(Describe(records).Mean, parameter.Decimals + 1, parameter.Unit!), SourcesOf(records));

    private static ResultOfArm OfDays(ImmutableArray<FindingRecord> records) => new(Print(Describe(records).Median, 1, "d"), SourcesOf(records));

    private static ResultOfArm OfTimes(int followUpDays, ImmutableArray<TimeToEventRecord> records)
    {
        var curve = KaplanMeier.Estimate([.. records.Select(record => (double)record.Time)], [.. records.Select(record => record.EventObserved)], new KaplanMeierOptions());
        var alive = curve.IsEstimable ? curve.Value.At(followUpDays).Select(estimate => 100 * estimate.Survival) : Estimable<double>.Not(curve.Reason!);
        return new ResultOfArm(Print(alive, 2, "%"), [.. records.SelectMany(record => record.Sources)]);
    }

    private static Summary Describe(ImmutableArray<FindingRecord> records) => Summary.Of(records.Select(record => (double)record.AnalysisValue!.Value));

    private static ImmutableArray<FindingRecord> Known(IEnumerable<FindingRecord?> records) => [.. records.OfType<FindingRecord>()];

    private static ImmutableArray<string> SourcesOf(ImmutableArray<FindingRecord> records) => [.. records.SelectMany(record => record.Sources)];

    private static string? Print(Estimable<double> value, int decimals, string unit) =>
        value.IsEstimable ? $"{value.Value.ToString($"F{decimals}", CultureInfo.InvariantCulture)} {unit}" : null;
}
