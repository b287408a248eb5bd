using System.Diagnostics;

namespace ReportPipeline.Benchmarks.StandIn;

/// <summary>
/// The stand-in for the Blob service in a process of its own, as the service is: what it holds weighs on no collector but its own. It
/// ends with its standard input, so also when this process is killed.
/// </summary>
internal sealed class StandInProcess : IAsyncDisposable
{
    /// <summary>What the benchmark program is called with to be the stand-in.</summary>
    public const string Verb = "stand-in";

    private readonly Process process;

    private StandInProcess(Process process, string connectionString) => (this.process, ConnectionString) = (process, connectionString);

    public string ConnectionString { get; }

    public static async Task<StandInProcess> StartAsync()
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(StandInProcess).Assembly.Location, Verb])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var connection = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException("The stand-in for the Blob service ended before it listened.");
        return new StandInProcess(process, connection);
    }

    /// <summary>Is the stand-in until standard input ends.</summary>
    public static async Task<int> ServeAsync()
    {
        await using var service = await BlobServiceStandIn.StartAsync();
        Console.WriteLine(service.ConnectionString);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
