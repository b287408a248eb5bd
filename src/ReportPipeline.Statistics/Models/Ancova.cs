namespace ReportPipeline.Statistics.Models;

/// <summary>Result of an analysis of covariance.</summary>
/// <param name="Effects">Every treatment level against the reference, adjusted for all other terms.</param>
/// <param name="AdjustedMeans">
/// Least-squares means by treatment level: at the mean of every covariate and averaged evenly over the levels of every other
/// factor (as SAS LSMEANS).
/// </param>
/// <param name="TermTests">Type III F tests by term: each adjusted for all others (there are no interactions).</param>
/// <param name="Fit">The underlying linear model.</param>
public sealed record AncovaResult(
    IReadOnlyList<LinearContrast> Effects,
    IReadOnlyList<LinearContrast> AdjustedMeans,
    IReadOnlyList<(string Term, TestResult Test)> TermTests,
    LinearFit Fit);

/// <summary>Analysis of covariance: a treatment effect adjusted for covariates and factors, main effects only.</summary>
public static class Ancova
{
    /// <summary>Fits response = intercept + treatment + adjustment; not estimable with fewer than two treatment levels.</summary>
    public static Estimable<AncovaResult> Fit(
        IReadOnlyList<double> response,
        ModelTerm treatment,
        IReadOnlyList<ModelTerm> adjustment,
        CoefficientVariance variance = CoefficientVariance.Classical,
        double level = 0.95)
    {
        if (!treatment.IsFactor && response.Count > 0)
            throw new ArgumentException("The treatment must be a factor.", nameof(treatment));
        if (treatment.Levels.Count < 2)
            return Estimable<AncovaResult>.Not("fewer than two treatment arms have observations");
        var design = DesignMatrix.WithIntercept(response.Count, [treatment, .. adjustment]);
        return LinearRegression.Fit(response, design, variance, level).Select(fit => new AncovaResult(
            [.. treatment.ColumnNames.Select(fit.Coefficient)],
            [.. treatment.Levels.Select(arm => fit.Contrast(arm, WeightsOfMean(design, treatment, arm)))],
            [.. design.Terms.Skip(1).Select(term => (term.Name, fit.JointTest(design.FirstColumnOf(term), term.Columns.Count)))],
            fit));
    }

    private static double[] WeightsOfMean(DesignMatrix design, ModelTerm treatment, string arm) =>
        [.. design.Terms.SelectMany(term => Weights(term, treatment, arm))];

    private static IEnumerable<double> Weights(ModelTerm term, ModelTerm treatment, string arm)
    {
        if (ReferenceEquals(term, treatment))
            return treatment.Levels.Skip(1).Select(level => level == arm ? 1.0 : 0.0);
        return term.IsFactor
            ? term.Columns.Select(_ => 1.0 / term.Levels.Count)
            : term.Columns.Select(column => Descriptive.Moments.Mean(column).Value);
    }
}
