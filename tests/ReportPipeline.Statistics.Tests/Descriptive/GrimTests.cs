using System.Globalization;
using CsCheck;
using ReportPipeline.Statistics.Descriptive;

namespace ReportPipeline.Statistics.Tests.Descriptive;

public class GrimTests
{
    [Theory]
    [InlineData("5.19", 28, false)] // Brown & Heathers' example: 145/28 = 5.178…, 146/28 = 5.214…
    [InlineData("5.18", 28, true)]
    [InlineData("5.21", 28, true)]
    [InlineData("3.5", 2, true)]
    [InlineData("3.45", 20, true)]
    [InlineData("3.45", 10, false)]
    [InlineData("3.4", 20, true)] // 3.45 rounded down, 3.35 rounded up: either is accepted
    [InlineData("-0.33", 3, true)]
    public void MeanIsPossible_PrintedMean_IsWorkedByHand(string mean, int n, bool possible) =>
        Grim.MeanIsPossible(decimal.Parse(mean, CultureInfo.InvariantCulture), n).Value.ShouldBe(possible);

    [Theory]
    [InlineData("2.0", "1.0", 3, true)] // 1, 2, 3
    [InlineData("2.0", "1.2", 3, false)] // Q of parity 0: 12, 14, 16 … gives SD 0, 1, 1.41
    [InlineData("1.5", "0.71", 2, true)] // 1, 2
    [InlineData("1.5", "0.50", 2, false)]
    [InlineData("4", "0", 5, true)]
    public void StandardDeviationIsPossible_PrintedPair_IsWorkedByHand(string mean, string deviation, int n, bool possible) =>
        Grim.StandardDeviationIsPossible(
            decimal.Parse(mean, CultureInfo.InvariantCulture), decimal.Parse(deviation, CultureInfo.InvariantCulture), n).Value.ShouldBe(possible);

    [Fact]
    public void MeanIsPossible_NoValues_IsNotEstimable()
    {
        Grim.MeanIsPossible(1m, 0).IsEstimable.ShouldBeFalse();
        Grim.StandardDeviationIsPossible(1m, 0m, 1).IsEstimable.ShouldBeFalse();
    }

    [Fact]
    public void Both_PrintedFromRealWholeNumbers_ArePossible() =>
        Gen.Select(Gen.Int[-20, 60].Array[2, 40], Gen.Int[0, 3], Gen.Int[0, 3]).Sample(
            (values, meanDecimals, deviationDecimals) =>
            {
                var data = values.Select(v => (double)v).ToArray();
                var mean = Print(Moments.Mean(data).Value, meanDecimals);
                var deviation = Print(Moments.StandardDeviation(data).Value, deviationDecimals);
                return Grim.MeanIsPossible(mean, data.Length).Value
                    && Grim.StandardDeviationIsPossible(mean, deviation, data.Length).Value;
            },
            seed: "0000KDHPZm02");

    private static decimal Print(double value, int decimals) =>
        decimal.Parse(ExactDecimal.FromDouble(value, decimals).ToString(), CultureInfo.InvariantCulture);
}
