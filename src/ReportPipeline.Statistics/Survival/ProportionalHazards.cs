using ReportPipeline.Statistics.Numerics;

namespace ReportPipeline.Statistics.Survival;

/// <summary>The function of time g(t) whose interaction with each covariate is tested.</summary>
public enum TimeTransform
{
    /// <summary>1 − S(t−), by the Kaplan–Meier estimate of everyone: R's default and this project's.</summary>
    KaplanMeier,

    /// <summary>t.</summary>
    Identity,

    /// <summary>The rank of t, ties averaged.</summary>
    Rank,

    /// <summary>log t.</summary>
    Log,
}

/// <summary>A test of proportional hazards.</summary>
/// <param name="Transform">The function of time.</param>
/// <param name="Covariates">One test per covariate that could be estimated, with its name.</param>
/// <param name="Overall">The test of all of them together.</param>
public sealed record ProportionalHazardsResult(
    TimeTransform Transform, IReadOnlyList<CovariateTest> Covariates, TestResult Overall);

/// <summary>A covariate's test.</summary>
/// <param name="Name">The covariate's name.</param>
/// <param name="Test">Test of no interaction with time.</param>
public sealed record CovariateTest(string Name, TestResult Test);

/// <summary>
/// The Schoenfeld-residual test of proportional hazards: the score test of adding x g(t) to a fitted Cox regression.
/// </summary>
/// <remarks>
/// P. M. Grambsch and T. M. Therneau, Biometrika 81 (1994) 515–526, in the exact form of R's <c>cox.zph</c> from survival
/// 3.0 on (no approximation of the information by its average). With exact ties the residuals are Breslow's, as in R.
/// </remarks>
public static class ProportionalHazards
{
    public static Estimable<ProportionalHazardsResult> Test(
        CoxData data, CoxOptions? options = null, TimeTransform transform = TimeTransform.KaplanMeier)
    {
        var design = CoxDesign.Create(data);
        var fitted = CoxFit.Of(design, data, options ?? CoxOptions.Default);
        if (!fitted.IsEstimable) return Estimable<ProportionalHazardsResult>.Not(fitted.Reason!);
        var fit = fitted.Value;
        if (fit.Penalised is not null)
            return Estimable<ProportionalHazardsResult>.Not(fit.SeparationNote ?? "the fit is penalised");
        if (transform == TimeTransform.Log && Array.Exists(fit.Design.Time, time => time <= 0))
            return Estimable<ProportionalHazardsResult>.Not("the logarithm of a time at or before 0 does not exist");
        var sums = new ProportionalHazardsSums(fit, TimeTransforms.Of(fit.Design, transform));
        return new ProportionalHazardsResult(
            transform,
            [.. fit.Columns.Select((column, at) => new CovariateTest(data.Covariates[column].Name, sums.Test([at])))],
            sums.Test([.. Enumerable.Range(0, fit.Columns.Length)]));
    }
}

/// <summary>Score and information of the regression extended by x g(t), at the fitted coefficients and no interaction.</summary>
internal sealed class ProportionalHazardsSums
{
    private readonly CoxFit fit;
    private readonly double[] transformed;
    private readonly RiskSetScan scan;
    private readonly TieHandling ties;
    private readonly int size;
    private readonly double[] score;
    private readonly double[] plain;
    private readonly double[] mixed;
    private readonly double[] squared;

    public ProportionalHazardsSums(CoxFit fit, double[] transformed)
    {
        this.fit = fit;
        this.transformed = transformed;
        size = fit.Columns.Length;
        ties = fit.Options.Ties == TieHandling.Efron ? TieHandling.Efron : TieHandling.Breslow;
        scan = new RiskSetScan(fit.Design);
        score = new double[size];
        (plain, mixed, squared) = (new double[size * size], new double[size * size], new double[size * size]);
        scan.Run(fit.Maximum.Beta, Add);
    }

    /// <param name="interactions">The covariates whose interaction with time is tested together.</param>
    public TestResult Test(int[] interactions)
    {
        var length = size + interactions.Length;
        var information = new double[length * length];
        var extended = new double[length];
        for (var j = 0; j < length; j++)
        {
            if (j >= size) extended[j] = score[interactions[j - size]];
            for (var k = 0; k <= j; k++)
            {
                var matrix = k >= size ? squared : j >= size ? mixed : plain;
                var (a, b) = (j >= size ? interactions[j - size] : j, k >= size ? interactions[k - size] : k);
                information[(j * length) + k] = matrix[(Math.Max(a, b) * size) + Math.Min(a, b)];
            }
        }

        var statistic = CholeskyFactor.Of(information, length).QuadraticForm(extended);
        return new TestResult("Schoenfeld-residual score test", statistic, interactions.Length,
            PValue.OfChiSquared(statistic, interactions.Length));
    }

    private void Add(TiedEvents tied)
    {
        var terms = EfronTerms.Of(tied.Count, scan.AtRisk.Zero, scan.Dead.Zero, ties);
        var g = transformed[tied.First];
        for (var j = 0; j < size; j++)
        {
            var observed = 0.0;
            for (var row = tied.First; row <= tied.Last; row++)
            {
                if (fit.Design.Event[row]) observed += fit.Design.WeightOf(row) * fit.Design.XOf(row)[j];
            }

            var expected = (scan.AtRisk.First[j] * terms.R) - (scan.Dead.First[j] * terms.FR);
            score[j] += g * (observed - (tied.MeanWeight * expected));
        }

        TiedLikelihood.AddInformation(plain, scan, terms, tied.MeanWeight);
        TiedLikelihood.AddInformation(mixed, scan, terms, tied.MeanWeight * g);
        TiedLikelihood.AddInformation(squared, scan, terms, tied.MeanWeight * g * g);
    }
}
