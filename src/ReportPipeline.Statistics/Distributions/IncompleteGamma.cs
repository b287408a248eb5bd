namespace ReportPipeline.Statistics.Distributions;

/// <summary>
/// The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 − P(a, x), as logarithms so that tails below
/// 1e-308 keep their value.
/// </summary>
/// <remarks>
/// Power series below a + 1 and Legendre's continued fraction (modified Lentz evaluation) above: Abramowitz &amp; Stegun
/// 6.5.29 and 6.5.31. The common factor x^a e^(−x) / Γ(a + 1) follows C. Loader, "Fast and accurate computation of binomial
/// probabilities" (2000), because the plain logarithms cancel for large a.
/// </remarks>
internal static class IncompleteGamma
{
    private const double Smallest = 1e-300;
    private const double Precision = 1e-17;

    // Convergence takes a few times √a steps; the limit only guards against a NaN that would never converge.
    private const int MostSteps = 1_000_000;

    public static double LogLower(double a, double x) =>
        x <= 0 ? double.NegativeInfinity
        : x < a + 1 ? LogFactor(a, x) + Math.Log(LowerSeries(a, x))
        : LogOneMinusExp(LogUpper(a, x));

    public static double LogUpper(double a, double x) =>
        x <= 0 ? 0
        : double.IsPositiveInfinity(x) ? double.NegativeInfinity
        : x < a + 1 ? LogOneMinusExp(LogLower(a, x))
        : LogFactor(a, x) + Math.Log(a) + Math.Log(UpperFraction(a, x));

    // log(x^a e^(−x) / Γ(a + 1)).
    public static double LogFactor(double a, double x) =>
        -GammaFunction.StirlingRemainder(a) - Deviance(a, x) - (0.5 * Math.Log(2 * Math.PI * a));

    // a log(a/x) + x − a, which vanishes quadratically at x = a.
    private static double Deviance(double a, double x)
    {
        if (Math.Abs(a - x) >= 0.1 * (a + x)) return (a * Math.Log(a / x)) + x - a;
        var v = (a - x) / (a + x);
        var sum = (a - x) * v;
        var term = 2 * a * v;
        for (var j = 1; j < MostSteps; j++)
        {
            term *= v * v;
            var next = sum + (term / ((2 * j) + 1));
            if (next == sum) break;
            sum = next;
        }

        return sum;
    }

    private static double LowerSeries(double a, double x)
    {
        var term = 1.0;
        var sum = 1.0;
        for (var n = 1; n < MostSteps && term > sum * Precision; n++)
        {
            term *= x / (a + n);
            sum += term;
        }

        return sum;
    }

    private static double UpperFraction(double a, double x)
    {
        var b = x + 1 - a;
        var c = 1 / Smallest;
        var d = 1 / b;
        var fraction = d;
        for (var i = 1; i < MostSteps; i++)
        {
            var numerator = -i * (i - a);
            b += 2;
            d = 1 / NotZero((numerator * d) + b);
            c = NotZero(b + (numerator / c));
            var factor = d * c;
            fraction *= factor;
            if (Math.Abs(factor - 1) < 1e-16) break;
        }

        return fraction;
    }

    private static double NotZero(double value) => Math.Abs(value) < Smallest ? Smallest : value;

    // log(1 − e^x) for x < 0, by whichever of the two forms does not cancel (Mächler 2012).
    private static double LogOneMinusExp(double x) =>
        x > -Math.Log(2) ? Math.Log(-ExpMinusOne(x)) : LogOnePlus(-Math.Exp(x));

    // Both by Kahan's compensated forms (HP-15C Advanced Functions Handbook, 1982).
    private static double ExpMinusOne(double x)
    {
        var exponential = Math.Exp(x);
        return exponential == 1 ? x : (exponential - 1) * x / Math.Log(exponential);
    }

    private static double LogOnePlus(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }
}
