using static ReportPipeline.Statistics.Distributions.ElementaryFunctions;

namespace ReportPipeline.Statistics.Distributions;

/// <summary>
/// The binomial probability Γ(n+1)/(Γ(a+1)Γ(b+1)) p^a q^b, n = a + b, for real a and b, on the log scale, by Loader's
/// saddle-point expansion: every term is of one sign, so no large logarithms cancel and the absolute error of the
/// logarithm stays at a few units in its last place.
/// Source: C. Loader, "Fast and accurate computation of binomial probabilities" (2000).
/// </summary>
internal static class BinomialKernel
{
    private const double LogTwoPi = 1.8378770664093454836;

    // From here the asymptotic series with ten terms is exact to the last place.
    private const double AsymptoticFrom = 16;

    // B(2k) / (2k (2k − 1)), k = 1…10.
    private static readonly double[] StirlingCoefficients =
    [
        1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156, -3617.0 / 122400,
        43867.0 / 244188, -174611.0 / 125400,
    ];

    /// <summary>Log probability; a and b positive, p and q in (0, 1), q given on its own because 1 − p may lose it.</summary>
    public static double LogProbability(double a, double b, double p, double q)
    {
        var n = a + b;
        var deviance = Deviance(a, n * p) + Deviance(b, n * q);
        var stirling = StirlingError(n) - StirlingError(a) - StirlingError(b);
        return stirling - deviance - 0.5 * (LogTwoPi + Math.Log(a) + Math.Log(b / n));
    }

    /// <summary>log Γ(n+1) − (n + ½) log n + n − ½ log 2π for n &gt; 0.</summary>
    public static double StirlingError(double n)
    {
        var error = 0.0;
        for (; n < AsymptoticFrom; n++)
            error += (n + 0.5) * LogOnePlus(1 / n) - 1;
        return error + Asymptotic(n);
    }

    /// <summary>x log(x / m) + m − x, which is never negative.</summary>
    public static double Deviance(double x, double m)
    {
        if (Math.Abs(x - m) >= 0.1 * (x + m))
            return x * LogRatio(x, m) + m - x;
        var v = (x - m) / (x + m);
        var sum = (x - m) * v;
        var term = 2 * x * v;
        for (var j = 1; j < 1000; j++)
        {
            term *= v * v;
            var next = sum + term / (2 * j + 1);
            if (next == sum)
                return sum;
            sum = next;
        }

        return sum;
    }

    // The quotient overflows when m is near the smallest number there is; the difference of logarithms then loses nothing.
    private static double LogRatio(double x, double m) =>
        m < 1e-290 ? Math.Log(x) - Math.Log(m) : Math.Log(x / m);

    private static double Asymptotic(double n)
    {
        var squared = 1 / (n * n);
        var sum = 0.0;
        for (var k = StirlingCoefficients.Length - 1; k >= 0; k--)
            sum = sum * squared + StirlingCoefficients[k];
        return sum / n;
    }
}
