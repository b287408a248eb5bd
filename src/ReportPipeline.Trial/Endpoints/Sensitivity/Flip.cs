using ReportPipeline.Statistics;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Endpoints.Sensitivity;

/// <summary>Whether a P value comes to another conclusion than the one it is held against.</summary>
internal static class Flip
{
    /// <summary>True when the two lie on different sides of the level; not estimable when one of them is.</summary>
    public static Estimable<bool> Between(Estimable<double> p, Estimable<double> against, double level) =>
        (p.Reason ?? against.Reason) is { } reason ? Estimable<bool>.Not(reason) : (p.Value < level) != (against.Value < level);

    /// <summary>Row <c>flip</c>: 1 or 0.</summary>
    public static bool Write(AnalysisContext context, ResultPlace place, TestResult test, TestResult against)
    {
        var level = context.Protocol.SignificanceLevel;
        var flips = Between(test.PValue, against.PValue, level);
        var convention = FormattableString.Invariant($"held against {against.Method} at {level}");
        context.Table.Estimate(place, StatisticName.Flip, flips.Select(value => value ? 1.0 : 0.0), new ResultMethod(test.Method, convention));
        return flips is { IsEstimable: true, Value: true };
    }

    /// <summary>What the P row of a test that flips says.</summary>
    public static string? Warning(AnalysisContext context, TestResult test, TestResult against) =>
        Between(test.PValue, against.PValue, context.Protocol.SignificanceLevel) is { IsEstimable: true, Value: true }
            ? $"comes to another conclusion than {against.Method}"
            : null;
}
