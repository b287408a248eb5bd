using ReportPipeline.Statistics.Numerics;

namespace ReportPipeline.Statistics.Survival;

/// <summary>
/// Proportional-hazards regression by partial likelihood, stratified when the sample has strata.
/// </summary>
/// <remarks>
/// D. R. Cox, JRSS B 34 (1972) 187–220. Efron's ties by default; covariates are centred and scaled inside; convergence needs
/// both a vanishing gradient and a settled log-likelihood. Separation is detected and answered with Firth's estimate.
/// Reference values: R's <c>survival::coxph</c>, converged to 1e-12.
/// </remarks>
public static class CoxRegression
{
    private const string Dependent = "the covariate does not vary, or follows from the others, among subjects at risk";

    /// <summary>Fits the model.</summary>
    /// <param name="data">Sample, covariates and case weights.</param>
    /// <param name="options">Conventions; the default when omitted.</param>
    /// <returns>The fit, or why there is none: no events, nothing that varies, no convergence, separation refused.</returns>
    public static Estimable<CoxResult> Fit(CoxData data, CoxOptions? options = null)
    {
        var design = CoxDesign.Create(data);
        return CoxFit.Of(design, data, options ?? CoxOptions.Default).Select(fit => Describe(fit, data));
    }

    /// <summary>The test of one coefficient, without the interval, whose profile likelihood costs many times as much.</summary>
    /// <param name="data">Sample, covariates and case weights.</param>
    /// <param name="options">Conventions.</param>
    /// <param name="covariate">Index of the covariate.</param>
    /// <returns>What <see cref="Fit"/> says of the coefficient, and by which likelihood; or why there is no fit.</returns>
    public static Estimable<(CoxEstimation Estimation, TestResult Test)> TestOf(CoxData data, CoxOptions options, int covariate) =>
        CoxFit.Of(CoxDesign.Create(data), data, options).Select(fit => (fit.Estimation, Array.IndexOf(fit.Columns, covariate) is >= 0 and var at
            ? new CoxCoefficientTable(fit, Covariance(fit)).Test(at)
            : CoxCoefficientTable.NotEstimable(data.Covariates[covariate].Name, options.Level, Dependent).Test));

    private static CoxResult Describe(CoxFit fit, CoxData data)
    {
        var covariance = Covariance(fit);
        var coefficients = new CoxCoefficientTable(fit, covariance);
        return new CoxResult
        {
            Subjects = fit.Design.Count,
            Events = fit.Design.Events,
            Missing = data.Sample.InputRows - fit.Design.Count,
            Options = fit.Options,
            Estimation = fit.Estimation,
            SeparationNote = fit.SeparationNote,
            Coefficients = [.. data.Covariates.Select((covariate, index) => Array.IndexOf(fit.Columns, index) is >= 0 and var at
                ? coefficients.Row(at, covariate.Name)
                : CoxCoefficientTable.NotEstimable(covariate.Name, fit.Options.Level, Dependent))],
            NullLogLikelihood = fit.Plain.Start.LogLikelihood,
            LogLikelihood = fit.Plain.Derivatives.LogLikelihood,
            Iterations = fit.Maximum.Iterations,
            Gradient = fit.Maximum.Gradient,
            LikelihoodRatio = Ratio("likelihood-ratio test", fit.Plain),
            Score = Score(fit),
            Wald = Wald(fit, covariance),
            PenalisedLikelihoodRatio = fit.Penalised is null
                ? null
                : Ratio("penalised likelihood-ratio test", fit.Penalised),
            Covariance = OnOriginalScale(fit, covariance, data.Covariates.Count),
        };
    }

    private static double[] Covariance(CoxFit fit)
    {
        var model = CholeskyFactor.Of(fit.Maximum.Derivatives.Information, fit.Columns.Length);
        return fit.Options.RobustVariance && fit.Penalised is null ? Sandwich(fit, model) : model.Inverse();
    }

    // The inverse information on either side of the squared score residuals.
    private static double[] Sandwich(CoxFit fit, CholeskyFactor model)
    {
        var size = fit.Columns.Length;
        var meat = RobustVariance.Meat(fit.Design, fit.Options.Ties, fit.Maximum.Beta);
        return SquareMatrix.Product(SquareMatrix.Product(model.Inverse(), meat, size), model.Inverse(), size);
    }

    private static TestResult Ratio(string name, CoxMaximum maximum)
    {
        var statistic = Math.Max(0, 2 * (maximum.Derivatives.LogLikelihood - maximum.Start.LogLikelihood));
        return ChiSquared(name, statistic, maximum.Beta.Length);
    }

    private static TestResult Score(CoxFit fit)
    {
        var start = fit.Plain.Start;
        var factor = CholeskyFactor.Of(start.Information, fit.Columns.Length);
        return ChiSquared("score test", factor.QuadraticForm(start.Score), fit.Columns.Length);
    }

    private static TestResult Wald(CoxFit fit, double[] covariance)
    {
        var factor = CholeskyFactor.Of(covariance, fit.Columns.Length);
        var name = fit.Options.RobustVariance && fit.Penalised is null ? "robust Wald test" : "Wald test";
        return ChiSquared(name, factor.QuadraticForm(fit.Maximum.Beta), factor.Rank);
    }

    private static TestResult ChiSquared(string name, double statistic, int degreesOfFreedom) =>
        new(name, statistic, degreesOfFreedom, PValue.OfChiSquared(statistic, degreesOfFreedom));

    private static double[,] OnOriginalScale(CoxFit fit, double[] covariance, int covariates)
    {
        var original = new double[covariates, covariates];
        var size = fit.Columns.Length;
        for (var j = 0; j < size; j++)
        {
            for (var k = 0; k < size; k++)
            {
                original[fit.Columns[j], fit.Columns[k]] =
                    covariance[(j * size) + k] / fit.Design.Scale[j] / fit.Design.Scale[k];
            }
        }

        return original;
    }
}
