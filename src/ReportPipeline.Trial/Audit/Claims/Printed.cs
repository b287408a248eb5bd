namespace ReportPipeline.Trial.Audit.Claims;

/// <summary>What a printed decimal can stand for: half a unit of its last digit either way, the ends included.</summary>
internal static class Printed
{
    // Round-off of the double on our side must not decide a tie.
    private const double Slack = 1e-12;

    public static double HalfUnit(decimal printed) => 0.5 * Math.Pow(10, -printed.Scale);

    public static bool Covers(decimal printed, double value) => Math.Abs(value - (double)printed) <= HalfUnit(printed) + Slack;

    /// <summary>True when the P value would be printed so.</summary>
    public static bool Covers(PrintedP printed, double p) => printed.Below ? p < (double)printed.Value : Covers(printed.Value, p);

    /// <summary>True when some P value between the two would be printed so.</summary>
    public static bool CanBe(PrintedP printed, double least, double most) => printed.Below
        ? least < (double)printed.Value
        : (double)printed.Value + HalfUnit(printed.Value) >= least && (double)printed.Value - HalfUnit(printed.Value) <= most;

    public static (double Low, double High) Range(decimal printed) =>
        ((double)printed - HalfUnit(printed), (double)printed + HalfUnit(printed));

    public static string Text(PrintedP printed) =>
        FormattableString.Invariant($"{(printed.Below ? "<" : string.Empty)}{printed.Value}");
}
