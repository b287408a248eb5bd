using ReportPipeline.Functions.Runs;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Hosting;

/// <summary>Notes a changed configuration as soon as storage answers; the start itself waits for nothing.</summary>
internal sealed class ConfigurationAtStart(ConfigurationTrail trail) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await trail.RecordAsync(stoppingToken);
        }
        catch (StorageUnavailableException)
        {
            // The first run notes it: a run does not go on without.
        }
    }
}
