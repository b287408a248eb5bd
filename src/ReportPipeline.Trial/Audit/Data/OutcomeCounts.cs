using System.Collections.Immutable;
using ReportPipeline.Statistics;
using ReportPipeline.Statistics.Proportions;
using ReportPipeline.Statistics.Tables;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Audit.Data;

/// <summary>A yes/no endpoint counted per arm, experimental first.</summary>
internal sealed record OutcomeCounts(TwoProportions Known, int MissingFirst, int MissingSecond)
{
    /// <summary>Subjects whose records do not tell.</summary>
    public required ImmutableArray<string> Missing { get; init; }

    /// <summary>Subjects with the rarer of the two outcomes, on whom a difference rests.</summary>
    public required ImmutableArray<string> WithRarerOutcome { get; init; }

    /// <summary>The resource versions that tell the outcomes.</summary>
    public required ImmutableArray<string> Sources { get; init; }

    public static OutcomeCounts Of(AuditScope scope, ProportionEndpoint endpoint, string analysisSet)
    {
        var outcome = new OutcomeOfSubject(scope.Protocol, endpoint.Outcome);
        var first = Results(scope.Protocol.ExperimentalArm);
        var second = Results(scope.Protocol.ControlArm);
        List<(string Subject, SubjectResult Result)> both = [.. first, .. second];
        var rarer = 2 * both.Count(Yes) <= both.Count(Known);
        return new OutcomeCounts(new TwoProportions(first.Count(Yes), first.Count(Known), second.Count(Yes), second.Count(Known)), first.Count(Unknown), second.Count(Unknown))
        {
            Missing = [.. both.Where(Unknown).Select(item => item.Subject)],
            WithRarerOutcome = [.. both.Where(item => item.Result.HasOutcome == rarer).Select(item => item.Subject)],
            Sources = [.. both.Where(Known).SelectMany(item => item.Result.Sources)],
        };

        List<(string Subject, SubjectResult Result)> Results(Arm arm) =>
            [.. scope.Arm(analysisSet, arm).Select(data => (data.Subject.Subject.Value, outcome.Of(data)))];

        static bool Yes((string, SubjectResult Result) item) => item.Result.HasOutcome == true;
        static bool Known((string, SubjectResult Result) item) => item.Result.HasOutcome is not null;
        static bool Unknown((string, SubjectResult Result) item) => item.Result.HasOutcome is null;
    }

    /// <summary>The same with every missing outcome counted as "no".</summary>
    public TwoProportions MissingAsNo =>
        new(Known.EventsFirst, Known.SubjectsFirst + MissingFirst, Known.EventsSecond, Known.SubjectsSecond + MissingSecond);

    public static Estimable<double> Fisher(TwoProportions groups) => FisherExactTest.Test(groups.ToTable(), new FisherOptions()).Test.PValue;

    /// <summary>False when there is no P value.</summary>
    public static bool IsBelow(Estimable<double> p, double level) => p.IsEstimable && p.Value < level;
}
