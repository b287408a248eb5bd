using System.Globalization;
using System.Numerics;

namespace ReportPipeline.Statistics.Descriptive;

/// <summary>
/// A number with a fixed count of decimals, rounded once, half away from zero, from the exact value: what a report prints.
/// </summary>
/// <param name="Unscaled">The number times 10 to the power <paramref name="Decimals"/>.</param>
/// <param name="Decimals">Digits after the decimal point, 0 or more.</param>
public readonly record struct ExactDecimal(BigInteger Unscaled, int Decimals)
{
    private const int FractionBits = 52;
    private const int ExponentBias = 1075;

    /// <summary>numerator / denominator, rounded from the exact ratio; not estimable for a denominator of 0.</summary>
    public static Estimable<ExactDecimal> FromRatio(BigInteger numerator, BigInteger denominator, int decimals)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        if (denominator.IsZero)
            return Estimable<ExactDecimal>.Not("the denominator is 0");
        return new ExactDecimal(DivideHalfAwayFromZero(numerator * BigInteger.Pow(10, decimals), denominator), decimals);
    }

    /// <summary>100 × part / whole; not estimable for a whole of 0.</summary>
    public static Estimable<ExactDecimal> Percent(long part, long whole, int decimals) =>
        FromRatio(new BigInteger(part) * 100, whole, decimals);

    /// <summary>
    /// Rounds the exact binary value of a double. A double near a half is rarely a half: 0.15 is stored as
    /// 0.1499999999999999944 and becomes 0.1. Where the value is a ratio of whole numbers use <see cref="FromRatio"/>.
    /// </summary>
    public static ExactDecimal FromDouble(double value, int decimals)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), "The value must be finite.");
        var (significand, exponent) = Decompose(value);
        return exponent >= 0
            ? FromRatio(significand << exponent, BigInteger.One, decimals).Value
            : FromRatio(significand, BigInteger.One << -exponent, decimals).Value;
    }

    /// <summary>The nearest double.</summary>
    public double ToDouble() => double.Parse(ToString(), CultureInfo.InvariantCulture);

    /// <summary>All decimals, a point, ASCII minus; never "-0.0".</summary>
    public override string ToString()
    {
        var digits = BigInteger.Abs(Unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(Decimals + 1, '0');
        var sign = Unscaled.Sign < 0 ? "-" : "";
        return Decimals == 0 ? sign + digits : $"{sign}{digits[..^Decimals]}.{digits[^Decimals..]}";
    }

    private static BigInteger DivideHalfAwayFromZero(BigInteger numerator, BigInteger denominator)
    {
        var quotient = BigInteger.DivRem(BigInteger.Abs(numerator) * 2 + BigInteger.Abs(denominator), BigInteger.Abs(denominator) * 2, out _);
        return numerator.Sign * denominator.Sign < 0 ? -quotient : quotient;
    }

    private static (BigInteger Significand, int Exponent) Decompose(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var fraction = bits & ((1L << FractionBits) - 1);
        var exponent = (int)((bits >> FractionBits) & 0x7FF);
        var significand = exponent == 0 ? fraction : fraction | (1L << FractionBits);
        return (bits < 0 ? -significand : significand, Math.Max(exponent, 1) - ExponentBias);
    }
}
