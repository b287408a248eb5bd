using ReportPipeline.Statistics;
using ReportPipeline.Statistics.Survival;

namespace ReportPipeline.Trial.Endpoints.Sensitivity;

/// <summary>
/// The tests of a hazard ratio: three ways with ties, by Wald or by the likelihood. Separation leaves one of them, Firth's penalised
/// likelihood-ratio test: whatever the choice, it would be computed again, so it stands and counts once.
/// </summary>
internal static class HazardTests
{
    // The exact partial likelihood of tied events sums over subsets of every risk set.
    private const long MostExactWork = 1_000_000;

    /// <summary>Index of the covariate that tells the arms apart.</summary>
    private const int Treatment = 0;

    public static IEnumerable<DefensibleTest> Of(ComparedHazards hazards)
    {
        var own = CoxRegression.TestOf(hazards.Data, hazards.Options, Treatment);
        if (own is { IsEstimable: true, Value.Estimation: not CoxEstimation.PartialLikelihood })
        {
            return [Arm("firth", hazards.Options.Ties, hazards.Options.Inference)];
        }

        return
        [
            Arm("wald-efron", TieHandling.Efron, CoxInference.Wald),
            Arm("wald-breslow", TieHandling.Breslow, CoxInference.Wald),
            Arm("wald-exact", TieHandling.Exact, CoxInference.Wald),
            Arm("profile-efron", TieHandling.Efron, CoxInference.ProfileLikelihood),
        ];

        DefensibleTest Arm(string name, TieHandling ties, CoxInference inference) =>
            new(name, () => Fit(hazards.Data, hazards.Options with { Ties = ties, Inference = inference }));
    }

    private static TestResult Fit(CoxData data, CoxOptions options)
    {
        var name = $"Cox regression, {options.Ties} ties";
        if (options.Ties == TieHandling.Exact && (long)data.Sample.Subjects * data.Sample.Events > MostExactWork)
        {
            return NotEstimable(name, "the sample is too large for the exact likelihood of ties in the panel");
        }

        var fit = CoxRegression.TestOf(data, options, Treatment);
        if (!fit.IsEstimable)
        {
            return NotEstimable(name, fit.Reason!);
        }

        var (estimation, test) = fit.Value;
        return estimation == CoxEstimation.PartialLikelihood
            ? test with { Method = $"{name}, {test.Method}" }
            : test with { Method = $"Cox regression, Firth penalised likelihood because of separation, {test.Method}" };
    }

    private static TestResult NotEstimable(string name, string reason)
    {
        var none = Estimable<double>.Not(reason);
        return new TestResult(name, none, none, none);
    }
}
