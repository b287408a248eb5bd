namespace ReportPipeline.Statistics.Survival;

/// <summary>Which likelihood the coefficients maximise.</summary>
public enum CoxEstimation
{
    PartialLikelihood,

    /// <summary>The partial likelihood with Firth's penalty: + ½ log |information|.</summary>
    FirthPenalisedLikelihood,
}

/// <summary>A fitted Cox regression.</summary>
public sealed record CoxResult
{
    public required int Subjects { get; init; }

    public required int Events { get; init; }

    /// <summary>Rows left out because their time, a covariate or the weight is missing.</summary>
    public required int Missing { get; init; }

    public required CoxOptions Options { get; init; }

    public required CoxEstimation Estimation { get; init; }

    /// <summary>Why <see cref="Estimation"/> is penalised although it was not asked for; otherwise <see langword="null"/>.</summary>
    public string? SeparationNote { get; init; }

    /// <summary>One entry per covariate, in the order given.</summary>
    public required IReadOnlyList<CoxCoefficient> Coefficients { get; init; }

    /// <summary>Log-likelihood with all coefficients 0, without penalty.</summary>
    public required double NullLogLikelihood { get; init; }

    /// <summary>Greatest log-likelihood without penalty; its limit when a coefficient is infinite.</summary>
    public required double LogLikelihood { get; init; }

    public required int Iterations { get; init; }

    /// <summary>Largest |score| × standard error where the iterations ended.</summary>
    public required double Gradient { get; init; }

    /// <summary>Test of all coefficients by the partial likelihood, also when the estimates are penalised.</summary>
    public required TestResult LikelihoodRatio { get; init; }

    /// <summary>Score test of all coefficients; without ties and with one binary covariate it is the log-rank test.</summary>
    public required TestResult Score { get; init; }

    /// <summary>Wald test of all coefficients, with the robust variance when that was asked for.</summary>
    public required TestResult Wald { get; init; }

    /// <summary>The penalised likelihood-ratio test of all coefficients, when the estimates are penalised.</summary>
    public TestResult? PenalisedLikelihoodRatio { get; init; }

    /// <summary>Covariance of the coefficients: robust when asked for; 0 where a coefficient is not estimable.</summary>
    public required double[,] Covariance { get; init; }
}

/// <summary>A coefficient of a Cox regression.</summary>
/// <param name="Name">The covariate's name.</param>
/// <param name="Coefficient">β, the log hazard ratio per unit.</param>
/// <param name="StandardError">Its standard error: robust when that was asked for.</param>
/// <param name="HazardRatio">exp β.</param>
/// <param name="HazardRatioInterval">Interval of exp β.</param>
/// <param name="Test">Test of β = 0.</param>
public sealed record CoxCoefficient(
    string Name,
    Estimable<double> Coefficient,
    Estimable<double> StandardError,
    Estimable<double> HazardRatio,
    ConfidenceInterval HazardRatioInterval,
    TestResult Test);
