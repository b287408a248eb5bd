using System.Collections.Immutable;
using System.Globalization;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Desk.Committee;

/// <summary>
/// The document cut into pages at its headings of level 1, with the numbers that its tables, figures and headings carry in Word.
/// </summary>
public sealed class ReportOutline
{
    private readonly Dictionary<Block, string> numbers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, ReportTarget> targets = new(StringComparer.Ordinal);

    private ReportOutline(ReportContent content)
    {
        Content = content;
        (Front, Sections) = Cut(content.Blocks);
        Number();
        Printed = PrintedIds(content);
    }

    public ReportContent Content { get; }

    /// <summary>What stands before the first heading: the title page.</summary>
    public ImmutableArray<Block> Front { get; }

    public ImmutableArray<ReportSection> Sections { get; }

    /// <summary>Tables and figures in order, for the lists of them.</summary>
    public ImmutableArray<ReportTarget> Captions { get; private set; } = [];

    /// <summary>Ids of all results that this edition prints or draws: what its readers may see the origin of.</summary>
    public ImmutableHashSet<string> Printed { get; }

    public static ReportOutline Of(ReportContent content) => new(content);

    public ReportSection? Find(string key) => Sections.FirstOrDefault(section => section.Key == key);

    /// <summary>The number of a heading (2.1), table or figure (3).</summary>
    public string NumberOf(Block block) => numbers[block];

    /// <summary>Where a key leads; null when nothing has it.</summary>
    public ReportTarget? TargetOf(string key) => targets.GetValueOrDefault(key);

    private static (ImmutableArray<Block> Front, ImmutableArray<ReportSection> Sections) Cut(ImmutableArray<Block> blocks)
    {
        var sections = new List<(Heading Heading, List<Block> Blocks)>();
        var front = new List<Block>();
        foreach (var block in Flatten(blocks))
        {
            if (block is Heading { Level: 1 } heading)
                sections.Add((heading, []));
            else
                (sections.Count == 0 ? front : sections[^1].Blocks).Add(block);
        }

        return ([.. front], [.. sections.Select((section, index) => new ReportSection(
            section.Heading.Key ?? string.Create(CultureInfo.InvariantCulture, $"section-{index + 1}"), section.Heading, [.. section.Blocks]))]);
    }

    // A screen has no landscape pages.
    private static IEnumerable<Block> Flatten(IEnumerable<Block> blocks) =>
        blocks.SelectMany(block => block is Landscape wide ? Flatten(wide.Blocks) : [block]);

    private void Number()
    {
        var counters = new int[3];
        var (tables, figures) = (0, 0);
        var captions = ImmutableArray.CreateBuilder<ReportTarget>();
        foreach (var section in Sections)
        {
            foreach (var block in section.Blocks.Prepend(section.Heading))
            {
                switch (block)
                {
                    case Heading heading:
                        counters[heading.Level - 1]++;
                        Array.Clear(counters, heading.Level, counters.Length - heading.Level);
                        var number = string.Join('.', counters.Take(heading.Level).Select(count => count.ToString(CultureInfo.InvariantCulture)));
                        numbers[heading] = number;
                        Add(heading.Key, new ReportTarget(section.Key, AnchorOf(heading.Key ?? number), number, heading.Text));
                        break;
                    case Table table:
                        captions.Add(Caption(section, table, table.Key, (Content.Description.Captions.Table, ++tables), table.Caption));
                        break;
                    case Figure figure:
                        captions.Add(Caption(section, figure, figure.Key, (Content.Description.Captions.Figure, ++figures), figure.Caption));
                        break;
                }
            }
        }

        Captions = captions.ToImmutable();
    }

    private ReportTarget Caption(ReportSection section, Block block, string key, (string Word, int Number) label, ImmutableArray<Inline> caption)
    {
        numbers[block] = label.Number.ToString(CultureInfo.InvariantCulture);
        var target = new ReportTarget(section.Key, AnchorOf(key), $"{label.Word} {numbers[block]}", caption.PlainText());
        Add(key, target);
        return target;
    }

    private void Add(string? key, ReportTarget target)
    {
        if (key is not null)
            targets.TryAdd(key, target);
    }

    /// <summary>A key as the id of an element.</summary>
    public static string AnchorOf(string key) => "at-" + string.Concat(key.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));

    private static ImmutableHashSet<string> PrintedIds(ReportContent content) =>
        ContentWalk.Lines(content.Blocks).SelectMany(line => line).OfType<Printed>().Select(printed => printed.ResultId)
            .Concat(ContentWalk.Drawn(content.Blocks))
            .ToImmutableHashSet(StringComparer.Ordinal);
}

/// <summary>A page of the report.</summary>
/// <param name="Key">Last part of its address.</param>
public sealed record ReportSection(string Key, Heading Heading, ImmutableArray<Block> Blocks);

/// <summary>A place in the report that can be led to.</summary>
/// <param name="Section">Key of its page.</param>
/// <param name="Anchor">Id of its element.</param>
/// <param name="Label">What a reference prints: "Table 3", or a heading's number.</param>
/// <param name="Title">Its caption or heading.</param>
public sealed record ReportTarget(string Section, string Anchor, string Label, string Title);
