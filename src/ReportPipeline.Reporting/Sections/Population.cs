using System.Collections.Immutable;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Reporting.Sections;

/// <summary>What tables say about whom they count: column headings with N, and the note that names the population.</summary>
internal static class Population
{
    /// <summary>Result id of the size of a group in an analysis set.</summary>
    public static string Id(string set, string group) => ResultPrinter.Id("POP", set, group, "subjects", "N");

    /// <summary>Heading cells such as <c>Control (N=18)</c>.</summary>
    public static ImmutableArray<Cell> Headings(ReportContext context, ResultPrinter printer, string set, ImmutableArray<ReportGroup> groups) =>
        [.. groups.Select(group => Cell.Number(Sentence.Fill(context.Vocabulary.Tables.GroupHeader, group.Label, printer.Count(Id(set, group.Code)))))];

    public static ImmutableArray<Inline> Note(ReportContext context, string set)
    {
        AnalysisSetDefinition definition = context.AnalysisSet(set);
        return Sentence.Fill(context.Vocabulary.Tables.PopulationNote,
            context.Label(definition.Label), definition.Abbreviation, DocumentFrame.CutOff(context));
    }

    /// <summary>The tests behind the P values of a table, by name; nothing when there are none.</summary>
    public static IEnumerable<ImmutableArray<Inline>> PNote(ReportContext context, IEnumerable<string> tests)
    {
        string list = string.Join(context.Vocabulary.Tables.ListSeparator, tests);
        return list.Length == 0 ? [] : [Line.Of(Sentence.Plain(context.Vocabulary.Analyses.PNote, list))];
    }

    /// <summary>Says that an analysis the protocol asks for has no rows, instead of showing an empty table.</summary>
    public static Paragraph NoResults(ReportContext context, EndpointDefinition endpoint) =>
        new(ParagraphKind.Notice, Sentence.Fill(context.Vocabulary.Tables.NoResults, $"{endpoint.Id} ({context.Label(endpoint.Title)})"));

    public static bool HasResults(ReportContext context, EndpointDefinition endpoint) => context.Results.Of(endpoint.Id).Any();
}
