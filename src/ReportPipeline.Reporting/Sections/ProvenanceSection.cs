using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>What this document is a function of, and how to check it.</summary>
internal static class ProvenanceSection
{
    public static IEnumerable<Block> Write(ReportContext context)
    {
        ClosingWords words = context.Vocabulary.Closing;
        RunIdentity identity = context.Results.Identity;
        yield return new Heading(1, words.Provenance, "provenance");
        yield return Paragraph.Body(words.ProvenanceText) with { KeepWithNext = true };
        yield return new Facts(
        [
            new(context.Vocabulary.Front.ReportId, Line.Of(context.Request.ReportId), FactKind.Code),
            new(words.RunId, Line.Of(identity.RunId), FactKind.Code),
            new(words.LedgerHead, Line.Of(identity.LedgerHead), FactKind.Code),
            new(words.LedgerNumber, Line.Of(Numbers.Count(identity.LedgerSequence))),
            new(words.Bundles, Line.Of(Numbers.Count(identity.BundleCount))),
            new(words.Snapshot, Line.Of(identity.SnapshotId), FactKind.Code),
            new(words.PreviousReport, Line.Of(context.Request.Changes?.Previous ?? context.Vocabulary.Changes.None), FactKind.Code),
            new(context.Vocabulary.Front.DataCutOff, Line.Of(DocumentFrame.CutOff(context))),
            new(words.Protocol, Line.Of($"{identity.ProtocolId} {identity.ProtocolVersion}")),
            new(words.ProtocolHash, Line.Of(identity.ProtocolHash), FactKind.Code),
            new(words.Software, Line.Of($"ReportPipeline {identity.SoftwareVersion}")),
        ]);
        yield return new Heading(2, words.HowToVerify);
        yield return Paragraph.Body(words.VerifyText);
    }
}
