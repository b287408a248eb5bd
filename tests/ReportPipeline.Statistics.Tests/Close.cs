namespace ReportPipeline.Statistics.Tests;

internal static class Close
{
    /// <summary>Asserts a relative (or, below <paramref name="floor"/>, absolute) difference.</summary>
    public static void ShouldBeClose(
        this double actual, double expected, double relative, string? what = null, double floor = 0)
    {
        if (actual.Equals(expected)) return;
        var difference = Math.Abs(actual - expected);
        var within = difference <= relative * Math.Max(Math.Abs(expected), floor);
        within.ShouldBeTrue($"{what} expected {expected:R} but was {actual:R}, difference {difference:E2}");
    }
}
