namespace ReportPipeline.Functions.Hosting;

/// <summary>The work that a tick starts.</summary>
/// <param name="isPastDue">True when the tick was missed and is made up for now.</param>
/// <param name="cancellation">The program is stopping.</param>
/// <returns>What was done, line by line, for the log; without patient data.</returns>
internal delegate Task<IReadOnlyList<string>> AnalysisRun(bool isPastDue, CancellationToken cancellation);

/// <summary>
/// Lets one run at a time through in this process, so that a schedule and an operator do not do the same work twice. Between
/// processes a <see cref="LeasedRun"/> does.
/// </summary>
internal sealed class SingleRun(AnalysisRun run) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1);

    public async Task<IReadOnlyList<string>> RunAsync(bool isPastDue, CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            return await run(isPastDue, cancellation);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();
}
