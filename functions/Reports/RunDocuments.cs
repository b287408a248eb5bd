using ReportPipeline.Reporting;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;
using ReportPipeline.Trial.Results.Changes;

namespace ReportPipeline.Functions.Reports;

/// <summary>A document of a run with its bytes.</summary>
internal sealed record WrittenDocument(ReportDocument Document, byte[] Bytes);

/// <summary>Writes every document that a run owes: each language of the protocol, open and closed.</summary>
internal static class RunDocuments
{
    public static IEnumerable<WrittenDocument> Write(TrialProtocol protocol, AnalysisResults results, ResultChanges? changes)
    {
        foreach (var language in protocol.ReportLanguages)
        {
            foreach (var audience in Enum.GetValues<Audience>())
            {
                var request = new ReportRequest { Protocol = protocol, Results = results, Audience = audience, Language = language, Changes = changes };
                var document = new ReportDocument(results.Identity.RunId, audience == Audience.Open ? ReportDocument.Open : ReportDocument.Closed, language);
                yield return new WrittenDocument(document, ClinicalReport.Write(request));
            }
        }
    }
}
