using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Reporting.Sections;

/// <summary>Study, data origin, cut-off, population sizes, report id and status; then the contents.</summary>
internal static class TitlePage
{
    public static IEnumerable<Block> Write(ReportContext context)
    {
        FrontWords words = context.Vocabulary.Front;
        TrialProtocol protocol = context.Protocol;
        yield return new Paragraph(ParagraphKind.Title, Line.Of(context.Label(protocol.Title)));
        yield return new Paragraph(ParagraphKind.Subtitle, Line.Of(words.DocumentKind, new LineBreak(), context.IsClosed ? words.ClosedReport : words.OpenReport));
        if (protocol.DataOrigin.Synthetic)
        {
            yield return new Paragraph(ParagraphKind.Notice,
                Line.Of(new Words(words.SyntheticNotice, Emphasis.Strong), context.Label(protocol.DataOrigin.Statement)));
        }

        yield return new Facts(
        [
            new(words.Study, Line.Of(context.Label(protocol.ShortTitle))),
            new(words.Identification, Line.Of(protocol.Identification)),
            new(words.Design, Line.Of(context.Label(protocol.Design.Description))),
            new(words.DataOrigin, Line.Of(protocol.DataOrigin.Synthetic ? words.SyntheticMark : words.RealData)),
            new(words.DataCutOff, Line.Of(DocumentFrame.CutOff(context))),
            new(words.Populations, Populations(context)),
            new(words.ReportId, Line.Of(context.Request.ReportId), FactKind.Code),
            new(words.Status, Line.Of(words.StatusText)),
        ]);
        yield return new PageBreak();
        yield return new TableOfContents(words.Contents);
    }

    /// <summary>One line per analysis set: <c>FAS: MSC 26, Control 18, Total 44</c>.</summary>
    private static ImmutableArray<Inline> Populations(ReportContext context)
    {
        ResultPrinter printer = context.NewPrinter();
        List<Inline> line = [];
        foreach (AnalysisSetDefinition set in context.Protocol.AnalysisSets)
        {
            if (line.Count > 0)
            {
                line.Add(new LineBreak());
            }

            line.Add($"{context.SetLabel(set.Id)}: ");
            for (int index = 0; index < context.ArmsAndTotal.Length; index++)
            {
                ReportGroup group = context.ArmsAndTotal[index];
                line.Add($"{(index == 0 ? "" : ", ")}{group.Label} ");
                line.Add(printer.Count(Population.Id(set.Id, group.Code)));
            }
        }

        return [.. line];
    }
}
