using System.Text;

namespace ReportPipeline.Reporting.Word;

/// <summary>Makes any text safe to write into XML and honest to read.</summary>
/// <remarks>
/// Characters XML 1.0 cannot hold (§2.2 Char) or discourages (U+007F–009F) and half surrogate pairs become U+FFFD, so the reader sees that something was there.
/// Directional overrides (U+202A–202E, U+2066–2069) become U+FFFD too: they can make a number read backwards.
/// Line ends and tabs become spaces.
/// </remarks>
internal static class XmlText
{
    private const char Replacement = '\uFFFD';
    private const char FirstControl = '\u007F';
    private const char LastControl = '\u009F';

    public static string Clean(string text)
    {
        foreach (char character in text)
        {
            if (character is < ' ' or (>= FirstControl and <= LastControl) or > '\u2029')
            {
                return CleanSlowly(text);
            }
        }

        return text;
    }

    private static string CleanSlowly(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            clean.Append(IsLineEnd(rune.Value) ? " " : IsAllowed(rune.Value) ? rune.ToString() : Replacement.ToString());
        }

        return clean.ToString();
    }

    private static bool IsLineEnd(int value) => value is '\t' or '\n' or '\r';

    private static bool IsAllowed(int value) => value switch
    {
        < 0x20 or (>= FirstControl and <= LastControl) or 0xFFFE or 0xFFFF => false,
        >= 0x202A and <= 0x202E => false,
        >= 0x2066 and <= 0x2069 => false,
        _ => true,
    };
}
