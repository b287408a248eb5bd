namespace ReportPipeline.Statistics.Survival;

/// <summary>A covariate by row of the input.</summary>
/// <param name="Name">Its name, as the result repeats it.</param>
/// <param name="Values">One value per row, in the order of the times; not finite means missing.</param>
public sealed record CoxCovariate(string Name, double[] Values);

/// <summary>What a Cox regression is fitted to.</summary>
/// <param name="Sample">Times, events and, when it has any, strata; its groups play no part.</param>
/// <param name="Covariates">At least one covariate.</param>
public sealed record CoxData(SurvivalSample Sample, IReadOnlyList<CoxCovariate> Covariates)
{
    /// <summary>
    /// A case weight per row, or <see langword="null"/> for equal weights. A weight of 0 leaves the row out; negative or
    /// not finite means missing.
    /// </summary>
    public double[]? Weights { get; init; }
}
