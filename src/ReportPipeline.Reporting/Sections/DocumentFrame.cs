using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>What surrounds the pages: properties, running header and footer.</summary>
internal static class DocumentFrame
{
    public static DocumentDescription Describe(ReportContext context)
    {
        RunIdentity identity = context.Results.Identity;
        string audience = context.IsClosed ? context.Vocabulary.Front.ClosedReport : context.Vocabulary.Front.OpenReport;
        string mark = context.Protocol.DataOrigin.Synthetic ? $"{audience} · {context.Vocabulary.Front.SyntheticMark}" : audience;
        return new DocumentDescription(
            context.Label(context.Protocol.Title),
            $"{context.Vocabulary.Front.DocumentKind} · {audience}",
            context.Request.Language,
            identity.DataCutOff)
        {
            Header = new RunningLine(context.Label(context.Protocol.ShortTitle), mark),
            Footer = Sentence.Plain(context.Vocabulary.Front.FooterLine, context.Request.ReportId, CutOff(context)),
            PageOf = context.Vocabulary.Front.PageOf,
            Captions = new CaptionWords(context.Vocabulary.Front.Table, context.Vocabulary.Front.Figure),
            Generator = $"ReportPipeline {identity.SoftwareVersion}",
            Properties =
            [
                new("ReportId", context.Request.ReportId),
                new("RunId", identity.RunId),
                new("LedgerHead", identity.LedgerHead),
                new("SnapshotId", identity.SnapshotId),
                new("ProtocolHash", identity.ProtocolHash),
            ],
        };
    }

    public static string CutOff(ReportContext context) => Numbers.Instant(context.Results.Identity.DataCutOff, context.Request.Language);
}
