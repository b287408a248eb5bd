using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.Survival;

/// <summary>Estimate, interval and test of each coefficient, back on the scale of its covariate.</summary>
internal sealed class CoxCoefficientTable(CoxFit fit, double[] covariance)
{
    private readonly ProfileLikelihood profile = new(fit.Maximiser, fit.Maximum, fit.Free);

    private bool UsesProfile => fit.Penalised is not null || fit.Options.Inference == CoxInference.ProfileLikelihood;

    private string Penalised => fit.Penalised is null ? "" : "penalised ";

    public static CoxCoefficient NotEstimable(string name, double level, string reason)
    {
        var none = Estimable<double>.Not(reason);
        return new CoxCoefficient(
            name, none, none, none, new ConfidenceInterval(level, none, none, ""), new TestResult("", none, none, none));
    }

    public CoxCoefficient Row(int at, string name)
    {
        var scale = fit.Design.Scale[at];
        var error = Error(at);
        var beta = fit.Maximum.Beta[at];
        return new CoxCoefficient(
            name,
            beta / scale,
            error / scale,
            Exponential(beta / scale),
            UsesProfile ? ProfileInterval(at, error) : WaldInterval(at, error),
            Test(at));
    }

    /// <summary>Test of β = 0.</summary>
    public TestResult Test(int at) => UsesProfile ? RatioTest(at) : WaldTest(fit.Maximum.Beta[at] / Error(at));

    private double Error(int at) => Math.Sqrt(covariance[(at * fit.Columns.Length) + at]);

    private ConfidenceInterval WaldInterval(int at, double error)
    {
        var (beta, scale) = (fit.Maximum.Beta[at], fit.Design.Scale[at]);
        var width = error * NormalDistribution.Quantile(0.5 + (0.5 * fit.Options.Level));
        return new ConfidenceInterval(
            fit.Options.Level,
            Exponential((beta - width) / scale),
            Exponential((beta + width) / scale),
            fit.Options.RobustVariance ? "Wald, robust variance" : "Wald");
    }

    private ConfidenceInterval ProfileInterval(int at, double error) => new(
        fit.Options.Level,
        ProfileLimit(at, -1, error),
        ProfileLimit(at, 1, error),
        $"profile {Penalised}likelihood");

    private Estimable<double> ProfileLimit(int at, int side, double error)
    {
        if (NoLikelihood is { } reason) return Estimable<double>.Not(reason);
        var limit = profile.Limit(at, side, error, fit.Options.Level);
        return limit.IsEstimable ? Exponential(limit.Value / fit.Design.Scale[at]) : limit;
    }

    private TestResult RatioTest(int at)
    {
        var name = $"{Penalised}likelihood-ratio test";
        if (NoLikelihood is { } reason)
        {
            var none = Estimable<double>.Not(reason);
            return new TestResult(name, none, none, none);
        }

        var statistic = profile.RatioAtZero(at);
        return new TestResult(name, statistic, 1, PValue.OfChiSquared(statistic, 1));
    }

    private TestResult WaldTest(double z) => new(
        fit.Options.RobustVariance ? "robust Wald test" : "Wald test", z * z, 1, PValue.OfChiSquared(z * z, 1));

    private string? NoLikelihood => fit.Options.RobustVariance
        ? "a likelihood of weighted or dependent observations gives no interval"
        : null;

    private static Estimable<double> Exponential(double logarithm)
    {
        var value = Math.Exp(logarithm);
        return value is > 0 and < double.PositiveInfinity
            ? value
            : Estimable<double>.Not("the hazard ratio is too far from 1 to be written as a number");
    }
}
