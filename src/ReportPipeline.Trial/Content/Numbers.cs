using System.Globalization;

namespace ReportPipeline.Trial.Content;

/// <summary>Prints numbers and dates: the only place where a digit becomes text. Independent of the machine's culture.</summary>
/// <remarks>
/// A number is rounded once, half away from zero as SAS does, after reading the double at its 15 significant decimal digits, so
/// that 0.285 (stored as 0.28499999999999998) prints as 0.29.
/// </remarks>
public static class Numbers
{
    private const string Minus = "\u2212";

    /// <summary>A count: no decimals, no thousands separator.</summary>
    public static string Count(double value) => Fixed(value, 0);

    /// <param name="value">In percent, 0 to 100.</param>
    /// <returns>Two decimals without the sign "%".</returns>
    public static string Percent(double value) => Fixed(value, 2);

    /// <param name="decimals">0 to 15.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN or infinite: such a value is "not estimable" and never gets here.</exception>
    public static string Fixed(double value, int decimals)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), "A printed number is finite; what is not estimable carries its reason instead.");
        }

        if (Math.Abs(value) >= 1e15)
        {
            return Signed(value.ToString("0.###E+0", CultureInfo.InvariantCulture));
        }

        decimal rounded = Math.Round((decimal)value, decimals, MidpointRounding.AwayFromZero);
        string text = rounded.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return rounded == 0 ? text.TrimStart('-') : Signed(text);
    }

    /// <summary>A limit or ratio: what would round to zero prints as <c>&lt;0.01</c>, and zero itself as <c>0</c>.</summary>
    public static string Ratio(double value, int decimals)
    {
        if (value == 0)
        {
            return "0";
        }

        double smallest = Math.Pow(10, -decimals);
        return Math.Abs(value) >= smallest / 2 ? Fixed(value, decimals)
            : value > 0 ? "<" + Fixed(smallest, decimals) : ">" + Fixed(-smallest, decimals);
    }

    /// <summary>As <see cref="Fixed"/> below a million; above, such as doses of cells, in powers of ten: <c>9.00×10⁷</c>.</summary>
    public static string Quantity(double value, int decimals)
    {
        if (Math.Abs(value) < 1e6)
        {
            return Fixed(value, decimals);
        }

        string[] parts = ((decimal)value).ToString("0.00E+0", CultureInfo.InvariantCulture).Split("E+");
        return Signed($"{parts[0]}×10{string.Concat(parts[1].Select(digit => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0']))}");
    }

    /// <summary>Three decimals; <c>&lt;0.001</c> below and <c>&gt;0.999</c> above, so that no P value claims to be 0 or 1.</summary>
    /// <param name="value">0 to 1.</param>
    public static string PValue(double value) => value switch
    {
        < 0.001 => "<0.001",
        > 0.999 => ">0.999",
        _ => Fixed(value, 3),
    };

    /// <summary>Counts of digits that say as much as the data: an estimate such as a hazard ratio to two decimals, tiny values to two significant digits.</summary>
    public static string Estimate(double value) => Math.Abs(value) is > 0 and < 0.005 ? Fixed(value, 4) : Fixed(value, 2);

    /// <summary>en: <c>22 Nov 2026</c>; zh-Hans: <c>2026年11月22日</c>.</summary>
    public static string Date(DateOnly date, string language) => language == "zh-Hans"
        ? string.Create(CultureInfo.InvariantCulture, $"{date.Year}年{date.Month}月{date.Day}日")
        : date.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>An instant in UTC, named as such: <c>22 Nov 2026, 14:05 UTC</c>.</summary>
    public static string Instant(DateTimeOffset instant, string language)
    {
        DateTime utc = instant.UtcDateTime;
        string time = utc.ToString("HH:mm", CultureInfo.InvariantCulture);
        string date = Date(DateOnly.FromDateTime(utc), language);
        return language == "zh-Hans" ? $"{date} {time}（UTC）" : $"{date}, {time} UTC";
    }

    private static string Signed(string text) => text.StartsWith('-') ? Minus + text[1..] : text;
}
