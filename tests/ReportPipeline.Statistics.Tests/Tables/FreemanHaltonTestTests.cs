using CsCheck;
using ReportPipeline.Statistics.Tables;

namespace ReportPipeline.Statistics.Tests.Tables;

public class FreemanHaltonTestTests
{
    private static readonly ReferenceSet Small = ReferenceSet.Load("Tables", "fisherLarger");
    private static readonly ReferenceSet Network = ReferenceSet.Load("Tables", "fisherNetwork");
    private static readonly ReferenceSet Hard = ReferenceSet.Load("Tables", "fisherHard");

    [Fact]
    public void Test_ThreeByTwoOfThree_GivesTheHandWorkedFraction()
    {
        // Rows of one subject each, columns 1 and 2: three tables of probability 1/3 each, all as probable as the observed.
        P([[1, 0], [0, 1], [0, 1]]).ShouldBe(1, 1e-15);
        // Rows 2, 2, 2, columns 4, 2: 15 ways to place the two; both in one row 3 ways, in two rows 12 ways.
        P([[2, 0], [2, 0], [0, 2]]).ShouldAgree(3.0 / 15, 1e-14);
        P([[1, 1], [1, 1], [2, 0]]).ShouldBe(1, 1e-14);
    }

    [Fact]
    public void Test_SmallTables_AgreesWithCompleteEnumerationInR() =>
        Small.Rows3("tables").Select(P).ToArray().ShouldAgree(Small.Vector("exact"), 1e-11);

    [Fact]
    public void Test_HardTables_AgreesWithR() =>
        Hard.Rows3("tables").Select(P).ToArray().ShouldAgree(Hard.Vector("p"), 1e-8);

    [Fact]
    public void Test_FiveRowsAndColumnsOrMore_AgreesWithR() =>
        Network.Rows3("tables")[..3].Select(P).ToArray().ShouldAgree(Network.Vector("p")[..3], 1e-8);

    [Fact]
    [Trait("Category", "Soak")]
    public void Test_HundredSubjectsInFiveByFive_AgreesWithR() =>
        P(Network.Rows3("tables")[3]).ShouldAgree(Network.Vector("p")[3], 1e-8);

    [Fact]
    public void Test_TableThatRGetsWrong_AgreesWithItsSimulation()
    {
        var result = FreemanHaltonTest.Test(TableOf(Network.Rows("simulated")));

        result.StandardError.Reason.ShouldNotBeNull();
        result.Test.PValue.Value.ShouldBe(Network.Number("simulated_p"), 4 * Network.Number("simulated_error"));
    }

    [Fact]
    public void Test_TwoByTwo_EqualsTheTestOfTwoByTwo() =>
        Gen.Select(Gen.Long[0, 40], Gen.Long[0, 40], Gen.Long[0, 40], Gen.Long[0, 40])
            .Where((a, b, c, d) => a + b > 0 && c + d > 0 && a + c > 0 && b + d > 0)
            .Sample((a, b, c, d) =>
            {
                var table = ContingencyTable.TwoByTwo(a, b, c, d);
                FreemanHaltonTest.Test(table).Test.PValue.ShouldAgree(FisherExactTest.Test(table).Test.PValue.Value, 1e-10);
            }, seed: "0000000000007", iter: 300);

    [Fact]
    public void Test_RowsAndColumnsRearranged_GivesTheSamePValue() =>
        Gen.Select(Gen.Int[2, 5], Gen.Int[2, 5], Gen.Int[0, 1 << 20]).Sample((rows, columns, seed) =>
        {
            var random = new Random(seed);
            var counts = new double[rows][];
            for (var row = 0; row < rows; row++)
                counts[row] = [.. Enumerable.Range(0, columns).Select(_ => (double)random.Next(row == 0 ? 1 : 0, 4))];
            counts[1] = [.. counts[1].Select(count => count + 1)];
            var plain = P(counts);

            plain.ShouldBeInRange(double.Epsilon, 1);
            P([.. counts.Reverse()]).ShouldAgree(plain, 1e-10);
            P([.. counts.Select(row => row.Reverse().ToArray())]).ShouldAgree(plain, 1e-10);
            FreemanHaltonTest.Test(TableOf(counts).Transpose()).Test.PValue.ShouldAgree(plain, 1e-10);
        }, seed: "0000000000008", iter: 60);

