using ReportPipeline.Cli.FunctionApp;

namespace ReportPipeline.Cli.Demo;

/// <summary>The demonstration's pipeline while it runs, and what came of it. Disposing ends it and takes its data away.</summary>
internal sealed class DemoSession(DirectoryInfo scratch) : IAsyncDisposable
{
    public DirectoryInfo Scratch => scratch;

    public LocalPipeline? Pipeline { get; set; }

    public DemoSummary Summary { get; set; } = null!;

    public async ValueTask DisposeAsync()
    {
        if (Pipeline is not null)
            await Pipeline.DisposeAsync();
        scratch.Delete(recursive: true);
    }
}
