using ReportPipeline.Benchmarks;

if (args is not ["statistics", ..] || !StatisticsOptions.TryParse(args[1..], out var options))
{
    Console.Error.WriteLine("dotnet run -c Release --project benchmarks/ReportPipeline.Benchmarks -- statistics [--largest 1000000] [--without-r]");
    return 2;
}

return StatisticsBenchmark.Run(options);
