using ReportPipeline.Statistics.Models;

namespace ReportPipeline.Statistics.Weighting;

/// <summary>
/// The probability of having been treated given the covariates, by logistic regression. Source: P. R. Rosenbaum &amp;
/// D. B. Rubin, Biometrika 70 (1983). Where covariates separate the arms, Firth's estimate is used and the fit says so: then
/// there are subjects who could hardly have been in the other arm, which no weighting mends.
/// </summary>
public sealed class PropensityScores
{
    private PropensityScores(IReadOnlyList<bool> treated, DesignMatrix design, LogisticFit fit) =>
        (Treated, Design, Fit, Values) = (treated, design, fit, fit.Probabilities);

    public IReadOnlyList<bool> Treated { get; }

    public DesignMatrix Design { get; }

    public LogisticFit Fit { get; }

    /// <summary>Scores strictly between 0 and 1, by subject.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>Not estimable without subjects in both arms or where the model cannot be fitted.</summary>
    public static Estimable<PropensityScores> Estimate(IReadOnlyList<bool> treated, DesignMatrix design)
    {
        if (treated.All(t => t) || !treated.Any(t => t))
            return Estimable<PropensityScores>.Not("one of the two arms has no subjects");
        return LogisticRegression.Fit(treated, design).Select(fit => new PropensityScores(treated, design, fit));
    }
}
