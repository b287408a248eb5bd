using System.Text.RegularExpressions;

namespace ReportPipeline.Reporting.Language;

/// <summary>A phrase of the analysis with places for names and numbers, and the same phrase in another language.</summary>
public sealed class TermPattern
{
    private readonly Regex phrase;
    private readonly string translation;

    /// <param name="english">The phrase with places, for example <c>held against {0} at {1}</c>.</param>
    /// <param name="translation">The same places, in any order.</param>
    public TermPattern(string english, string translation)
    {
        string pattern = Regex.Escape(english);
        for (int place = 0; pattern.Contains($"\\{{{place}}}", StringComparison.Ordinal); place++)
        {
            pattern = pattern.Replace($"\\{{{place}}}", "(.+)", StringComparison.Ordinal);
        }

        phrase = new Regex($"^{pattern}$", RegexOptions.CultureInvariant);
        this.translation = translation;
    }

    /// <summary>Null when the words are not this phrase.</summary>
    /// <param name="term">Translates what stands in the places.</param>
    public string? Translate(string words, Func<string, string> term)
    {
        Match match = phrase.Match(words);
        return match.Success
            ? Sentence.Plain(translation, [.. match.Groups.Cast<Group>().Skip(1).Select(group => term(group.Value))])
            : null;
    }
}
