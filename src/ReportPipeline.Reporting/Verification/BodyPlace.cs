using System.Globalization;

namespace ReportPipeline.Reporting.Verification;

/// <summary>Keeps track of where in a document a reader is: under which heading, in which table or figure.</summary>
internal sealed class BodyPlace
{
    private readonly int[] heading = new int[3];
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);
    private string section = "front page";
    private string? caption;

    private string Base => caption is null ? section : $"{section}, {caption}";

    /// <summary>The next unit of its kind here: <c>4.1 Survival, Table 3, row 2</c>.</summary>
    public string Next(string kind)
    {
        string key = $"{Base}, {kind}";
        int count = counts[key] = counts.GetValueOrDefault(key) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{key} {count}");
    }

    /// <summary>A heading opens a section, a caption names the table or figure that follows it, the paragraph after those ends them.</summary>
    public string OfParagraph(string style, string text)
    {
        if (style is ['H', 'e', 'a', 'd', 'i', 'n', 'g', >= '1' and <= '3' and var level])
        {
            Enter(level - '1', text);
            return Next("heading");
        }

        if (style == "Caption")
        {
            // "Table 3. Survival": what stands before the first stop is the word and the number.
            caption = text.Split(". ", 2)[0];
            return Next("caption");
        }

        string where = Next("paragraph");
        caption = style == "TableEnd" ? null : caption;
        return where;
    }

    private void Enter(int level, string text)
    {
        heading[level]++;
        Array.Clear(heading, level + 1, heading.Length - level - 1);
        section = $"{string.Join('.', heading.Take(level + 1).Select(number => number.ToString(CultureInfo.InvariantCulture)))} {text}";
        caption = null;
    }
}
