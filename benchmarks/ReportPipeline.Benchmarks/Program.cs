using System.Globalization;
using ReportPipeline.Benchmarks;
using ReportPipeline.Benchmarks.Desk;
using ReportPipeline.Benchmarks.Receiving;

switch (args)
{
    case ["statistics", .. var words] when StatisticsOptions.TryParse(words, out var options):
        return StatisticsBenchmark.Run(options);
    case ["receiving", .. var words] when ReceivingOptions.TryParse(words, out var options):
        return await ReceivingBenchmark.RunAsync(options);
    case ["desk", .. var sizes] when sizes.All(size => int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out _)):
        return await DeskBenchmark.RunAsync(sizes.Length > 0 ? [.. sizes.Select(size => int.Parse(size, CultureInfo.InvariantCulture))] : [44, 10_000]);
    default:
        Console.Error.WriteLine("dotnet run -c Release --project benchmarks/ReportPipeline.Benchmarks -- statistics [--largest 1000000] [--without-r]");
        Console.Error.WriteLine("dotnet run -c Release --project benchmarks/ReportPipeline.Benchmarks -- receiving [--bundles 2000] [--stored 20000] [--part intake|sustained|one-ingest|start]");
        Console.Error.WriteLine("dotnet run -c Release --project benchmarks/ReportPipeline.Benchmarks -- desk [44 10000]");
        return 2;
}
