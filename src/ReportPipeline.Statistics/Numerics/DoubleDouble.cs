namespace ReportPipeline.Statistics.Numerics;

/// <summary>
/// An unevaluated sum of two doubles, about 32 significant digits: sums of squares and inner products keep every digit
/// that the data determine, in the order given, whatever the width of a vector register.
/// Source: T. J. Dekker, Numer. Math. 18 (1971); Y. Hida, X. S. Li, D. H. Bailey, "Library for double-double arithmetic" (2000).
/// </summary>
internal readonly record struct DoubleDouble(double High, double Low)
{
    public static readonly DoubleDouble Zero = new(0, 0);
    public static readonly DoubleDouble One = new(1, 0);

    public static implicit operator DoubleDouble(double value) => new(value, 0);

    public static explicit operator double(DoubleDouble value) => value.High + value.Low;

    public static DoubleDouble operator -(DoubleDouble a) => new(-a.High, -a.Low);

    public static DoubleDouble operator +(DoubleDouble a, DoubleDouble b)
    {
        var (high, low) = TwoSum(a.High, b.High);
        var (lowHigh, lowLow) = TwoSum(a.Low, b.Low);
        (high, low) = QuickTwoSum(high, low + lowHigh);
        return Renormalised(high, low + lowLow);
    }

    public static DoubleDouble operator -(DoubleDouble a, DoubleDouble b) => a + -b;

    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        var product = a.High * b.High;
        var error = Math.FusedMultiplyAdd(a.High, b.High, -product);
        return Renormalised(product, error + (a.High * b.Low + a.Low * b.High));
    }

    public static DoubleDouble operator /(DoubleDouble a, DoubleDouble b)
    {
        var first = a.High / b.High;
        var rest = a - b * first;
        var second = rest.High / b.High;
        rest -= b * second;
        var (high, low) = QuickTwoSum(first, second);
        return new DoubleDouble(high, low) + rest.High / b.High;
    }

    public static bool operator <(DoubleDouble a, DoubleDouble b) => a.High < b.High || (a.High == b.High && a.Low < b.Low);

    public static bool operator >(DoubleDouble a, DoubleDouble b) => b < a;

    /// <summary>The square root of a number that is not negative.</summary>
    public static DoubleDouble Sqrt(DoubleDouble a)
    {
        if (a.High <= 0)
            return Zero;
        var root = Math.Sqrt(a.High);
        DoubleDouble rest = a - (DoubleDouble)root * root;
        return (DoubleDouble)root + rest.High / (2 * root);
    }

    public static DoubleDouble Abs(DoubleDouble a) => a.High < 0 ? -a : a;

    /// <summary>The sum in the order given.</summary>
    public static DoubleDouble Sum(IEnumerable<double> values)
    {
        var sum = Zero;
        foreach (var value in values)
            sum += value;
        return sum;
    }

    private static DoubleDouble Renormalised(double high, double low)
    {
        var (sum, error) = QuickTwoSum(high, low);
        return new(sum, error);
    }

    private static (double Sum, double Error) TwoSum(double a, double b)
    {
        var sum = a + b;
        var other = sum - a;
        return (sum, a - (sum - other) + (b - other));
    }

    private static (double Sum, double Error) QuickTwoSum(double a, double b)
    {
        var sum = a + b;
        return (sum, b - (sum - a));
    }
}
