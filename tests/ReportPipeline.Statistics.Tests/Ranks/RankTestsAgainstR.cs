using ReportPipeline.Statistics.Ranks;

namespace ReportPipeline.Statistics.Tests.Ranks;

public class RankTestsAgainstR
{
    private static readonly ReferenceSet Reference = ReferenceSet.Load("Ranks", "rankTests");

    [Theory]
    [InlineData("exact", RankSumMethod.Exact, 1e-11)]
    [InlineData("corrected", RankSumMethod.NormalWithCorrection, 1e-11)]
    [InlineData("uncorrected", RankSumMethod.Normal, 1e-11)]
    [InlineData("student", RankSumMethod.StudentT, 1e-11)]
    public void RankSum_EveryMethod_Agrees(string key, RankSumMethod method, double tolerance)
    {
        var (first, second) = (Reference.Rows("first"), Reference.Rows("second"));
        var results = first.Zip(second, (x, y) => RankSumTest.Test(x, y, method)).ToArray();

        results.Select(result => result.Test.PValue.Value).ToArray().ShouldAgree(Reference.Vector(key), tolerance);
        results.Select(result => result.MannWhitney).ToArray().ShouldAgree(Reference.Vector("mann_whitney"), 0);
    }

    [Theory]
    [InlineData("shift95", 0.95)]
    [InlineData("shift99", 0.99)]
    public void Shift_Untied_Agrees(string key, double level)
    {
        var (first, second, rows) = (Reference.Rows("first"), Reference.Rows("second"), Reference.Vector("untied_rows"));
        for (var i = 0; i < rows.Length; i++)
        {
            var result = HodgesLehmann.Shift(first[(int)rows[i]], second[(int)rows[i]], ShiftInterval.Exact, level);
            ShouldAgree(result, key, i);
        }
    }

    [Theory]
    [InlineData("signed_exact", SignedRankMethod.Exact)]
    [InlineData("signed_corrected", SignedRankMethod.NormalWithCorrection)]
    [InlineData("signed_uncorrected", SignedRankMethod.Normal)]
    public void SignedRank_ZerosDropped_Agrees(string key, SignedRankMethod method)
    {
        var results = Reference.Rows("differences")
            .Select(d => SignedRankTest.Test(d, ZeroDifferences.Drop, method)).ToArray();

        results.Select(result => result.Test.PValue.Value).ToArray().ShouldAgree(Reference.Vector(key), 1e-11);
        results.Select(result => result.PositiveRankSum).ToArray().ShouldAgree(Reference.Vector("positive"), 0);
    }

    [Theory]
    [InlineData("pratt_exact", SignedRankMethod.Exact)]
    [InlineData("pratt_corrected", SignedRankMethod.NormalWithCorrection)]
    public void SignedRank_Pratt_Agrees(string key, SignedRankMethod method) =>
        Reference.Rows("differences")
            .Select(d => SignedRankTest.Test(d, ZeroDifferences.Pratt, method).Test.PValue.Value)
            .ToArray()
            .ShouldAgree(Reference.Vector(key), 1e-11);

    [Theory]
    [InlineData("pseudo95", 0.95)]
    [InlineData("pseudo80", 0.80)]
    public void PseudoMedian_Untied_Agrees(string key, double level)
    {
        var (differences, rows) = (Reference.Rows("differences"), Reference.Vector("untied_difference_rows"));
        for (var i = 0; i < rows.Length; i++)
            ShouldAgree(
                HodgesLehmann.PseudoMedian(differences[(int)rows[i]], ZeroDifferences.Drop, ShiftInterval.Exact, level), key, i);
    }

    [Fact]
    public void KruskalWallis_WithAndWithoutTies_Agrees()
    {
        var results = Reference.Rows3("groups").Select(groups => KruskalWallisTest.Test(groups)).ToArray();

        results.Select(result => result.Statistic.Value).ToArray().ShouldAgree(Reference.Vector("kruskal"), 1e-12);
        results.Select(result => result.PValue.Value).ToArray().ShouldAgree(Reference.Vector("kruskal_p"), 1e-12);
    }

    [SkippableFact]
    public void Reference_RecomputedByR_IsUnchanged() => Reference.RecomputeShouldMatch(1e-12);

    private static void ShouldAgree(HodgesLehmannResult result, string key, int row)
    {
        result.Estimate.ShouldAgree(Reference.Optional(key, row, 0)!.Value, 1e-12, $"{key} {row}");
        Bound(result.Interval.Lower, Reference.Optional(key, row, 1));
        Bound(result.Interval.Upper, Reference.Optional(key, row, 2));
    }

    private static void Bound(Estimable<double> actual, double? expected)
    {
        actual.IsEstimable.ShouldBe(expected.HasValue);
        if (expected.HasValue)
            actual.ShouldAgree(expected.Value, 1e-12);
    }
}
