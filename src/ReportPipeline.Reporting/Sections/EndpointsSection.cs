using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Reporting.Sections;

/// <summary>The protocol's endpoints in its order; those of the safety set stand in the safety section, unresolved ones of any kind here.</summary>
internal static class EndpointsSection
{
    public static IEnumerable<Block> Write(ReportContext context)
    {
        yield return new Heading(1, context.Vocabulary.Outcomes.Heading, "endpoints");
        if (context.IsClosed && context.Protocol.Design.Allocation != Allocation.Randomised)
        {
            yield return new Paragraph(ParagraphKind.Notice, Line.Of(context.Vocabulary.Outcomes.NonRandomisedNote));
        }

        if (context.IsClosed && context.IsEfficacyHeldBack)
        {
            yield return new Paragraph(ParagraphKind.Notice, Line.Of(context.Vocabulary.Outcomes.HeldBackNotice));
        }

        ImmutableArray<EndpointDefinition> endpoints = [.. context.Protocol.Endpoints.Where(endpoint => !context.IsSafety(endpoint) || endpoint is UnresolvedEndpoint)];
        foreach (Block block in endpoints.SelectMany(endpoint => Blocks(context, endpoint, endpoints)).Concat(CumulativeIncidence.Write(context)).Concat(SwimmerPlot.Write(context)))
        {
            yield return block;
        }
    }

    private static IEnumerable<Block> Blocks(ReportContext context, EndpointDefinition endpoint, ImmutableArray<EndpointDefinition> all) => endpoint switch
    {
        UnresolvedEndpoint unresolved => [.. Opening(context, endpoint), .. UnresolvedAnalyses.Write(context, unresolved)],
        ProportionEndpoint { Estimand: not null } proportion => ProportionSection.Write(context, proportion),
        TimeToEventEndpoint survival => SurvivalSection.Write(context, survival),
        CoxEndpoint cox => HazardSection.Write(context, cox),
        MeasurementsOverTimeEndpoint measurements => WithHeading(context, endpoint, () => MeasurementsSection.Write(context, measurements)),
        CategoryEndpoint category => WithHeading(context, endpoint, () => [CategoryTable.Of(context, category)]),
        BeforeAfterEndpoint beforeAfter when context.IsClosed => WithHeading(context, endpoint, () => [BeforeAfterTable.Of(context, beforeAfter)]),
        AncovaEndpoint ancova when context.IsClosed => WithHeading(context, endpoint, () => ancova.AnalysisSets.Select(set => ConductTables.Ancova(context, ancova, set))),
        ListingEndpoint listing when context.IsClosed => WithHeading(context, endpoint, () => [ListingTable.Of(context, listing)]),

        // Endpoints of these kinds share one table, at the place of the first.
        DurationEndpoint when IsFirst(endpoint, all.OfType<DurationEndpoint>()) => Durations(context, [.. all.OfType<DurationEndpoint>()]),
        ProportionEndpoint when IsFirst(endpoint, Further(all)) => FurtherOutcomes(context, [.. Further(all)]),
        _ => [],
    };

    private static bool IsFirst(EndpointDefinition endpoint, IEnumerable<EndpointDefinition> kind) => ReferenceEquals(endpoint, kind.First());

    /// <summary>Yes/no outcomes without an estimand of their own.</summary>
    private static IEnumerable<ProportionEndpoint> Further(ImmutableArray<EndpointDefinition> all) =>
        all.OfType<ProportionEndpoint>().Where(endpoint => endpoint.Estimand is null);

    private static IEnumerable<Block> WithHeading(ReportContext context, EndpointDefinition endpoint, Func<IEnumerable<Block>> content) =>
        [.. Opening(context, endpoint), .. Population.HasResults(context, endpoint) ? content() : [Population.NoResults(context, endpoint)]];

    private static IEnumerable<Block> Durations(ReportContext context, ImmutableArray<DurationEndpoint> endpoints)
    {
        yield return new Heading(2, context.Vocabulary.Analyses.DurationHeading, "durations-section");
        foreach (DurationEndpoint missing in endpoints.Where(endpoint => !Population.HasResults(context, endpoint)))
        {
            yield return Population.NoResults(context, missing);
        }

        ImmutableArray<DurationEndpoint> present = [.. endpoints.Where(endpoint => Population.HasResults(context, endpoint))];
        foreach (Block estimand in present.SelectMany(endpoint => TitledEstimand(context, endpoint)))
        {
            yield return estimand;
        }

        if (!present.IsEmpty)
        {
            yield return DurationsTable.Of(context, present);
        }
    }

    private static IEnumerable<Block> FurtherOutcomes(ReportContext context, ImmutableArray<ProportionEndpoint> endpoints)
    {
        AnalysisWords words = context.Vocabulary.Analyses;
        yield return new Heading(2, words.FurtherHeading, "further");
        foreach (ProportionEndpoint missing in endpoints.Where(endpoint => !Population.HasResults(context, endpoint)))
        {
            yield return Population.NoResults(context, missing);
        }

        ImmutableArray<ProportionRow> rows = [.. endpoints.Where(endpoint => Population.HasResults(context, endpoint))
            .SelectMany(endpoint => endpoint.AnalysisSets.Select(set => new ProportionRow(endpoint, set, context.Label(endpoint.Title))))];
        if (!rows.IsEmpty)
        {
            yield return ProportionSection.Table("further-outcomes", words.FurtherCaption, context, rows, words.Outcome);
        }
    }

    /// <summary>Heading and estimand of an endpoint.</summary>
    public static IEnumerable<Block> Opening(ReportContext context, EndpointDefinition endpoint)
    {
        yield return new Heading(2, context.Label(endpoint.Title), endpoint.Id);
        foreach (Block block in Estimand(context, endpoint))
        {
            yield return block;
        }
    }

    /// <summary>Estimand of an endpoint under its own heading; nothing when the protocol states none.</summary>
    public static IEnumerable<Block> Estimand(ReportContext context, EndpointDefinition endpoint) => Estimand(context, endpoint, context.Vocabulary.Outcomes.Estimand);

    /// <summary>Estimand of an endpoint that shares its heading with others, after its title.</summary>
    public static IEnumerable<Block> TitledEstimand(ReportContext context, EndpointDefinition endpoint) =>
        Estimand(context, endpoint, Sentence.Plain(context.Vocabulary.Tables.Labelled, context.Label(endpoint.Title), context.Vocabulary.Outcomes.Estimand));

    private static IEnumerable<Block> Estimand(ReportContext context, EndpointDefinition endpoint, string template)
    {
        // What is estimated is a comparison of the arms: the open report makes none.
        if (context.IsClosed && endpoint.Estimand is { } estimand)
        {
            string sets = string.Join(context.Vocabulary.Tables.Enumeration, endpoint.AnalysisSets.Select(id => context.Label(context.AnalysisSet(id).Label)));
            string events = string.Join(context.Vocabulary.Tables.ListSeparator, estimand.IntercurrentEvents.Select(intercurrent =>
                Sentence.Plain(context.Vocabulary.Tables.WithAbbreviation, context.Label(intercurrent.Event), context.Vocabulary.Term(intercurrent.Strategy))));
            yield return Paragraph.Note(Sentence.Plain(template,
                context.Label(estimand.Variable), context.Label(estimand.Summary), sets, events)) with
            { KeepWithNext = true };
        }
    }
}
