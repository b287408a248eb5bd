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
    public static ReportStanding Of(ReportState state, ClaimsPrincipal reader) =>
        Of(state, name => ReportDocument.Parse(name)?.MayBeReadBy(reader) == true);

    /// <summary>Status of the report and every act on it, for the operator, who sees who acted on what and nothing of what it says.</summary>
    public static ReportStanding OfEverything(ReportState state) => Of(state, _ => true);

    /// <summary>Acts on something that is no report.</summary>
    public static ImmutableArray<ReportSignature> OfEverything(ImmutableArray<StoredAct> acts) => Shown(acts, _ => true);

    private static ReportStanding Of(ReportState state, Func<string, bool> mayKnow)
    {
        var status = state.Status switch
        {
            Acts.ReportStatus.Released => DeskStatus.Released,
            Acts.ReportStatus.Rejected => DeskStatus.Rejected,
            _ => state.Acts.IsEmpty ? DeskStatus.Draft : DeskStatus.Signed,
        };
        return new ReportStanding(status, Shown(state.Acts, mayKnow));
    }

    private static ImmutableArray<ReportSignature> Shown(ImmutableArray<StoredAct> acts, Func<string, bool> mayKnow) =>
    [
        .. acts.Select(stored => stored.Act)
            .Where(act => act.Documents.Any(document => mayKnow(document.Name)))
            .Select(act => new ReportSignature(act.Person.Name, act.At, MeaningOf(act.Meaning), DocumentsOf(act, mayKnow), act.Reason)),
    ];

    private static string DocumentsOf(Act act, Func<string, bool> mayKnow) => string.Join(", ", act.Documents
        .Where(document => mayKnow(document.Name))
        .Select(document => ReportDocument.Parse(document.Name) is { } report ? $"{report.Audience}.{report.Language}" : document.Name));

    private static string MeaningOf(ActMeaning meaning) => meaning switch
    {
        ActMeaning.Reviewed => SignatureMeaning.Reviewed,
        ActMeaning.Approved => SignatureMeaning.Approved,
        ActMeaning.Rejected => SignatureMeaning.Rejected,
        _ => SignatureMeaning.Released,
    };
}
