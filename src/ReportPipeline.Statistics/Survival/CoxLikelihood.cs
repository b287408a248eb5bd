namespace ReportPipeline.Statistics.Survival;

/// <summary>A log-likelihood with its first derivatives and information at some coefficients.</summary>
internal sealed class CoxDerivatives(int covariates)
{
    public double LogLikelihood { get; set; }

    public double[] Score { get; } = new double[covariates];

    /// <summary>Row-major; symmetric.</summary>
    public double[] Information { get; } = new double[covariates * covariates];

    public bool IsFinite => double.IsFinite(LogLikelihood) && Array.TrueForAll(Score, double.IsFinite)
        && Array.TrueForAll(Information, double.IsFinite);
}

/// <summary>A partial likelihood of the standardised covariates.</summary>
internal abstract class CoxLikelihood(CoxDesign design)
{
    public CoxDesign Design => design;

    public abstract CoxDerivatives At(double[] beta);

    /// <summary>Minus the second derivatives: what Newton's method divides by. Row-major.</summary>
    public virtual double[] Curvature(double[] beta, CoxDerivatives at) => at.Information;
}

/// <summary>Breslow's and Efron's partial likelihoods in one pass.</summary>
internal sealed class TiedLikelihood(CoxDesign design, TieHandling ties) : CoxLikelihood(design)
{
    private readonly RiskSetScan scan = new(design);

    public override CoxDerivatives At(double[] beta)
    {
        var derivatives = new CoxDerivatives(beta.Length);
        for (var j = 0; j < beta.Length; j++)
        {
            derivatives.LogLikelihood += beta[j] * Design.EventTotals[j];
            derivatives.Score[j] = Design.EventTotals[j];
        }

        scan.Run(beta, tied => Add(derivatives, tied));
        for (var j = 0; j < beta.Length; j++)
        {
            for (var k = 0; k < j; k++)
                derivatives.Information[(k * beta.Length) + j] = derivatives.Information[(j * beta.Length) + k];
        }

        return derivatives;
    }

    private void Add(CoxDerivatives sums, TiedEvents tied)
    {
        if (tied.Count == 1)
        {
            AddLone(sums, tied.MeanWeight);
            return;
        }

        var terms = EfronTerms.Of(tied.Count, scan.AtRisk.Zero, scan.Dead.Zero, ties);
        sums.LogLikelihood -= tied.MeanWeight * terms.LogSum;
        for (var j = 0; j < sums.Score.Length; j++)
            sums.Score[j] -= tied.MeanWeight * ((scan.AtRisk.First[j] * terms.R) - (scan.Dead.First[j] * terms.FR));
        AddInformation(sums.Information, scan, terms, tied.MeanWeight);
    }

    private void AddLone(CoxDerivatives sums, double weight)
    {
        var (first, second, score, information) = (scan.AtRisk.First, scan.AtRisk.Second, sums.Score, sums.Information);
        var inverse = 1 / scan.AtRisk.Zero;
        sums.LogLikelihood -= weight * Math.Log(scan.AtRisk.Zero);
        var at = 0;
        for (var j = 0; j < first.Length; j++)
        {
            var mean = first[j] * inverse;
            score[j] -= weight * mean;
            for (var (k, element) = (0, j * first.Length); k <= j; k++, element++)
                information[element] += weight * inverse * (second[at++] - (mean * first[k]));
        }
    }

    /// <summary>Adds the lower triangle of Σ (covariance of x over the weighted risk set) for one event time.</summary>
    internal static void AddInformation(double[] information, RiskSetScan scan, EfronTerms terms, double weight)
    {
        var (all, dead) = (scan.AtRisk, scan.Dead);
        var size = all.First.Length;
        var at = 0;
        for (var j = 0; j < size; j++)
        {
            var left = (all.First[j] * terms.RR) - (dead.First[j] * terms.FRR);
            var right = (dead.First[j] * terms.FFRR) - (all.First[j] * terms.FRR);
            for (var k = 0; k <= j; k++, at++)
            {
                var mean = (left * all.First[k]) + (right * dead.First[k]);
                information[(j * size) + k] +=
                    weight * ((all.Second[at] * terms.R) - (dead.Second[at] * terms.FR) - mean);
            }
        }
    }
}
