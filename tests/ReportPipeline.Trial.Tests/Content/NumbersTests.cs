using System.Globalization;
using CsCheck;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Trial.Tests.Content;

public sealed class NumbersTests
{
    [Theory]
    [InlineData(0.285, 2, "0.29")] // stored as 0.28499999999999998
    [InlineData(2.675, 2, "2.68")]
    [InlineData(-2.5, 0, "\u22123")]
    [InlineData(-0.001, 2, "0.00")]
    [InlineData(92.3076923, 2, "92.31")]
    [InlineData(1e15, 0, "1E+15")]
    public void Fixed_ATie_IsRoundedOnceAwayFromZero(double value, int decimals, string expected) =>
        Numbers.Fixed(value, decimals).ShouldBe(expected);

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.004, "<0.01")]
    [InlineData(-0.004, ">\u22120.01")]
    [InlineData(0.005, "0.01")]
    [InlineData(1.014, "1.01")]
    public void Ratio_NearZero_NeverPrintsZeroForWhatIsNot(double value, string expected) => Numbers.Ratio(value, 2).ShouldBe(expected);

    [Theory]
    [InlineData(90_000_000, "9.00×10⁷")]
    [InlineData(1472.2222, "1472.2")]
    public void Quantity_LargeDoses_ArePowersOfTen(double value, string expected) => Numbers.Quantity(value, 1).ShouldBe(expected);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Fixed_NotANumber_IsAFault(double value) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Numbers.Fixed(value, 2));

    [Theory]
    [InlineData(0.047772, "0.048")]
    [InlineData(0.0009999, "<0.001")]
    [InlineData(0.001, "0.001")]
    [InlineData(0.9994, ">0.999")]
    [InlineData(1, ">0.999")]
    [InlineData(0.999, "0.999")]
    public void PValue_NearTheEnds_NeverClaimsZeroOrOne(double value, string expected) => Numbers.PValue(value).ShouldBe(expected);

    [Fact]
    public void Fixed_AnyDecimal_AgreesWithDecimalArithmetic() =>
        Gen.Int[-1_000_000, 1_000_000].Sample(thousandths =>
        {
            // By hand: the exact decimal, rounded half away from zero.
            decimal exact = thousandths / 1000m;
            decimal expected = Math.Sign(exact) * Math.Floor((Math.Abs(exact) * 100m) + 0.5m) / 100m;
            string text = expected.ToString("F2", CultureInfo.InvariantCulture);
            Numbers.Fixed((double)exact, 2).ShouldBe(expected < 0 ? "\u2212" + text[1..] : text.TrimStart('-'));
        }, seed: "0000KJ5aa1Y0", iter: 2000, threads: 1);

    [Fact]
    public void Date_InEachLanguage_FollowsItsForm()
    {
        Numbers.Date(new DateOnly(2026, 11, 22), "en").ShouldBe("22 Nov 2026");
        Numbers.Date(new DateOnly(2026, 11, 22), "zh-Hans").ShouldBe("2026年11月22日");
    }

    [Fact]
    public void Instant_InAnotherZone_PrintsUtc() =>
        Numbers.Instant(new DateTimeOffset(2026, 11, 22, 1, 5, 0, TimeSpan.FromHours(8)), "en").ShouldBe("21 Nov 2026, 17:05 UTC");
}
