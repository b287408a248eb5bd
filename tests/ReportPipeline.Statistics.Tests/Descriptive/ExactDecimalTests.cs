using System.Globalization;
using System.Numerics;
using CsCheck;
using ReportPipeline.Statistics.Descriptive;

namespace ReportPipeline.Statistics.Tests.Descriptive;

public class ExactDecimalTests
{
    [Theory]
    [InlineData(1, 8, 0, "13")] // 12.5 goes away from zero, not to even
    [InlineData(1, 8, 1, "12.5")]
    [InlineData(3, 8, 0, "38")] // 37.5
    [InlineData(1, 800, 1, "0.1")]
    [InlineData(1, 2000, 1, "0.1")] // 0.05 exactly, which a double holds as less
    [InlineData(2, 3, 2, "66.67")]
    [InlineData(0, 5, 1, "0.0")]
    [InlineData(18, 18, 1, "100.0")]
    public void Percent_Counts_RoundsHalfAwayFromZero(long part, long whole, int decimals, string expected) =>
        ExactDecimal.Percent(part, whole, decimals).Value.ToString().ShouldBe(expected);

    [Theory]
    [InlineData(-1, 2, "-1")]
    [InlineData(1, -2, "-1")]
    [InlineData(-1, 3, "0")]
    public void FromRatio_Negative_RoundsHalfAwayFromZero(int numerator, int denominator, string expected) =>
        ExactDecimal.FromRatio(numerator, denominator, 0).Value.ToString().ShouldBe(expected);

    [Fact]
    public void Percent_EmptyWhole_IsNotEstimable() => ExactDecimal.Percent(0, 0, 1).IsEstimable.ShouldBeFalse();

    [Theory]
    [InlineData(2.5, 0, "3")]
    [InlineData(-2.5, 0, "-3")]
    [InlineData(0.125, 2, "0.13")]
    [InlineData(0.15, 1, "0.1")] // stored as 0.1499999999999999944…
    [InlineData(1.005, 2, "1.00")] // stored as 1.00499999999999989…
    [InlineData(-0.04, 1, "0.0")]
    [InlineData(1e22, 0, "10000000000000000000000")]
    [InlineData(5e-324, 3, "0.000")]
    public void FromDouble_Value_RoundsItsExactBinaryValue(double value, int decimals, string expected) =>
        ExactDecimal.FromDouble(value, decimals).ToString().ShouldBe(expected);

    [Fact]
    public void FromDouble_NotFinite_Throws() =>
        Should.Throw<ArgumentOutOfRangeException>(() => ExactDecimal.FromDouble(double.NaN, 1));

    [Fact]
    public void FromDouble_AnyValue_IsNeverFurtherThanHalfAUnit() =>
        Gen.Select(Gen.Double[-1e6, 1e6], Gen.Int[0, 6]).Sample(
            (value, decimals) =>
            {
                var text = ExactDecimal.FromDouble(value, decimals).ToString();
                var difference = Math.Abs(double.Parse(text, CultureInfo.InvariantCulture) - value);
                return difference <= 0.5 * Math.Pow(10, -decimals) + 1e-9;
            },
            seed: "0000KDHPZm02");

    [Fact]
    public void ToDouble_Percent_IsTheNearestDouble() =>
        new ExactDecimal(new BigInteger(6667), 2).ToDouble().ShouldBe(66.67);
}
