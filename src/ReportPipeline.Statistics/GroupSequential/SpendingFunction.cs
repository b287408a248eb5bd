using ReportPipeline.Statistics.Distributions;

namespace ReportPipeline.Statistics.GroupSequential;

/// <summary>
/// How much of a type I error is spent when a share of the information has accrued. For a two-sided design it is applied to
/// each side's half.
/// Source: K. K. G. Lan &amp; D. L. DeMets, Biometrika 70 (1983) 659–663.
/// </summary>
public abstract record SpendingFunction(string Name)
{
    /// <summary>2 − 2Φ(z(α/2)/√t): little early, nearly all at the end.</summary>
    public static SpendingFunction OBrienFlemingType { get; } = new OBrienFleming();

    /// <summary>α log(1 + (e − 1)t): nearly even.</summary>
    public static SpendingFunction PocockType { get; } = new Pocock();

    /// <summary>αt^ρ, ρ &gt; 0 (K. Kim &amp; D. L. DeMets, Biometrika 74, 1987).</summary>
    public static SpendingFunction PowerFamily(double rho) =>
        rho > 0 ? new Power(rho) : throw new ArgumentOutOfRangeException(nameof(rho), "The exponent must be positive.");

    /// <summary>Alpha spent at information fraction t; all of it from t = 1 on.</summary>
    public double Spent(double fraction, double alpha) =>
        fraction <= 0 ? 0 : fraction >= 1 ? alpha : SpentBetween(fraction, alpha);

    protected abstract double SpentBetween(double fraction, double alpha);

    private sealed record OBrienFleming() : SpendingFunction("Lan–DeMets spending of O'Brien–Fleming type")
    {
        protected override double SpentBetween(double fraction, double alpha) =>
            NormalDistribution.TwoSidedP(NormalDistribution.Quantile(alpha / 2) / Math.Sqrt(fraction));
    }

    private sealed record Pocock() : SpendingFunction("Lan–DeMets spending of Pocock type")
    {
        protected override double SpentBetween(double fraction, double alpha) =>
            alpha * ElementaryFunctions.LogOnePlus((Math.E - 1) * fraction);
    }

    private sealed record Power(double Rho) : SpendingFunction(FormattableString.Invariant($"Kim–DeMets spending, power {Rho}"))
    {
        protected override double SpentBetween(double fraction, double alpha) => alpha * Math.Pow(fraction, Rho);
    }
}
