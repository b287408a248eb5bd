using System.Collections.Immutable;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>
/// What the protocol asks for and does not allow, said wherever a reader would look for it. The reason is one of the protocol's wording and
/// not of the data, so the open report has it too.
/// </summary>
internal static class UnresolvedAnalyses
{
    /// <summary>Names every such analysis; nothing when there is none.</summary>
    public static IEnumerable<Block> Summary(ReportContext context)
    {
        ImmutableArray<string> names = [.. context.Endpoints<UnresolvedEndpoint>().Select(endpoint => Name(context, endpoint))];
        return names.IsEmpty ? [] : [new Paragraph(ParagraphKind.Notice, Line.Of(Sentence.Plain(context.Vocabulary.Summary.NotRun, string.Join(context.Vocabulary.Tables.ListSeparator, names))))];
    }

    /// <summary>In place of the analysis: that it was not run, and why.</summary>
    public static IEnumerable<Block> Write(ReportContext context, UnresolvedEndpoint endpoint) =>
        Write(context, endpoint, ResultPrinter.Id(endpoint.Id, endpoint.AnalysisSets[0], ReportContext.TotalGroup, NotResolved.Variable, StatisticName.Estimate));

    /// <summary>The unresolved endpoints that an analysis would have looked at again.</summary>
    public static IEnumerable<Block> Sources(ReportContext context, EndpointDefinition analysis) =>
        from source in context.Endpoints<UnresolvedEndpoint>()
        let id = ResultPrinter.Id(analysis.Id, analysis.AnalysisSets[0], ReportContext.TotalGroup, source.Id, StatisticName.Estimate)
        where context.Results.Find(id) is not null
        from block in Write(context, source, id)
        select block;

    private static IEnumerable<Block> Write(ReportContext context, UnresolvedEndpoint endpoint, string id)
    {
        ResultPrinter printer = context.NewPrinter();
        yield return new Paragraph(ParagraphKind.Notice, Sentence.Fill(context.Vocabulary.Tables.NotRun, Name(context, endpoint), printer.Estimate(id)));
        foreach (ImmutableArray<Inline> note in printer.Footnotes())
        {
            yield return new Paragraph(ParagraphKind.Note, note);
        }
    }

    private static string Name(ReportContext context, UnresolvedEndpoint endpoint) =>
        Sentence.Plain(context.Vocabulary.Tables.WithAbbreviation, endpoint.Id, context.Label(endpoint.Title));
}
