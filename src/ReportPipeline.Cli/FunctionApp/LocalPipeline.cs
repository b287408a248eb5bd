using ReportPipeline.Cli.Azurite;

namespace ReportPipeline.Cli.FunctionApp;

/// <summary>Azurite and the function app together, as <c>demo</c>, <c>serve</c> and the end-to-end tests need them.</summary>
public sealed class LocalPipeline : IAsyncDisposable
{
    private LocalPipeline(AzuriteProcess azurite, FunctionAppProcess app)
    {
        Azurite = azurite;
        App = app;
    }

    public AzuriteProcess Azurite { get; }

    public FunctionAppProcess App { get; }

    /// <summary>Starts both; what was started is stopped again when something fails.</summary>
    public static async Task<LocalPipeline> StartAsync(LocalPipelineStart start, CancellationToken cancellation)
    {
        start.Progress("Starting Azurite");
        var azurite = await AzuriteProcess.StartAsync(start.BlobFolder, start.Progress, cancellation: cancellation);
        try
        {
            start.Progress("Starting the function app");
            var settings = DevelopmentSettings.Create(azurite.ConnectionString, start.KeyFolder, start.ProtocolFile);
            if (start.Schedule is { } schedule)
                settings["RunAnalysesSchedule"] = schedule;
            var app = new FunctionAppStart { Settings = settings, UnderHost = start.UnderHost, Port = start.Port, Program = start.Program };
            return new LocalPipeline(azurite, await FunctionAppProcess.StartAsync(app, cancellation));
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Azurite.DisposeAsync();
    }
}

/// <summary>What to start and where to keep it.</summary>
/// <param name="BlobFolder">Azurite's data.</param>
/// <param name="KeyFolder">The development issuer's key.</param>
/// <param name="ProtocolFile">The trial.</param>
/// <param name="Progress">Told what is being done.</param>
public sealed record LocalPipelineStart(string BlobFolder, string KeyFolder, string ProtocolFile, Action<string> Progress)
{
    /// <summary>True to stand in for the Functions host; false to let the program run its own schedule.</summary>
    public bool UnderHost { get; init; }

    public string? Schedule { get; init; }

    /// <summary>What to run; the program beside this one unless another is named.</summary>
    public FunctionAppProgram Program { get; init; } = FunctionAppProgram.BesideThisOne();

    /// <summary>Where the function app listens; null for any free port.</summary>
    public int? Port { get; init; }
}
