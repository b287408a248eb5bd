namespace ReportPipeline.Statistics.Distributions;

/// <summary>
/// Inverts the beta distribution by Newton's method for log P on the log-odds of x. On that scale the density is
/// log-concave, hence so is the tail, and Newton's steps never pass the solution twice: no bracket is needed.
/// </summary>
internal static class BetaQuantile
{
    private const int MostSteps = 400;

    // log 1e-306: a quantile below is returned as 0, because nearer to 0 doubles lose digits.
    private const double LeastLogOdds = -704.6;

    /// <summary>The x with lower tail p (upper tail q = 1 − p) together with 1 − x, each to full relative accuracy.</summary>
    public static (double X, double Complement) Solve(double p, double q, double a, double b)
    {
        if (!(p >= 0 && p <= 1))
            throw new ArgumentOutOfRangeException(nameof(p), "A probability lies between 0 and 1.");
        if (p == 0)
            return (0, 1);
        if (q == 0)
            return (1, 0);
        if (p <= 0.5)
            return FromLowerTail(p, a, b);
        var (complement, x) = FromLowerTail(q, b, a);
        return (x, complement);
    }

    /// <summary>log x where x itself would underflow: there P = x^a / (a B(a, b)) to the last digit.</summary>
    public static double LogOfTinyQuantile(double p, double a, double b) =>
        LeastLogOdds + (Math.Log(p) - BetaDistribution.LogTails(Math.Exp(LeastLogOdds), 1, a, b).LogLower) / a;

    private static (double X, double Complement) FromLowerTail(double p, double a, double b)
    {
        var target = Math.Log(p);
        var logOdds = Math.Log(a / b);
        for (var step = 0; step < MostSteps; step++)
        {
            var (x, complement) = FromLogOdds(logOdds);
            var logTail = BetaDistribution.LogTails(x, complement, a, b).LogLower;
            if (logOdds <= LeastLogOdds && logTail > target)
                return (0, 1);
            var slope = Math.Exp(BetaDistribution.LogKernel(x, complement, a, b) - logTail);
            var change = (logTail - target) / slope;
            if (Math.Abs(change) <= 4e-16 * Math.Max(1, Math.Abs(logOdds)))
                break;
            logOdds = Math.Max(LeastLogOdds, logOdds - change);
        }

        return Polish(p, FromLogOdds(logOdds), a, b);
    }

    // The log-odds of an extreme x hold fewer digits of x than x itself: one relative step restores them.
    private static (double X, double Complement) Polish(double p, (double X, double Complement) at, double a, double b)
    {
        var logTail = BetaDistribution.LogTails(at.X, at.Complement, a, b).LogLower;
        var slope = Math.Exp(BetaDistribution.LogKernel(at.X, at.Complement, a, b) - logTail);
        var relative = (logTail - Math.Log(p)) / slope;
        return (at.X * (1 - relative * at.Complement), at.Complement * (1 + relative * at.X));
    }

    private static (double X, double Complement) FromLogOdds(double logOdds)
    {
        var small = Math.Exp(-Math.Abs(logOdds));
        var (near, far) = (1 / (1 + small), small / (1 + small));
        return logOdds > 0 ? (near, far) : (far, near);
    }
}
