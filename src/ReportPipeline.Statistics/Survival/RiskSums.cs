namespace ReportPipeline.Statistics.Survival;

/// <summary>Σ w θ, Σ w θ x, Σ w θ x xᵀ and, on request, Σ w θ x⊗x⊗x over a set of subjects, with θ = exp(xᵀβ).</summary>
/// <remarks>Second and third moments are symmetric: only elements with falling indices j ≥ k ≥ r are kept.</remarks>
internal sealed class RiskSums(int covariates, bool withThird)
{
    public double Zero { get; private set; }

    public double[] First { get; } = new double[covariates];

    public double[] Second { get; } = new double[covariates * (covariates + 1) / 2];

    public double[] Third { get; } =
        new double[withThird ? covariates * (covariates + 1) * (covariates + 2) / 6 : 0];

    public void Clear()
    {
        Zero = 0;
        Array.Clear(First);
        Array.Clear(Second);
        Array.Clear(Third);
    }

    public void Add(double risk, ReadOnlySpan<double> x)
    {
        Zero += risk;
        var (first, second) = (First, Second);
        var at = 0;
        for (var j = 0; j < x.Length && j < first.Length; j++)
        {
            var riskX = risk * x[j];
            first[j] += riskX;
            for (var k = 0; k <= j; k++) second[at++] += riskX * x[k];
        }

        if (withThird) AddThird(risk, x);
    }

    public void Add(RiskSums other)
    {
        Zero += other.Zero;
        AddTo(First, other.First);
        AddTo(Second, other.Second);
        AddTo(Third, other.Third);
    }

    /// <summary>This set with the dead counted only in part: sums − fraction × dead.</summary>
    public void SetToDifference(RiskSums all, double fraction, RiskSums dead)
    {
        Zero = all.Zero - (fraction * dead.Zero);
        for (var i = 0; i < First.Length; i++) First[i] = all.First[i] - (fraction * dead.First[i]);
        for (var i = 0; i < Second.Length; i++) Second[i] = all.Second[i] - (fraction * dead.Second[i]);
        for (var i = 0; i < Third.Length; i++) Third[i] = all.Third[i] - (fraction * dead.Third[i]);
    }

    private void AddThird(double risk, ReadOnlySpan<double> x)
    {
        var at = 0;
        for (var j = 0; j < x.Length; j++)
        {
            for (var k = 0; k <= j; k++)
            {
                for (var r = 0; r <= k; r++) Third[at++] += risk * x[j] * x[k] * x[r];
            }
        }
    }

    private static void AddTo(double[] sum, double[] addend)
    {
        for (var i = 0; i < sum.Length; i++) sum[i] += addend[i];
    }
}
