namespace ReportPipeline.Statistics.Weighting;

/// <summary>Which population the weights make the two arms resemble.</summary>
public enum WeightKind
{
    /// <summary>Everyone: 1/e for treated, 1/(1 − e) for controls (average treatment effect).</summary>
    InverseProbability,

    /// <summary>As inverse probability, times the arm's share, so that the weights average 1.</summary>
    StabilisedInverseProbability,

    /// <summary>Those who might have been in either arm: 1 − e for treated, e for controls. Balances every covariate mean exactly.</summary>
    Overlap,
}

/// <summary>
/// One weight per subject, for any weighted analysis (weighted means here, a weighted Cox model elsewhere).
/// Sources: J. M. Robins, M. Á. Hernán &amp; B. Brumback, Epidemiology 11 (2000); F. Li, K. L. Morgan &amp; A. M. Zaslavsky,
/// JASA 113 (2018).
/// </summary>
public sealed class BalancingWeights
{
    private BalancingWeights(PropensityScores scores, WeightKind kind, double[] values) => (Scores, Kind, Values) = (scores, kind, values);

    public PropensityScores Scores { get; }

    public WeightKind Kind { get; }

    /// <summary>Weights, not negative, in the order of the subjects.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>What a report prints.</summary>
    public string Method => Kind switch
    {
        WeightKind.InverseProbability => "inverse-probability weights",
        WeightKind.StabilisedInverseProbability => "stabilised inverse-probability weights",
        _ => "overlap weights",
    };

    /// <summary>Not estimable where scores of 0 or 1 leave a weight without bound or an arm without weight.</summary>
    public static Estimable<BalancingWeights> From(PropensityScores scores, WeightKind kind)
    {
        var share = (double)scores.Treated.Count(t => t) / scores.Treated.Count;
        var values = scores.Values.Select((score, i) => Weight(kind, scores.Treated[i], score, share)).ToArray();
        var bothArms = values.Where((_, i) => scores.Treated[i]).Sum() > 0 && values.Where((_, i) => !scores.Treated[i]).Sum() > 0;
        return bothArms && values.All(double.IsFinite)
            ? new BalancingWeights(scores, kind, values)
            : Estimable<BalancingWeights>.Not("a propensity score is 0 or 1, so the weights do not exist");
    }

    /// <summary>(Σw)²/Σw² over one arm: how many equally weighted subjects would be as informative.</summary>
    public double EffectiveSampleSize(bool treated)
    {
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i < Values.Count; i++)
        {
            if (Scores.Treated[i] != treated)
                continue;
            sum += Values[i];
            squares += Values[i] * Values[i];
        }

        return sum * sum / squares;
    }

    /// <summary>dw/dη at the subject's own linear predictor η, where e = 1/(1 + exp(−η)).</summary>
    internal double Slope(int subject)
    {
        var (treated, score) = (Scores.Treated[subject], Scores.Values[subject]);
        return Kind == WeightKind.Overlap
            ? (treated ? -1 : 1) * score * (1 - score)
            : treated ? -Values[subject] * (1 - score) : Values[subject] * score;
    }

    private static double Weight(WeightKind kind, bool treated, double score, double share) => kind switch
    {
        WeightKind.Overlap => treated ? 1 - score : score,
        WeightKind.StabilisedInverseProbability => treated ? share / score : (1 - share) / (1 - score),
        _ => treated ? 1 / score : 1 / (1 - score),
    };
}
