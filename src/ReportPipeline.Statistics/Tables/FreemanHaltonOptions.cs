namespace ReportPipeline.Statistics.Tables;

/// <summary>How the P value of Fisher's test of a larger table is found.</summary>
public enum FreemanHaltonMethod
{
    /// <summary>Exactly; by Monte Carlo, and saying so, when the exact sum would exceed the work limit.</summary>
    Exact,

    /// <summary>From random tables with the observed margins.</summary>
    MonteCarlo,
}

/// <summary>The conventions of Fisher's exact test of an r×c table.</summary>
public sealed record FreemanHaltonOptions
{
    public FreemanHaltonMethod Method { get; init; } = FreemanHaltonMethod.Exact;

    /// <summary>How many partial tables the exact sum may visit, at least 0; about 10⁸ a second.</summary>
    public long WorkLimit { get; init; } = 300_000_000;

    /// <summary>Random tables for Monte Carlo, at least 1.</summary>
    public int Replicates { get; init; } = 100_000;

    /// <summary>The seed of the Monte Carlo generator; the same seed gives the same P value.</summary>
    public long Seed { get; init; } = 20200115;
}

/// <summary>What Fisher's exact test of an r×c table returns.</summary>
/// <param name="Test">The test; its method says whether the P value is exact.</param>
/// <param name="StandardError">Of a Monte Carlo P value; not estimable for an exact one, which has no error.</param>
public sealed record FreemanHaltonResult(TestResult Test, Estimable<double> StandardError);
