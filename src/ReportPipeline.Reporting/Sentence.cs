using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Reporting;

/// <summary>
/// Fills a sentence of the vocabulary with results, keeping each result traceable: "{0} of {1} {1:subject|subjects} died." takes the first
/// of the two words when value 1 is 1.
/// </summary>
internal static partial class Sentence
{
    /// <exception cref="FormatException">The template names a place for which nothing was given: an error in the vocabulary.</exception>
    public static ImmutableArray<Inline> Fill(string template, params ReadOnlySpan<Inline> values)
    {
        template = InNumber(template, [.. values.ToArray().Select(value => Line.Of(value).PlainText())]);
        ImmutableArray<Inline>.Builder line = ImmutableArray.CreateBuilder<Inline>();
        int start = 0;
        for (int open = template.IndexOf('{', StringComparison.Ordinal); open >= 0; open = template.IndexOf('{', start))
        {
            int close = template.IndexOf('}', open);
            int place = int.Parse(template.AsSpan(open + 1, close - open - 1), NumberStyles.None, CultureInfo.InvariantCulture);
            if (place >= values.Length)
            {
                throw Missing(template, place, values.Length);
            }

            string words = template[start..open];
            AddWords(line, IsBound(values[place]) && words is [.., '=', ' ' or '\u00a0'] ? words[..^2] : words);
            line.Add(values[place]);
            start = close + 1;
        }

        AddWords(line, template[start..]);
        return line.DrainToImmutable();
    }

    /// <summary>The same for plain text, such as captions of the vocabulary.</summary>
    public static string Plain(string template, params ReadOnlySpan<string> values)
    {
        string text = InNumber(template, values);
        for (int place = 0; place < values.Length; place++)
        {
            text = text.Replace($"{{{place}}}", values[place], StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>A label as it stands inside a sentence: without its capital, unless it is an abbreviation.</summary>
    public static string Inside(string label) =>
        label.Length > 1 && char.IsLower(label[1]) ? char.ToLowerInvariant(label[0]) + label[1..] : label;

    /// <summary>A text as it begins a sentence.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string InNumber(string template, ReadOnlySpan<string> values)
    {
        string[] known = values.ToArray();
        return NumberedWord().Replace(template, word =>
        {
            int place = int.Parse(word.Groups["place"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
            return place >= known.Length ? throw Missing(template, place, known.Length) : known[place] == "1" ? word.Groups["one"].Value : word.Groups["many"].Value;
        });
    }

    private static FormatException Missing(string template, int place, int given) =>
        new($"The sentence '{template}' asks for value {place}, but only {given} were given.");

    [GeneratedRegex(@"\{(?<place>[0-9]+):(?<one>[^|{}]*)\|(?<many>[^|{}]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex NumberedWord();

    // "P = <0.001" is no sentence: the sign stands for "=".
    private static bool IsBound(Inline value) => value is Printed { Text: ['<' or '>', ..] };

    private static void AddWords(ImmutableArray<Inline>.Builder line, string words)
    {
        if (words.Length > 0)
        {
            line.Add(words);
        }
    }
}
