using ReportPipeline.Statistics.Distributions;
using ReportPipeline.Statistics.Numerics;

namespace ReportPipeline.Statistics.Models;

/// <summary>A log odds ratio with its Wald test and interval.</summary>
public sealed record LogisticCoefficient(
    string Name, Estimable<double> Estimate, Estimable<double> StandardError, TestResult Wald, ConfidenceInterval WaldInterval);

/// <summary>Inference on one coefficient from the likelihood itself: what a report prints after separation.</summary>
public sealed record LikelihoodInference(string Name, TestResult LikelihoodRatio, TestResult Score, ConfidenceInterval ProfileInterval);

/// <summary>A fitted logistic model.</summary>
public sealed class LogisticFit
{
    private readonly LogisticModel model;
    private readonly LogisticLikelihood likelihood;
    private readonly LogisticPoint maximum;

    internal LogisticFit(LogisticModel model, LogisticLikelihood likelihood, LogisticMaximum maximum, bool separated)
    {
        (this.model, this.likelihood, this.maximum) = (model, likelihood, maximum.Point!);
        (Separated, Iterations) = (separated, maximum.Iterations);
    }

    /// <summary>True when the covariates separate the outcomes, so that Firth's estimate stands in for the ordinary one.</summary>
    public bool Separated { get; }

    public int Iterations { get; }

    /// <summary>What a report prints.</summary>
    public string Method => (likelihood.Penalised, Separated) switch
    {
        (true, true) => "logistic regression, Firth penalised likelihood because the covariates separate the outcomes",
        (true, false) => "logistic regression, Firth penalised likelihood",
        _ => "logistic regression, maximum likelihood",
    };

    /// <summary>The maximised log-likelihood; under Firth's method with the penalty ½ log |XᵀWX| added.</summary>
    public double LogLikelihood => maximum.LogLikelihood + (likelihood.Penalised ? model.PenaltyOfScales : 0);

    /// <summary>Fitted probabilities of a true outcome, by row.</summary>
    public IReadOnlyList<double> Probabilities =>
        [.. likelihood.LinearPredictors(maximum.Coefficients).Select(LogisticLikelihood.Probability)];

    /// <summary>The inverse Fisher information over the design's columns; zero rows where a column was set aside.</summary>
    public double[,] Covariance => model.TranslateVariance(maximum.Factor.Inverse());

    /// <summary>The coefficients in the order of the design's columns.</summary>
    public IReadOnlyList<LogisticCoefficient> Coefficients
    {
        get
        {
            var (covariance, estimates) = (Covariance, model.Translate(maximum.Coefficients));
            return [.. model.Design.ColumnNames.Select((name, j) => Unidentified(j) is { } reason
                ? NotEstimable(name, reason)
                : Wald(name, estimates[model.Decomposition.Independent.IndexOf(j)], Math.Sqrt(covariance[j, j])))];
        }
    }

    public LogisticCoefficient Coefficient(string name) => Coefficients.Single(coefficient => coefficient.Name == name);

    /// <summary>
    /// Likelihood-ratio and score tests of one coefficient against 0, and its profile interval, under the fit's own
    /// (ordinary or penalised) likelihood. The score test belongs to the ordinary likelihood only.
    /// </summary>
    public LikelihoodInference Inference(string name)
    {
        var column = model.Design.ColumnNames.ToList().IndexOf(name);
        ArgumentOutOfRangeException.ThrowIfNegative(column, nameof(name));
        if (Unidentified(column) is { } reason)
            return new(name, NoTest(LikelihoodRatioName, reason), NoTest(ScoreName, reason), NoInterval(ProfileName, reason));
        var k = model.Decomposition.Independent.IndexOf(column);
        var (data, at) = k == model.Constant ? Uncentred() : (model, maximum);
        var profile = new LogisticProfile(data.Likelihood(likelihood.Penalised), at, k);
        var atNull = profile.At(0, at.Coefficients);
        return new(name, LikelihoodRatio(atNull, at, 1), Score(atNull, 1), ProfileInterval(profile, data, at, k));
    }

    /// <summary>Likelihood-ratio, score and Wald tests that every coefficient but the intercept is 0.</summary>
    public (TestResult LikelihoodRatio, TestResult Score, TestResult Wald) GlobalTests()
    {
        var free = model.OnlyConstantFree();
        var tested = free.Count(isFree => !isFree);
        if (tested == 0)
        {
            const string reason = "the model has no covariate";
            return (NoTest(LikelihoodRatioName, reason), NoTest(ScoreName, reason), NoTest(WaldName, reason));
        }

        var atNull = LogisticMaximiser.Maximise(likelihood, new double[likelihood.Size], free);
        return (LikelihoodRatio(atNull, maximum, tested), Score(atNull, tested), GlobalWald(free, tested));
    }

