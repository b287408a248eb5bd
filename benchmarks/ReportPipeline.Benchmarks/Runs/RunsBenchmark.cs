using System.Globalization;
using ReportPipeline.Benchmarks.StandIn;

namespace ReportPipeline.Benchmarks.Runs;

/// <summary>
/// What a run over 100 new bundles costs after few and after many older ones, stage by stage. The first two stages
/// may not depend on what there is; deriving touches the new subjects; the analysis reads everyone.
/// </summary>
internal static class RunsBenchmark
{
    private const int New = 100;

    private const int Few = 100;

    // Odd, so that a median is one of them; in turns, so that what disturbs the machine disturbs both.
    private const int Rounds = 3;

    /// <returns>1 when listing, sealing, fetching and parsing cost more than a fifth more or less.</returns>
    public static async Task<int> RunAsync(int older, bool analysing)
    {
        await using var service = await StandInProcess.StartAsync();
        var many = await GrowingTrial.StartAsync(service.ConnectionString, "many-", older);
        var few = await GrowingTrial.StartAsync(service.ConnectionString, "few-", Few);
        var (ofFew, ofMany) = (new List<Stages>(), new List<Stages>());
        for (var round = 0; round <= Rounds; round++)
        {
            ofFew.Add(await few.RunAsync(New, analysing));
            ofMany.Add(await many.RunAsync(New, analysing));
        }

        // The first round compiles.
        var (fewMedian, manyMedian) = (Stages.MedianOf(ofFew.Skip(1)), Stages.MedianOf(ofMany.Skip(1)));
        Print(older, fewMedian, manyMedian);
        return Math.Abs((manyMedian.New / fewMedian.New) - 1) <= 0.2 ? 0 : 1;
    }

    private static void Print(int older, Stages few, Stages many)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| Stage, {New} new bundles | after {Few} or more, ms | after {older} or more, ms | ratio |"));
        Console.WriteLine("|---|---:|---:|---:|");
        Row("list and seal", few.Seal, many.Seal);
        Row("fetch and parse", few.Read, many.Read);
        Row("both (bound: 0.8 to 1.2)", few.New, many.New);
        Row("derive and store what changed", few.Derive, many.Derive);
        Row("read what did not change, for the analysis", few.TakeOver, many.TakeOver);
        if (!double.IsNaN(many.Analyse))
            Row("analyse everyone", few.Analyse, many.Analyse);
        Console.WriteLine($"Subjects derived: {few.Derived} and {many.Derived}.");
    }

    private static void Row(string stage, double few, double many) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {stage} | {few:F0} | {many:F0} | {many / few:F2} |"));
}
