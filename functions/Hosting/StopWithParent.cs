namespace ReportPipeline.Functions.Hosting;

/// <summary>
/// Ends the program when its standard input ends. The command-line tool and the tests start the program with a pipe, so
/// that it does not outlive them even when they are killed.
/// </summary>
internal sealed class StopWithParent(IHostApplicationLifetime lifetime) : BackgroundService
{
    /// <summary>The setting that switches it on.</summary>
    public const string Setting = "StopWhenInputEnds";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Reading the console's stream blocks its thread, whatever the overload says.
        await Task.Factory.StartNew(
            () => Console.OpenStandardInput().ReadByte(), stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        lifetime.StopApplication();
    }
}
