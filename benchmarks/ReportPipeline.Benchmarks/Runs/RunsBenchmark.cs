using System.Globalization;
using ReportPipeline.Benchmarks.StandIn;

namespace ReportPipeline.Benchmarks.Runs;

/// <summary>
/// What a run over 100 new bundles costs after few and after many older ones, stage by stage, in turns, so that what disturbs the machine
/// disturbs both. The first stages may not depend on what there is; deriving touches the new subjects; the analysis reads everyone.
/// </summary>
internal static class RunsBenchmark
{
    private const int New = 100;

    private const int Few = 100;

    private const int WarmUps = 4;

    // Odd, so that a median is one of them. A tenth of a second is measured often, many seconds are measured thrice.
    private const int Readings = 15;

    private const int Makings = 3;

    /// <returns>1 when listing, sealing, fetching and parsing cost more than a fifth more or less.</returns>
    public static async Task<int> RunAsync(int older, bool analysing)
    {
        await using var service = await StandInProcess.StartAsync();
        var many = await GrowingTrial.StartAsync(service.ConnectionString, "many-", older);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| Stage, {New} new bundles | after {Few}, ms | after {older}, ms | ratio |"));
        Console.WriteLine("|---|---:|---:|---:|");
        var ratio = await ReadAsync(service.ConnectionString, many);
        await MakeAsync(await FewAsync(service.ConnectionString, Readings + WarmUps), many, analysing);
        return Math.Abs(ratio - 1) <= 0.2 ? 0 : 1;
    }

    private static Task<GrowingTrial> FewAsync(string connection, int number) =>
        GrowingTrial.StartAsync(connection, string.Create(CultureInfo.InvariantCulture, $"few{number}-"), Few);

    // A small trial is a new one each time: it would not stay small.
    private static async Task<double> ReadAsync(string connection, GrowingTrial many)
    {
        var (ofFew, ofMany) = (new Measured<ReadingStages>(), new Measured<ReadingStages>());
        for (var round = 0; round < WarmUps + Readings; round++)
        {
            ofFew.Add(await (await FewAsync(connection, round)).ReadAsync(New));
            ofMany.Add(await many.ReadAsync(New));
        }

        Row("list and seal", ofFew, ofMany, WarmUps, run => run.Seal);
        Row("fetch and parse", ofFew, ofMany, WarmUps, run => run.Read);
        return Row("both (bound: 0.8 to 1.2)", ofFew, ofMany, WarmUps, run => run.Together);
    }

    private static async Task MakeAsync(GrowingTrial few, GrowingTrial many, bool analysing)
    {
        var (ofFew, ofMany) = (new Measured<MakingStages>(), new Measured<MakingStages>());
        for (var round = 0; round <= Makings; round++)
        {
            ofFew.Add(await few.RunAsync(New, analysing));
            ofMany.Add(await many.RunAsync(New, analysing));
        }

        // The first run derives what the readings left, too.
        Row("derive and store what changed", ofFew, ofMany, 1, run => run.Derive);
        Row("read what did not change, for the analysis", ofFew, ofMany, 1, run => run.TakeOver);
        if (analysing)
            Row("analyse everyone", ofFew, ofMany, 1, run => run.Analyse);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Subjects derived: {ofFew.Median(1, run => run.Derived)} and {ofMany.Median(1, run => run.Derived)}."));
    }

    /// <returns>The ratio.</returns>
    private static double Row<T>(string stage, Measured<T> ofFew, Measured<T> ofMany, int warmUps, Func<T, double> of)
    {
        var (few, many) = (ofFew.Median(warmUps, of), ofMany.Median(warmUps, of));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {stage} | {few:F0} | {many:F0} | {many / few:F2} |"));
        return many / few;
    }
}