    private string Suffix => likelihood.Penalised ? ", Firth penalised likelihood" : "";

    private string LikelihoodRatioName => "likelihood-ratio test" + Suffix;

    private string ScoreName => "score test" + Suffix;

    private string WaldName => "Wald test" + Suffix;

    private string ProfileName => "profile likelihood" + Suffix;

    // The maximum is the same point in other coordinates, so it is found at once.
    private (LogisticModel Data, LogisticPoint Maximum) Uncentred()
    {
        var data = model.Uncentred();
        var again = LogisticMaximiser.Maximise(data.Likelihood(likelihood.Penalised), data.FromGiven(model.Translate(maximum.Coefficients)), data.AllFree());
        return (data, again.Point!);
    }

    private string? Unidentified(int column)
    {
        var vector = model.Decomposition.NullVectors.FirstOrDefault(v => Math.Abs(v[column]) > 1e-9);
        return vector is null ? null : "the design does not identify it: "
            + string.Join(", ", model.Design.ColumnNames.Where((_, j) => Math.Abs(vector[j]) > 1e-9)) + " are linearly dependent";
    }

    private LogisticCoefficient Wald(string name, double estimate, double error)
    {
        var z = estimate / error;
        var halfWidth = NormalDistribution.Quantile((1 + model.Level) / 2) * error;
        return new(
            name, estimate, error, new TestResult(WaldName, z * z, 1, PValue.Of(NormalDistribution.TwoSidedP(z))),
            new ConfidenceInterval(model.Level, estimate - halfWidth, estimate + halfWidth, "Wald" + Suffix));
    }

    private LogisticCoefficient NotEstimable(string name, string reason)
    {
        var none = Estimable<double>.Not(reason);
        return new(name, none, none, NoTest(WaldName, reason), NoInterval("Wald" + Suffix, reason));
    }

    private TestResult LikelihoodRatio(LogisticMaximum atNull, LogisticPoint at, int tested)
    {
        // Separation under the null hypothesis too: the suprema are compared, which is what the point reached holds.
        if (atNull.Point is null || atNull.Outcome == LogisticOutcome.NotConverged)
            return NoTest(LikelihoodRatioName, "the likelihood under the null hypothesis was not maximised");
        var statistic = Math.Max(0, 2 * (at.LogLikelihood - atNull.Point.LogLikelihood));
        return new TestResult(LikelihoodRatioName, statistic, tested, PValue.Of(ChiSquaredDistribution.UpperTail(statistic, tested)));
    }

    private TestResult Score(LogisticMaximum atNull, int tested)
    {
        if (likelihood.Penalised)
            return NoTest(ScoreName, "the score test belongs to the ordinary likelihood");
        if (atNull.Point is null || atNull.Outcome != LogisticOutcome.Converged)
            return NoTest(ScoreName, "the likelihood under the null hypothesis was not maximised");
        var statistic = LogisticMaximiser.ScoreStatistic(atNull.Point);
        return new TestResult(ScoreName, statistic, tested, PValue.Of(ChiSquaredDistribution.UpperTail(statistic, tested)));
    }

    private TestResult GlobalWald(bool[] free, int tested)
    {
        int[] positions = [.. Enumerable.Range(0, free.Length).Where(j => !free[j])];
        var inverse = maximum.Factor.Inverse();
        var block = new double[tested * tested];
        for (var a = 0; a < tested; a++)
        {
            for (var b = 0; b < tested; b++)
                block[a * tested + b] = inverse[positions[a] * free.Length + positions[b]];
        }

        if (CholeskyFactor.OfPositiveDefinite(block, tested) is not { } factor)
            return NoTest(WaldName, "the variance of the coefficients is singular");
        var statistic = factor.QuadraticForm([.. positions.Select(j => maximum.Coefficients[j])]);
        return new TestResult(WaldName, statistic, tested, PValue.Of(ChiSquaredDistribution.UpperTail(statistic, tested)));
    }

    private ConfidenceInterval ProfileInterval(LogisticProfile profile, LogisticModel data, LogisticPoint at, int k)
    {
        var fall = ChiSquaredDistribution.Quantile(model.Level, 1) / 2;
        var error = Math.Sqrt(at.Factor.Inverse()[k * data.Size + k]);
        return new ConfidenceInterval(
            model.Level,
            profile.Bound(-1, fall, error).Select(bound => data.Unscale(bound, k)),
            profile.Bound(1, fall, error).Select(bound => data.Unscale(bound, k)),
            ProfileName);
    }

    private ConfidenceInterval NoInterval(string method, string reason) =>
        new(model.Level, Estimable<double>.Not(reason), Estimable<double>.Not(reason), method);

    private static TestResult NoTest(string method, string reason)
    {
        var none = Estimable<double>.Not(reason);
        return new(method, none, none, none);
    }
}
