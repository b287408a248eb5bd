using ReportPipeline.Reporting.Content;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Reporting.Sections;

/// <summary>The protocol's endpoints in its order; those of the safety set stand in the safety section.</summary>
internal static class EndpointsSection
{
    public static IEnumerable<Block> Write(ReportContext context)
    {
        yield return new Heading(1, context.Vocabulary.Outcomes.Heading, "endpoints");
        if (context.IsClosed && context.Protocol.Design.Allocation != Allocation.Randomised)
        {
            yield return new Paragraph(ParagraphKind.Notice, Line.Of(context.Vocabulary.Outcomes.NonRandomisedNote));
        }

        foreach (EndpointDefinition endpoint in context.Protocol.Endpoints.Where(endpoint => !context.IsSafety(endpoint)))
        {
            foreach (Block block in Blocks(context, endpoint))
            {
                yield return block;
            }
        }
    }

    private static IEnumerable<Block> Blocks(ReportContext context, EndpointDefinition endpoint) => endpoint switch
    {
        ProportionEndpoint proportion => ProportionSection.Write(context, proportion),
        TimeToEventEndpoint survival => SurvivalSection.Write(context, survival),
        _ => [],
    };

    /// <summary>Heading and estimand of an endpoint.</summary>
    public static IEnumerable<Block> Opening(ReportContext context, EndpointDefinition endpoint)
    {
        yield return new Heading(2, context.Label(endpoint.Title), endpoint.Id);
        if (endpoint.Estimand is { } estimand)
        {
            string sets = string.Join(", ", endpoint.AnalysisSets.Select(id => context.Label(context.AnalysisSet(id).Label)));
            string events = string.Join(context.Vocabulary.Tables.ListSeparator, estimand.IntercurrentEvents.Select(intercurrent =>
                $"{context.Label(intercurrent.Event)}: {context.Vocabulary.Term(intercurrent.Strategy)}"));
            yield return Paragraph.Note(Sentence.Plain(context.Vocabulary.Outcomes.Estimand,
                context.Label(estimand.Variable), context.Label(estimand.Summary), sets, events));
        }
    }
}
