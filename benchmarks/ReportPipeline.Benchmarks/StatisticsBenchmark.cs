using System.Globalization;
using System.Runtime.InteropServices;

namespace ReportPipeline.Benchmarks;

/// <summary>Prints the table of docs/statistics/speed.md: our times beside R's, in the same call on the same subjects.</summary>
internal static class StatisticsBenchmark
{
    public static int Run(StatisticsOptions options)
    {
        Print($"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} cores; one thread.");
        Console.WriteLine();
        Console.WriteLine("| Task | Subjects | Seconds | Aim at 10⁶ | R, seconds | R / ours | Largest relative difference | Bytes allocated per subject | Growth |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        var before = new Dictionary<string, double>();
        foreach (var size in options.Sizes)
        {
            var sample = Sample.Of(size);
            var r = options.WithR ? RRun.Of(sample, size <= 100_000 ? 5 : 2) : new Dictionary<string, RFigure>();
            foreach (var task in BenchmarkTask.All.Where(task => task.DependsOnSize || !before.ContainsKey(task.Name)))
            {
                var ours = Measurement.Of(task, sample);
                Print(Row(task, size, ours, r.GetValueOrDefault(task.Name), before.TryGetValue(task.Name, out var smaller) ? smaller : null));
                before[task.Name] = ours.Seconds;
            }
        }

        return 0;
    }

    private static FormattableString Row(BenchmarkTask task, int size, Measurement ours, RFigure? r, double? smaller)
    {
        var subjects = task.DependsOnSize ? size.ToString("N0", CultureInfo.InvariantCulture) : "–";
        var theirs = r is null ? "–" : r.Seconds.ToString("G3", CultureInfo.InvariantCulture);
        var ratio = r is null ? "–" : (r.Seconds / ours.Seconds).ToString("F0", CultureInfo.InvariantCulture);
        var difference = r is null ? "–" : ours.DifferenceFrom(r).ToString("0.0E-0", CultureInfo.InvariantCulture);
        var bytes = task.DependsOnSize ? ours.BytesPerSubject.ToString("F0", CultureInfo.InvariantCulture) : "–";
        // The exponent of n over the last factor of ten: 1 is proportional; n log n gives about 1.1.
        var growth = smaller is { } time ? $"n^{Math.Log10(ours.Seconds / time).ToString("F2", CultureInfo.InvariantCulture)}" : "–";
        return $"| {task.Name} | {subjects} | {ours.Seconds:G3} | {task.Aim} | {theirs} | {ratio} | {difference} | {bytes} | {growth} |";
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
