namespace ReportPipeline.Benchmarks.Runs;

/// <summary>What may not depend on how much there is, in milliseconds.</summary>
/// <param name="Seal">Listing and sealing.</param>
/// <param name="Read">Fetching and parsing.</param>
internal sealed record ReadingStages(double Seal, double Read)
{
    public double Together => Seal + Read;
}

/// <summary>What follows in a run, in milliseconds.</summary>
/// <param name="Derive">Deriving and storing what changed.</param>
/// <param name="TakeOver">Reading what did not change, for the analysis.</param>
/// <param name="Analyse">The analysis of everyone; NaN when it was left out.</param>
/// <param name="Derived">Subjects derived.</param>
internal sealed record MakingStages(double Derive, double TakeOver, double Analyse, int Derived);

/// <summary>The same stages of one trial, measured several times.</summary>
internal sealed class Measured<T>
{
    private readonly List<T> runs = [];

    public void Add(T run) => runs.Add(run);

    /// <summary>The median of a stage, of an odd number of runs, without the first ones, which compile.</summary>
    public double Median(int warmUps, Func<T, double> stage) => runs.Skip(warmUps).Select(stage).Order().ElementAt((runs.Count - warmUps) / 2);
}
