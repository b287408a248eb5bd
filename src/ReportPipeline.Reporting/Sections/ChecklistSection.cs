using System.Collections.Immutable;
using ReportPipeline.Reporting.Checklists;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Reporting.Sections;

/// <summary>The reporting checklists that fit the design, filled with live references to the sections of this very document.</summary>
internal static class ChecklistSection
{
    /// <param name="document">Every block before the appendix: a section that is not among them cannot answer an item.</param>
    public static IEnumerable<Block> Write(ReportContext context, IEnumerable<Block> document)
    {
        ChecklistWords words = context.Vocabulary.Checklist;
        ImmutableHashSet<string> present = [.. KeysOf(document), "provenance", ChecklistItem.TitlePage];
        yield return new Heading(1, words.Heading, "checklist");
        yield return Paragraph.Body(words.Introduction);
        Checklist design = context.Protocol.Design.Allocation == Allocation.Randomised ? ConsortChecklist.List : TrendChecklist.List;
        foreach (Checklist list in (Checklist[])[design, HarmsChecklist.List])
        {
            yield return new Heading(2, context.Label(list.Title));
            yield return Table(context, list, present);
        }
    }

    private static Table Table(ReportContext context, Checklist list, ImmutableHashSet<string> present)
    {
        ChecklistWords words = context.Vocabulary.Checklist;
        return new Table($"checklist-{list.Key}", Line.Of(context.Label(list.Title)), [0.8, 3.4, 0.9, 2, 3.6],
            [Row.Header(Cell.Text(words.Number), Cell.Text(words.Topic), Cell.Text(words.Standing), Cell.Text(words.Where), Cell.Text(words.Lacking))],
            [.. list.Items.Select(item => ItemRow(context, item, present))])
        {
            KeepTogether = false,
            Notes = [Line.Of(context.Label(list.Source))],
        };
    }

    private static Row ItemRow(ReportContext context, ChecklistItem item, ImmutableHashSet<string> present)
    {
        ChecklistWords words = context.Vocabulary.Checklist;
        ImmutableArray<string> sections = [.. item.Sections.Where(present.Contains)];
        bool isElsewhere = sections.IsEmpty && !item.Sections.IsEmpty;
        string standing = sections.IsEmpty ? words.Unmet : item.Lacking is null && sections.Length == item.Sections.Length ? words.Met : words.InPart;
        string lacking = isElsewhere && !context.IsClosed ? words.ClosedOnly : item.Lacking is null ? "" : context.Label(item.Lacking);
        return Row.Body(Cell.Text(item.Number), Cell.Text(context.Label(item.Topic)), Cell.Text(standing), Cell.Text([.. Places(context, sections)]), Cell.Text(lacking));
    }

    private static IEnumerable<Inline> Places(ReportContext context, ImmutableArray<string> sections)
    {
        for (int index = 0; index < sections.Length; index++)
        {
            if (index > 0)
            {
                yield return context.Vocabulary.Tables.Enumeration;
            }

            if (sections[index] == ChecklistItem.TitlePage)
            {
                yield return context.Vocabulary.Checklist.TitlePage;
            }
            else
            {
                yield return context.Vocabulary.Checklist.Section;
                yield return new CrossReference(sections[index]);
                yield return context.Vocabulary.Checklist.AfterSection;
            }
        }
    }

    private static IEnumerable<string> KeysOf(IEnumerable<Block> blocks) => blocks.SelectMany(block => block switch
    {
        Heading { Key: { } key } => [key],
        Landscape wide => KeysOf(wide.Blocks),
        _ => (IEnumerable<string>)[],
    });
}
