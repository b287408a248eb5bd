namespace ReportPipeline.Statistics.Ranks;

/// <summary>The conventions of the exact permutation test.</summary>
public sealed record PermutationOptions
{
    /// <summary>Random permutations when there are too many to count exactly, at least 1.</summary>
    public int Replicates { get; init; } = 100_000;

    /// <summary>The seed of the Monte Carlo generator; the same seed gives the same P value.</summary>
    public long Seed { get; init; } = 20200115;
}

/// <summary>What a permutation test returns.</summary>
/// <param name="Test">Statistic: the difference of means, or the mean difference. The method says if it is exact.</param>
/// <param name="StandardError">Of a Monte Carlo P value; not estimable for an exact one, which has no error.</param>
public sealed record PermutationResult(TestResult Test, Estimable<double> StandardError);
