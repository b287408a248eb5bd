using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Runs;

/// <summary>What every part of a check reads from and writes to.</summary>
/// <param name="Storage">What is checked.</param>
/// <param name="Findings">One sentence per thing that does not hold.</param>
/// <param name="Remarks">
/// One sentence per thing that is in no entry and could be the rest of a request or run that was cut, which nobody was told of and
/// nothing reads.
/// </param>
/// <param name="Cancellation">Stops the check.</param>
internal sealed record CheckScope(PipelineStorage Storage, List<string> Findings, List<string> Remarks, CancellationToken Cancellation);
