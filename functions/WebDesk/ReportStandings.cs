using System.Collections.Immutable;
using System.Security.Claims;
using ReportPipeline.Custody.Acts;
using ReportPipeline.Desk.Committee;
using ReportPipeline.Functions.Acts;
using ReportPipeline.Functions.Reports;
using DeskStatus = ReportPipeline.Desk.Committee.ReportStatus;

namespace ReportPipeline.Functions.WebDesk;

/// <summary>The acts on a report as its readers see them.</summary>
internal static class ReportStandings
{
    /// <summary>Status of the report, and those acts that are about a document which the reader may read.</summary>
    public static ReportStanding Of(ReportState state, ClaimsPrincipal reader)
    {
        ImmutableArray<ReportSignature> signatures =
        [
            .. state.Acts.Select(stored => stored.Act)
                .Where(act => act.Documents.Any(document => ReportDocument.Parse(document.Name)?.MayBeReadBy(reader) == true))
                .Select(act => new ReportSignature(act.Person.Name, act.At, MeaningOf(act.Meaning), DocumentsOf(act, reader), act.Reason)),
        ];
        var status = state.Status switch
        {
            Acts.ReportStatus.Released => DeskStatus.Released,
            Acts.ReportStatus.Rejected => DeskStatus.Rejected,
            _ => state.Acts.IsEmpty ? DeskStatus.Draft : DeskStatus.Signed,
        };
        return new ReportStanding(status, signatures);
    }

    private static string DocumentsOf(Act act, ClaimsPrincipal reader) => string.Join(", ", act.Documents
        .Select(document => ReportDocument.Parse(document.Name))
        .OfType<ReportDocument>()
        .Where(document => document.MayBeReadBy(reader))
        .Select(document => $"{document.Audience}.{document.Language}"));

    private static string MeaningOf(ActMeaning meaning) => meaning switch
    {
        ActMeaning.Reviewed => SignatureMeaning.Reviewed,
        ActMeaning.Approved => SignatureMeaning.Approved,
        ActMeaning.Rejected => SignatureMeaning.Rejected,
        _ => SignatureMeaning.Released,
    };
}
