using System.Globalization;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Reporting.Word;

/// <summary>Numbers of headings, tables and figures, known before writing so that references and the contents list can be filled in.</summary>
internal sealed class Numbering
{
    private readonly Dictionary<string, Target> targets = new(StringComparer.Ordinal);
    private readonly Dictionary<Block, string> numbers = new(ReferenceEqualityComparer.Instance);
    private readonly List<Entry> contents = [];

    /// <param name="Bookmark">Name of the bookmark around the text.</param>
    /// <param name="Text">What a reference to it prints.</param>
    public sealed record Target(string Bookmark, string Text, bool IsHeading);

    public sealed record Entry(int Level, string Number, string Text, string Bookmark);

    public Numbering(ReportContent content)
    {
        int[] heading = new int[3];
        int tables = 0, figures = 0;
        foreach (Block block in Flatten(content.Blocks))
        {
            switch (block)
            {
                case Heading item:
                    AddHeading(item, heading);
                    break;
                case Table item:
                    AddCaption(item, item.Key, $"{content.Description.Captions.Table} ", ++tables);
                    break;
                case Figure item:
                    AddCaption(item, item.Key, $"{content.Description.Captions.Figure} ", ++figures);
                    break;
            }
        }
    }

    /// <summary>Headings in order, for the list of contents.</summary>
    public IReadOnlyList<Entry> Contents => contents;

    /// <summary>The number of a heading ("2.1"), table or figure ("3").</summary>
    public string NumberOf(Block block) => numbers[block];

    public Target TargetOf(string key) => targets.TryGetValue(key, out Target? target)
        ? target
        : throw new InvalidOperationException($"The report refers to '{key}', but no heading, table or figure has that key.");

    /// <summary>Bookmark of a caption; Word allows letters, digits and underscores, 40 at most, so it is not made from the key.</summary>
    public string CaptionBookmark(Block block) => BookmarkOf(block, numbers[block]);

    private static string BookmarkOf(Block block, string number) => (block is Table ? "_Ref_Table_" : "_Ref_Figure_") + number;

    public static string HeadingBookmark(string number) => "_Toc_" + number.Replace('.', '_');

    private static IEnumerable<Block> Flatten(IEnumerable<Block> blocks) =>
        blocks.SelectMany(block => block is Landscape wide ? Flatten(wide.Blocks) : [block]);

    private void AddHeading(Heading heading, int[] counters)
    {
        counters[heading.Level - 1]++;
        Array.Clear(counters, heading.Level, counters.Length - heading.Level);
        string number = string.Join('.', counters.Take(heading.Level).Select(count => count.ToString(CultureInfo.InvariantCulture)));
        numbers[heading] = number;
        contents.Add(new Entry(heading.Level, number, heading.Text, HeadingBookmark(number)));
        if (heading.Key is not null)
        {
            targets.Add(heading.Key, new Target(HeadingBookmark(number), number, IsHeading: true));
        }
    }

    private void AddCaption(Block block, string key, string word, int number)
    {
        string printed = number.ToString(CultureInfo.InvariantCulture);
        numbers[block] = printed;
        targets.Add(key, new Target(BookmarkOf(block, printed), word + printed, IsHeading: false));
    }
}
