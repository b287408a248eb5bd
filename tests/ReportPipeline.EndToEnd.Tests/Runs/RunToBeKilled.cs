using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using ReportPipeline.Custody.Signing;
using ReportPipeline.Storage;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Tests.Runs;

/// <summary>One run in a process of its own, over a storage that the test has filled, with the test's key and clock.</summary>
internal sealed class RunToBeKilled : IDisposable
{
    public const string Verb = "run";

    private const string Running = "running";
    private const string Done = "done";
    private const string KeyVariable = "TEST_SIGNING_KEY";

    private readonly Process process;
    private readonly Task<string> errors;

    private RunToBeKilled(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The instant of every run: a ledger's head, and so a run's name, holds the time of sealing.</summary>
    public static TimeProvider Clock { get; } = new FakeTimeProvider(new DateTimeOffset(2020, 6, 1, 0, 0, 0, TimeSpan.Zero));

    public static ProtocolReading Protocol { get; } = ProtocolFile.Load(Repository.PathOf("protocols", "msc-covid19.json"));

    /// <summary>Starts the process and waits until its run begins.</summary>
    public static async Task<RunToBeKilled> StartAsync(StorageOptions options)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(RunToBeKilled).Assembly.Location, Verb, options.ConnectionString!, options.ContainerPrefix])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[KeyVariable] = RunParts.Signing.ToPem();
        var run = new RunToBeKilled(Process.Start(start)!);
        if (await run.process.StandardOutput.ReadLineAsync() != Running)
            throw new InvalidOperationException(await run.errors);
        return run;
    }

    /// <summary>SIGKILL: nothing of the process gets another chance.</summary>
    /// <returns>True when the run had not ended by then.</returns>
    public async Task<bool> KillAsync()
    {
        process.Kill();
        return await EndAsync() != Done;
    }

    /// <summary>Waits until the run has ended by itself.</summary>
    public async Task FinishAsync() => (await EndAsync()).ShouldBe(Done, await errors);

    public void Dispose() => process.Dispose();

    /// <summary>What the process does.</summary>
    public static async Task<int> MainAsync(string connection, string prefix)
    {
        RunParts.Signing = SigningKey.FromPem(Environment.GetEnvironmentVariable(KeyVariable)!);
        var storage = PipelineStorage.Open(AzuriteFixture.OptionsOf(connection, prefix), Clock);
        var pipeline = RunParts.Pipeline(storage, Protocol, Clock);
        Console.WriteLine(Running);
        await pipeline.RunAsync(default);
        Console.WriteLine(Done);
        return 0;
    }

    private async Task<string?> EndAsync()
    {
        var said = await process.StandardOutput.ReadLineAsync();
        await process.WaitForExitAsync();
        return said;
    }
}
