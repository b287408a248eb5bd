using System.Globalization;
using ReportPipeline.Benchmarks;
using ReportPipeline.Benchmarks.Desk;
using ReportPipeline.Benchmarks.Receiving;
using ReportPipeline.Benchmarks.Reports;
using ReportPipeline.Benchmarks.Running;
using ReportPipeline.Benchmarks.Runs;
using ReportPipeline.Benchmarks.Speed;
using ReportPipeline.Benchmarks.StandIn;

switch (args)
{
    case ["statistics", .. var words] when StatisticsOptions.TryParse(words, out var options):
        return StatisticsBenchmark.Run(options);
    case ["receiving", .. var words] when ReceivingOptions.TryParse(words, out var options):
        return await ReceivingBenchmark.RunAsync(options);
    case ["reports", .. var words] when ReportsOptions.TryParse(words, out var options):
        return ReportsBenchmark.Run(options);
    case ["running", .. var words] when AreSizes(words):
        return RunningBenchmark.Run(words.Length > 0 ? Sizes(words) : [44, 1_000, 10_000]);
    case ["desk", .. var words] when AreSizes(words):
        return await DeskBenchmark.RunAsync(words.Length > 0 ? Sizes(words) : [44, 10_000]);
    case ["speed", .. var words] when SpeedOptions.TryParse(words, out var options):
        return SpeedBenchmark.Run(options);
    case ["side-by-side", .. var words] when SideBySideOptions.TryParse(words, out var options):
        return SideBySideBenchmark.Run(options);
    case ["runs", .. var words] when words.Length <= 1 && AreSizes(words):
        return await RunsBenchmark.RunAsync(words.Length > 0 ? Sizes(words)[0] : 10_000, analysing: true);
    case ["runs", var older, "--without-analysis"] when AreSizes([older]):
        return await RunsBenchmark.RunAsync(Sizes([older])[0], analysing: false);
    case [StandInProcess.Verb]:
        return await StandInProcess.ServeAsync();
    default:
        Console.Error.WriteLine("dotnet run -c Release --project benchmarks/ReportPipeline.Benchmarks -- statistics [--largest 1000000] [--without-r]");
        Console.Error.WriteLine("dotnet run -c Release --project benchmarks/ReportPipeline.Benchmarks -- receiving [--bundles 2000] [--stored 20000] [--part intake|sustained|one-ingest|start]");
        Console.Error.WriteLine("dotnet run -c Release --project benchmarks/ReportPipeline.Benchmarks -- running [44 1000 10000]");
        Console.Error.WriteLine("dotnet run -c Release --project benchmarks/ReportPipeline.Benchmarks -- desk [44 10000]");
        Console.Error.WriteLine("dotnet run -c Release --project benchmarks/ReportPipeline.Benchmarks -- runs [10000 [--without-analysis]]");
        Console.Error.WriteLine("dotnet run -c Release --project benchmarks/ReportPipeline.Benchmarks -- speed [--subjects 100000] [--folder FOLDER]");
        Console.Error.WriteLine("dotnet run -c Release --project benchmarks/ReportPipeline.Benchmarks -- side-by-side [--large 44,1000] [--second 72] [--minutes 10]");
        Console.Error.WriteLine("dotnet run -c Release --project benchmarks/ReportPipeline.Benchmarks -- reports [--rows 20000] [--without-r]");
        return 2;
}

static bool AreSizes(string[] words) =>
    words.All(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0);

static int[] Sizes(string[] words) => [.. words.Select(word => int.Parse(word, CultureInfo.InvariantCulture))];