    [Fact]
    public void Test_WorkLimitTooSmall_SwitchesToMonteCarloAndSaysSo()
    {
        var table = TableOf(Hard.Rows3("tables")[0]);

        var result = FreemanHaltonTest.Test(table, new FreemanHaltonOptions { WorkLimit = 1000, Replicates = 20_000 });

        result.Test.Method.ShouldContain("Monte Carlo in place of the exact sum");
        result.Test.Method.ShouldContain("20000 tables, seed 20200115, standard error 0.0033");
        result.StandardError.Value.ShouldBe(Math.Sqrt(0.69 * 0.31 / 20_001), 1e-4);
        result.Test.PValue.Value.ShouldBe(Hard.Vector("p")[0], 4 * result.StandardError.Value);
    }

    // 20/0/0, 0/20/0, 0/0/20 has a probability of (20!)³·(20!)³/(60!·(20!)³), about 1e-27: no random table is as extreme, and P is 1/101.
    [Fact]
    public void Test_MonteCarloWithoutAnyExtremeTable_SaysUpperBound()
    {
        var result = FreemanHaltonTest.Test(
            TableOf([[20, 0, 0], [0, 20, 0], [0, 0, 20]]),
            new FreemanHaltonOptions { Method = FreemanHaltonMethod.MonteCarlo, Replicates = 100 });

        result.Test.PValue.Value.ShouldBe(1 / 101.0);
        result.Test.Method.ShouldContain("none as extreme: P is an upper bound");
    }

    [Fact]
    public void Test_MonteCarloTwice_GivesTheSamePValue()
    {
        var options = new FreemanHaltonOptions { Method = FreemanHaltonMethod.MonteCarlo, Replicates = 5000 };
        var table = TableOf(Small.Rows3("tables")[3]);

        var result = FreemanHaltonTest.Test(table, options);

        result.ShouldBe(FreemanHaltonTest.Test(table, options));
        result.Test.PValue.Value.ShouldBe(Small.Vector("exact")[3], 4 * result.StandardError.Value);
    }

    [Fact]
    public void Test_EmptyRow_IsLeftOutAndSaid()
    {
        var test = FreemanHaltonTest.Test(TableOf([[2, 0], [0, 0], [2, 0], [0, 2]])).Test;

        test.PValue.ShouldAgree(3.0 / 15, 1e-14);
        test.Method.ShouldContain("empty rows and columns left out");
    }

    [Fact]
    public void Test_OneRowFilled_IsNotEstimable() =>
        FreemanHaltonTest.Test(TableOf([[2, 3, 4], [0, 0, 0]])).Test.PValue.Reason.ShouldNotBeNull();

    [Fact]
    public void Test_HugeTable_IsEstimatedWithoutListingIt()
    {
        var table = TableOf([[500_000, 400_000, 1000], [400_000, 330_000, 700], [10, 20, 30]]);

        var result = FreemanHaltonTest.Test(table, new FreemanHaltonOptions { Replicates = 200 });

        result.Test.PValue.ShouldAgree(1.0 / 201, 1e-15);
    }

    [SkippableFact]
    public void NetworkReference_RecomputedByR_IsUnchanged() => Network.RecomputeShouldMatch(1e-11);

    [SkippableFact]
    public void Reference_RecomputedByR_IsUnchanged() => Small.RecomputeShouldMatch(1e-11);

    [SkippableFact]
    [Trait("Category", "Soak")]
    public void HardReference_RecomputedByR_IsUnchanged() => Hard.RecomputeShouldMatch(1e-12);

    private static double P(double[][] counts) => FreemanHaltonTest.Test(TableOf(counts)).Test.PValue.Value;

    private static ContingencyTable TableOf(double[][] rows)
    {
        var counts = new long[rows.Length, rows[0].Length];
        for (var row = 0; row < rows.Length; row++)
            for (var column = 0; column < rows[row].Length; column++)
                counts[row, column] = (long)rows[row][column];
        return ContingencyTable.Of(counts);
    }
}
