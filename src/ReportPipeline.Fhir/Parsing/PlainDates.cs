namespace ReportPipeline.Fhir.Parsing;

/// <summary>The two commonest forms of a FHIR date: a day, and a moment to the second with its offset.</summary>
internal static class PlainDates
{
    private const int DayLength = 10;
    private const int MomentLength = 19;
    private const int FirstYear = 1000;

    /// <summary>True for a date that exists in one of the two forms; false says nothing about other forms.</summary>
    public static bool IsOne(ReadOnlySpan<char> text) =>
        text.Length == DayLength ? IsDay(text)
        : text.Length > MomentLength && IsDay(text[..DayLength]) && IsTime(text[DayLength..MomentLength]) && IsOffset(text[MomentLength..]);

    private static bool IsDay(ReadOnlySpan<char> text) =>
        text[4] == '-' && text[7] == '-'
        && Number(text[..4]) is >= FirstYear and var year
        && Number(text[5..7]) is >= 1 and <= 12 and var month
        && Number(text[8..10]) is >= 1 and var day
        && day <= DateTime.DaysInMonth(year, month);

    private static bool IsTime(ReadOnlySpan<char> text) =>
        text[0] == 'T' && text[3] == ':' && text[6] == ':'
        && Number(text[1..3]) is >= 0 and <= 23 && Number(text[4..6]) is >= 0 and <= 59 && Number(text[7..9]) is >= 0 and <= 59;

    private static bool IsOffset(ReadOnlySpan<char> text) =>
        text is "Z" || (text.Length == 6 && text[0] is '+' or '-' && text[3] == ':' && Number(text[1..3]) is >= 0 and <= 13 && Number(text[4..6]) is >= 0 and <= 59);

    /// <summary>The digits' value, or -1.</summary>
    private static int Number(ReadOnlySpan<char> digits)
    {
        var value = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return -1;
            }

            value = (10 * value) + digit - '0';
        }

        return value;
    }
}
