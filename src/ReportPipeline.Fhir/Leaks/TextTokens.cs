using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ReportPipeline.Fhir.Leaks;

/// <param name="Text">Normalised: compatibility form, without accents, lower case.</param>
/// <param name="Capitalised">Written with a capital first letter, or in a script that knows no case.</param>
/// <param name="Ideograph">One Chinese, Japanese or Korean character.</param>
internal sealed record TextToken(string Text, bool Capitalised, bool Ideograph);

/// <summary>
/// Cuts a text into what can be compared: runs of letters and digits, and each ideograph for itself, because Chinese is written
/// without spaces. "Li" is therefore never found in "Liver", and 王 is found wherever it stands.
/// </summary>
internal static class TextTokens
{
    public static ImmutableArray<TextToken> Of(string text)
    {
        var tokens = ImmutableArray.CreateBuilder<TextToken>();
        var word = new StringBuilder();
        var capitalised = false;
        foreach (var rune in text.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
            {
                continue;
            }

            if (IsIdeograph(rune))
            {
                Close();
                tokens.Add(new TextToken(rune.ToString(), Capitalised: true, Ideograph: true));
            }
            else if (Rune.IsLetterOrDigit(rune))
            {
                capitalised = word.Length == 0 ? Rune.ToLowerInvariant(rune) != rune || !Rune.IsLower(rune) : capitalised;
                word.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else
            {
                Close();
            }
        }

        Close();
        return tokens.ToImmutable();

        void Close()
        {
            if (word.Length > 0)
            {
                tokens.Add(new TextToken(word.ToString(), capitalised, Ideograph: false));
                word.Clear();
            }
        }
    }

    // The blocks of Unicode that hold ideographs, kana and Hangul.
    private static bool IsIdeograph(Rune rune) => rune.Value is
        (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF)
        or (>= 0xAC00 and <= 0xD7AF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x1100 and <= 0x11FF) or (>= 0x20000 and <= 0x323AF);
}
