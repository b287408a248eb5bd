using System.Collections.Immutable;
using ReportPipeline.Storage;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Functions.Runs;

/// <summary>The results of a run as the files that are stored.</summary>
internal static class ResultArtefacts
{
    public static ImmutableArray<Artefact> Of(AnalysisResults results) =>
    [
        new($"{results.Identity.RunId}/results.json", ResultFiles.ToJson(results), "application/json"),
        new($"{results.Identity.RunId}/results.csv", ResultFiles.ToCsv(results), "text/csv"),
    ];
}
