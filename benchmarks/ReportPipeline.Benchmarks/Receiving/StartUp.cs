using System.Diagnostics;
using ReportPipeline.Cli.FunctionApp;

namespace ReportPipeline.Benchmarks.Receiving;

/// <summary>From the start of the published program's process to its first answer.</summary>
internal static class StartUp
{
    private const int Starts = 9;

    public static async Task PrintAsync()
    {
        var folder = Directory.CreateTempSubdirectory("published-").FullName;
        try
        {
            await PublishAsync(folder);
            var settings = DevelopmentSettings.Create("UseDevelopmentStorage=true", folder, Path.Combine("protocols", "msc-covid19.json"));
            settings["DOTNET_ROOT"] = folder;
            var start = new FunctionAppStart { Settings = settings, UnderHost = true, Program = new FunctionAppProgram(Path.Combine(folder, "ReportPipeline.Functions"), []) };
            var milliseconds = new List<double>();
            for (var attempt = 0; attempt < Starts; attempt++)
            {
                var clock = Stopwatch.StartNew();
                await using var app = await FunctionAppProcess.StartAsync(start);
                milliseconds.Add(clock.Elapsed.TotalMilliseconds);
            }

            ReceivingBenchmark.Row($"start of the published program to its first answer", $"{IntakeCost.Median(milliseconds):F0} ms", $"{milliseconds.Min():F0} ms, the fastest of {Starts}", $"", $"at most 1000 ms");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task PublishAsync(string folder)
    {
        var functions = FindClone("functions");
        using var publish = Process.Start(new ProcessStartInfo("dotnet", ["publish", functions, "-o", folder, "--nologo", "-v", "q"]) { RedirectStandardOutput = true })!;
        var output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0)
            throw new InvalidOperationException(output);
    }

    private static string FindClone(string folder)
    {
        for (var place = new DirectoryInfo(AppContext.BaseDirectory); place is not null; place = place.Parent)
        {
            if (File.Exists(Path.Combine(place.FullName, "ReportPipeline.sln")))
                return Path.Combine(place.FullName, folder);
        }

        throw new InvalidOperationException("The benchmark runs from a clone.");
    }
}
