using ReportPipeline.Benchmarks;
using ReportPipeline.Benchmarks.Receiving;
using ReportPipeline.Benchmarks.Reports;

switch (args)
{
    case ["statistics", .. var words] when StatisticsOptions.TryParse(words, out var options):
        return StatisticsBenchmark.Run(options);
    case ["receiving", .. var words] when ReceivingOptions.TryParse(words, out var options):
        return await ReceivingBenchmark.RunAsync(options);
    case ["reports", .. var words] when ReportsOptions.TryParse(words, out var options):
        return ReportsBenchmark.Run(options);
    default:
        Console.Error.WriteLine("dotnet run -c Release --project benchmarks/ReportPipeline.Benchmarks -- statistics [--largest 1000000] [--without-r]");
        Console.Error.WriteLine("dotnet run -c Release --project benchmarks/ReportPipeline.Benchmarks -- receiving [--bundles 2000] [--stored 20000] [--part intake|sustained|one-ingest|start]");
        Console.Error.WriteLine("dotnet run -c Release --project benchmarks/ReportPipeline.Benchmarks -- reports [--rows 20000] [--without-r]");
        return 2;
}
