namespace ReportPipeline.Statistics.Survival;

/// <summary>How the partial likelihood treats events at the same time.</summary>
public enum TieHandling
{
    /// <summary>B. Efron, JASA 72 (1977) 557–565: R's default and this project's.</summary>
    Efron,

    /// <summary>N. Breslow, Biometrics 30 (1974) 89–99: SAS's default.</summary>
    Breslow,

    /// <summary>D. R. Cox's discrete likelihood (1972): every subset of the risk set of the same size; SAS's DISCRETE.</summary>
    Exact,
}

/// <summary>The interval and test that each coefficient gets.</summary>
public enum CoxInference
{
    /// <summary>Estimate ± z standard errors and the Wald test.</summary>
    Wald,

    /// <summary>The values that a likelihood-ratio test does not reject, and that test.</summary>
    ProfileLikelihood,
}

/// <summary>What to do when a coefficient's maximum-likelihood estimate is infinite.</summary>
public enum SeparationHandling
{
    /// <summary>Refit with Firth's penalty, give profile penalised-likelihood intervals, and say so.</summary>
    Firth,

    /// <summary>Return no fit, with the reason.</summary>
    Refuse,
}

/// <summary>The conventions of a Cox regression; a report prints them.</summary>
public sealed record CoxOptions
{
    public static CoxOptions Default { get; } = new();

    public TieHandling Ties { get; init; } = TieHandling.Efron;

    /// <summary>Coverage of every interval, strictly between 0 and 1.</summary>
    public double Level
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    } = 0.95;

    public CoxInference Inference { get; init; } = CoxInference.Wald;

    /// <summary>Lin &amp; Wei's (1989) sandwich variance, which weighted analyses need.</summary>
    public bool RobustVariance { get; init; }

    public SeparationHandling Separation { get; init; } = SeparationHandling.Firth;

    /// <summary>Firth's penalised likelihood also where no separation asks for it.</summary>
    public bool AlwaysFirth { get; init; }

    /// <summary>Newton steps before the fit counts as not converged.</summary>
    public int MaximumIterations { get; init; } = 100;

    /// <summary>Largest |score| × standard error that counts as zero; SAS's gradient criterion made free of scale.</summary>
    public double GradientTolerance { get; init; } = 1e-9;

    /// <summary>Largest relative change of the log-likelihood in the last step; R's criterion. Both must hold.</summary>
    public double LogLikelihoodTolerance { get; init; } = 1e-9;
}
