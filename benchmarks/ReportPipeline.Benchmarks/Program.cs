using System.Globalization;
using ReportPipeline.Benchmarks;
using ReportPipeline.Benchmarks.Receiving;
using ReportPipeline.Benchmarks.Running;
using ReportPipeline.Benchmarks.Runs;
using ReportPipeline.Benchmarks.Speed;

switch (args)
{
    case ["statistics", .. var words] when StatisticsOptions.TryParse(words, out var options):
        return StatisticsBenchmark.Run(options);
    case ["receiving", .. var words] when ReceivingOptions.TryParse(words, out var options):
        return await ReceivingBenchmark.RunAsync(options);
    case ["speed", .. var words] when SpeedOptions.TryParse(words, out var options):
        return SpeedBenchmark.Run(options);
    case ["running", .. var words] when words.All(word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0):
        return RunningBenchmark.Run(words.Length > 0 ? [.. words.Select(word => int.Parse(word, CultureInfo.InvariantCulture))] : [44, 1_000, 10_000]);
    case ["runs"]:
        return await RunsBenchmark.RunAsync(10_000);
    case ["runs", "--older", var older] when int.TryParse(older, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0:
        return await RunsBenchmark.RunAsync(count);
    default:
        Console.Error.WriteLine("dotnet run -c Release --project benchmarks/ReportPipeline.Benchmarks -- statistics [--largest 1000000] [--without-r]");
        Console.Error.WriteLine("dotnet run -c Release --project benchmarks/ReportPipeline.Benchmarks -- receiving [--bundles 2000] [--stored 20000] [--part intake|sustained|one-ingest|start]");
        Console.Error.WriteLine("dotnet run -c Release --project benchmarks/ReportPipeline.Benchmarks -- running [44 1000 10000]");
        Console.Error.WriteLine("dotnet run -c Release --project benchmarks/ReportPipeline.Benchmarks -- runs [--older 10000]");
        Console.Error.WriteLine("dotnet run -c Release --project benchmarks/ReportPipeline.Benchmarks -- speed [--subjects 100000]");
        return 2;
}
