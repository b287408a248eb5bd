namespace ReportPipeline.Statistics.Survival;

/// <summary>The weight that a log-rank test gives to an event time.</summary>
public sealed record LogRankWeight
{
    private LogRankWeight(string name) => Name = name;

    /// <summary>Equal weights (Mantel 1966).</summary>
    public static LogRankWeight LogRank { get; } = new("log-rank");

    /// <summary>The number at risk, n (Gehan 1965; Breslow 1970).</summary>
    public static LogRankWeight Gehan { get; } = new("Gehan–Breslow");

    /// <summary>√n (Tarone &amp; Ware 1977).</summary>
    public static LogRankWeight TaroneWare { get; } = new("Tarone–Ware");

    /// <summary>∏ (1 − d/(n + 1)) up to and including the event time (Peto &amp; Peto 1972), as SAS.</summary>
    public static LogRankWeight PetoPeto { get; } = new("Peto–Peto");

    /// <summary>The method by name.</summary>
    public string Name { get; }

    internal double Rho { get; private init; }

    internal double Gamma { get; private init; }

    /// <summary>S(t−)^ρ (1 − S(t−))^γ with the pooled Kaplan–Meier estimate (Harrington &amp; Fleming 1982).</summary>
    /// <param name="rho">ρ ≥ 0; R's <c>survdiff(rho = )</c>.</param>
    /// <param name="gamma">γ ≥ 0.</param>
    public static LogRankWeight FlemingHarrington(double rho, double gamma) =>
        new(FormattableString.Invariant($"Fleming–Harrington({rho}, {gamma})")) { Rho = rho, Gamma = gamma };

    /// <param name="atRisk">n at the event time.</param>
    /// <param name="survivalBefore">The pooled S(t−).</param>
    /// <param name="peto">The Peto–Peto product at the event time.</param>
    internal double At(int atRisk, double survivalBefore, double peto)
    {
        if (ReferenceEquals(this, LogRank)) return 1;
        if (ReferenceEquals(this, Gehan)) return atRisk;
        if (ReferenceEquals(this, TaroneWare)) return Math.Sqrt(atRisk);
        if (ReferenceEquals(this, PetoPeto)) return peto;
        return Math.Pow(survivalBefore, Rho) * Math.Pow(1 - survivalBefore, Gamma);
    }
}
