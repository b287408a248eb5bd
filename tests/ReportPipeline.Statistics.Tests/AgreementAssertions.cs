using System.Globalization;

namespace ReportPipeline.Statistics.Tests;

internal static class AgreementAssertions
{
    /// <summary>Relative agreement; an expected value of zero asks for an absolute one.</summary>
    public static void ShouldAgree(this double actual, double expected, double tolerance, string? at = null)
    {
        var allowed = tolerance * (expected == 0 ? 1 : Math.Abs(expected));
        var text = string.Create(CultureInfo.InvariantCulture, $"{at}: {actual:R} should agree with {expected:R} within {tolerance:R}");
        (Math.Abs(actual - expected) <= allowed).ShouldBeTrue(text);
    }

    public static void ShouldAgree(this Estimable<double> actual, double expected, double tolerance, string? at = null)
    {
        actual.Reason.ShouldBeNull(at);
        actual.Value.ShouldAgree(expected, tolerance, at);
    }

    public static void ShouldAgree(this IReadOnlyList<double> actual, IReadOnlyList<double> expected, double tolerance, string? at = null)
    {
        actual.Count.ShouldBe(expected.Count, at);
        for (var i = 0; i < actual.Count; i++)
            actual[i].ShouldAgree(expected[i], tolerance, string.Create(CultureInfo.InvariantCulture, $"{at}[{i}]"));
    }
}
