namespace ReportPipeline.Statistics.Distributions;

/// <summary>
/// Elementary functions that keep full relative accuracy near their zeros. The runtime's <c>LogP1</c> and
/// <c>ExpM1</c> add or subtract the 1 first and lose it, hence these.
/// </summary>
internal static class ElementaryFunctions
{
    /// <summary>log(1 + x) for x &gt; −1, by Kahan's correction of the rounding of 1 + x.</summary>
    public static double LogOnePlus(double x)
    {
        var sum = 1 + x;
        var rounded = sum - 1;
        return rounded == 0 || double.IsInfinity(sum) ? (rounded == 0 ? x : sum) : Math.Log(sum) * (x / rounded);
    }

    /// <summary>e^x − 1, by Kahan's correction; −1 for x → −∞.</summary>
    public static double ExpMinusOne(double x)
    {
        if (Math.Abs(x) > 0.7)
            return Math.Exp(x) - 1;
        var power = Math.Exp(x);
        if (power == 1)
            return x;
        return (power - 1) * (x / Math.Log(power));
    }

    /// <summary>log(1 − e^x) for x &lt; 0.</summary>
    public static double LogOneMinusExp(double x) =>
        x > -0.6931471805599453 ? Math.Log(-ExpMinusOne(x)) : LogOnePlus(-Math.Exp(x));
}
