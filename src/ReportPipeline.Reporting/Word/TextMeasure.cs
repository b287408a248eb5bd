namespace ReportPipeline.Reporting.Word;

/// <summary>
/// Estimates how wide a text will be, in ems of its font. Advance widths of Arial rounded up by class of letter; an East Asian letter
/// takes a whole em. An estimate: the fonts of the reader's machine are not known here.
/// </summary>
internal static class TextMeasure
{
    /// <summary>From here on letters take a whole em.</summary>
    public const char FirstEastAsian = '\u2E80';

    public static double Ems(string text) => text.Sum(WidthOf);

    private static double WidthOf(char letter) => letter switch
    {
        >= FirstEastAsian => 1.0,
        >= '0' and <= '9' => 0.556,
        ' ' or '.' or ',' or ':' or ';' or '(' or ')' or '\'' or 'i' or 'l' or 'j' or 't' or 'f' => 0.334,
        'm' or 'w' or 'M' or 'W' or '%' => 0.9,
        >= 'A' and <= 'Z' => 0.7,
        _ => 0.56,
    };
}
