using ReportPipeline.Statistics;
using ReportPipeline.Statistics.Proportions;
using ReportPipeline.Statistics.Tables;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Audit.Data;

/// <summary>A yes/no endpoint counted per arm, experimental first.</summary>
internal sealed record OutcomeCounts(TwoProportions Known, int MissingFirst, int MissingSecond)
{
    public static OutcomeCounts Of(AuditScope scope, ProportionEndpoint endpoint, string analysisSet)
    {
        var outcome = new OutcomeOfSubject(scope.Protocol, endpoint.Outcome);
        var first = scope.Arm(analysisSet, scope.Protocol.ExperimentalArm).Select(data => outcome.Of(data).HasOutcome).ToList();
        var second = scope.Arm(analysisSet, scope.Protocol.ControlArm).Select(data => outcome.Of(data).HasOutcome).ToList();
        return new OutcomeCounts(
            new TwoProportions(first.Count(Yes), first.Count(Known), second.Count(Yes), second.Count(Known)),
            first.Count(value => value is null),
            second.Count(value => value is null));

        static bool Yes(bool? value) => value == true;
        static bool Known(bool? value) => value is not null;
    }

    /// <summary>The same with every missing outcome counted as "no".</summary>
    public TwoProportions MissingAsNo =>
        new(Known.EventsFirst, Known.SubjectsFirst + MissingFirst, Known.EventsSecond, Known.SubjectsSecond + MissingSecond);

    public static Estimable<double> Fisher(TwoProportions groups) => FisherExactTest.Test(groups.ToTable(), new FisherOptions()).Test.PValue;

    /// <summary>False when there is no P value.</summary>
    public static bool IsBelow(Estimable<double> p, double level) => p.IsEstimable && p.Value < level;
}
