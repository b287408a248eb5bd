using System.Diagnostics;
using ReportPipeline.Cli.FunctionApp;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Tests.SampleResults;

public sealed class TraceVerbTests : IDisposable
{
    private readonly string file = Path.Combine(Directory.CreateTempSubdirectory("trace-").FullName, "results.json");

    public TraceVerbTests() => File.WriteAllBytes(file, ResultFiles.ToJson(SampleRun.Outcome.Results));

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);

    // Two deaths in the experimental arm: the death row leads to exactly the Patient versions that report them, and to
    // the last sign of life of the other 24.
    [Fact]
    public async Task Trace_KnownResult_PrintsItsVersions()
    {
        var (code, output) = await TraceAsync("F2/full/MSC/deaths/n");

        code.ShouldBe(0, output);
        output.ShouldContain("F2/full/MSC/deaths/n = 2");
        output.ShouldContain("26 resource versions:");
        output.Split('\n').Count(line => line.Contains("  Patient  ")).ShouldBe(2);
    }

    [Fact]
    public async Task Trace_ResultWithoutRecords_SaysWhatItStandsOn()
    {
        var (code, output) = await TraceAsync("AUDIT/full/total/MEDIA-DISAGREE/1/where");

        code.ShouldBe(0, output);
        output.ShouldContain("no resource version stands behind it: the finding is about the protocol, not about records");
    }

    [Fact]
    public async Task Trace_UnknownResult_NamesTheNearest()
    {
        var (code, output) = await TraceAsync("T4/full/MSC/outcome/mean");

        code.ShouldBe(2);
        output.ShouldContain("There is no result");
        output.ShouldContain("T4/full/MSC/outcome/n");
    }

    private async Task<(int Code, string Output)> TraceAsync(string id)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(LocalPipeline).Assembly.Location, "trace", id, "--results", file])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}
