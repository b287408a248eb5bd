namespace ReportPipeline.Benchmarks.Runs;

/// <summary>What one run took, in milliseconds by stage.</summary>
/// <param name="Seal">Listing and sealing.</param>
/// <param name="Read">Fetching and parsing.</param>
/// <param name="Derive">Deriving and storing what changed.</param>
/// <param name="TakeOver">Reading what did not change, for the analysis.</param>
/// <param name="Analyse">The analysis of everyone.</param>
/// <param name="Derived">Subjects derived.</param>
internal sealed record Stages(double Seal, double Read, double Derive, double TakeOver, double Analyse, int Derived)
{
    /// <summary>What may not depend on how much there is.</summary>
    public double New => Seal + Read;

    /// <summary>Each stage's median for itself, of an odd number of runs.</summary>
    public static Stages MedianOf(IEnumerable<Stages> runs)
    {
        var all = runs.ToList();
        return new Stages(
            Median(run => run.Seal), Median(run => run.Read), Median(run => run.Derive), Median(run => run.TakeOver), Median(run => run.Analyse), (int)Median(run => run.Derived));

        double Median(Func<Stages, double> stage) => all.Select(stage).Order().ElementAt(all.Count / 2);
    }
}
