namespace ReportPipeline.Statistics.Distributions;

/// <summary>The logarithm of the gamma function and the exact remainder of Stirling's formula.</summary>
internal static class GammaFunction
{
    private const double LogSqrtTwoPi = 0.918938533204672741780329736;
    private const double StirlingFrom = 15;

    // Bernoulli numbers B(2k) / (2k (2k − 1)): Abramowitz & Stegun 6.1.41. Eight terms give full precision from x = 15.
    private static readonly double[] Stirling =
    [
        1d / 12, -1d / 360, 1d / 1260, -1d / 1680, 1d / 1188, -691d / 360360, 1d / 156, -3617d / 122400,
    ];

    /// <summary>log Γ(x) for x &gt; 0.</summary>
    public static double Log(double x)
    {
        var product = 1.0;
        while (x < StirlingFrom) product *= x++;
        return ((x - 0.5) * Math.Log(x)) - x + LogSqrtTwoPi + Series(x) - Math.Log(product);
    }

    /// <summary>δ(x) = log Γ(x + 1) − (x + ½) log x + x − ½ log 2π for x &gt; 0, without cancellation for large x.</summary>
    public static double StirlingRemainder(double x) => x >= StirlingFrom
        ? Series(x)
        : Log(x + 1) - ((x + 0.5) * Math.Log(x)) + x - LogSqrtTwoPi;

    private static double Series(double x)
    {
        var inverseSquare = 1 / (x * x);
        var sum = 0.0;
        for (var i = Stirling.Length - 1; i >= 0; i--) sum = (sum * inverseSquare) + Stirling[i];
        return sum / x;
    }
}
