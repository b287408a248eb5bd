using ReportPipeline.Statistics.Numerics;

namespace ReportPipeline.Statistics.Models;

/// <summary>How a logistic model is fitted.</summary>
public enum LogisticMethod
{
    /// <summary>Maximum likelihood; Firth's estimate when the outcomes are separated, which the fit then says.</summary>
    MaximumLikelihoodOrFirth,

    /// <summary>Maximum likelihood only: not estimable when the outcomes are separated.</summary>
    MaximumLikelihood,

    /// <summary>Firth's penalised likelihood.</summary>
    Firth,
}

/// <summary>
/// Logistic regression by Fisher scoring with step halving, and Firth's penalised likelihood where the ordinary one has no
/// maximum. Estimates agree with the exact maximum to about 1e-11 standard errors.
/// </summary>
public static class LogisticRegression
{
    /// <summary>Models the log odds of a true outcome; not estimable without observations or without any usable column.</summary>
    public static Estimable<LogisticFit> Fit(
        IReadOnlyList<bool> outcomes, DesignMatrix design, LogisticMethod method = LogisticMethod.MaximumLikelihoodOrFirth, double level = 0.95)
    {
        ConfidenceLevel.Check(level);
        if (outcomes.Count != design.Rows)
            throw new ArgumentException("There must be as many outcomes as the design has rows.", nameof(outcomes));
        if (outcomes.Count == 0)
            return Estimable<LogisticFit>.Not("there are no observations");
        var decomposition = new OrthogonalDecomposition([.. design.Columns.Select(c => c.Select(v => (DoubleDouble)v).ToArray())]);
        if (decomposition.Rank == 0)
            return Estimable<LogisticFit>.Not("the model has no usable column");
        var model = new LogisticModel(outcomes, design, decomposition, level);
        return method == LogisticMethod.Firth
            ? Fit(model, penalised: true, separated: false)
            : OrdinaryOrFirth(model, method == LogisticMethod.MaximumLikelihoodOrFirth);
    }

    private static Estimable<LogisticFit> OrdinaryOrFirth(LogisticModel model, bool mayUseFirth)
    {
        var likelihood = model.Likelihood(penalised: false);
        var maximum = LogisticMaximiser.Maximise(likelihood, new double[likelihood.Size], model.AllFree());
        if (maximum.Outcome == LogisticOutcome.Converged)
            return new LogisticFit(model, likelihood, maximum, separated: false);
        if (maximum.Outcome == LogisticOutcome.NotConverged)
            return Estimable<LogisticFit>.Not("the likelihood was not maximised");
        return mayUseFirth
            ? Fit(model, penalised: true, separated: true)
            : Estimable<LogisticFit>.Not("the covariates separate the outcomes, so the likelihood has no maximum");
    }

    private static Estimable<LogisticFit> Fit(LogisticModel model, bool penalised, bool separated)
    {
        var likelihood = model.Likelihood(penalised);
        var maximum = LogisticMaximiser.Maximise(likelihood, new double[likelihood.Size], model.AllFree());
        return maximum.Outcome == LogisticOutcome.Converged
            ? new LogisticFit(model, likelihood, maximum, separated)
            : Estimable<LogisticFit>.Not("the penalised likelihood was not maximised");
    }
}
