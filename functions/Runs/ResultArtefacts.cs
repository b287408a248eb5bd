using ReportPipeline.Storage;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Functions.Runs;

/// <summary>The results of a run as the files that are stored, made one after the other: those of a large trial are large.</summary>
internal static class ResultArtefacts
{
    public static IEnumerable<Artefact> Of(AnalysisResults results)
    {
        yield return new Artefact($"{results.Identity.RunId}/results.json", ResultFiles.ToJson(results), "application/json");
        yield return new Artefact($"{results.Identity.RunId}/results.csv", ResultFiles.ToCsv(results), "text/csv");
    }
}
