using CsCheck;
using ReportPipeline.Trial.Dataset;

namespace ReportPipeline.Tests.Dataset;

/// <summary>The order of <see cref="StringComparer.Ordinal"/>, which is another way to it.</summary>
public sealed class OrdinalSortTests
{
    // Shorter and longer than the eight characters that are compared as one number, equal in them, a null character, beyond ASCII.
    [Theory]
    [InlineData("b", "a", "", "ab", "a\0", "aa")]
    [InlineData("123456789", "12345678", "123456780", "1234567")]
    [InlineData("aaaaaaaab", "aaaaaaaaa", "aaaaaaaa", "aaaaaaa", "aaaaaaaac")]
    [InlineData("ä", "z", "a", "中", "aaaaaaaaä")]
    public void Sort_AnyTexts_IsOrdinal(params string[] texts)
    {
        string[] sorted = [.. texts];

        OrdinalSort.Sort(sorted, text => text);

        sorted.ShouldBe(texts.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void SortDistinct_AnyTexts_LeavesEachOnce() => Gen.String[Gen.Char["ab\0ä"], 0, 10].Array[0, 80].Sample(texts =>
    {
        string[] sorted = [.. texts];

        var kept = OrdinalSort.SortDistinct(sorted);

        sorted[..kept].ShouldBe(texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }, iter: 200, seed: "0000KDHPZm02");

    [Fact]
    public void Sort_AnyItems_GoByTheirIds() => Gen.Select(Gen.String[0, 12], Gen.Int).Array[0, 80].Sample(items =>
    {
        (string Id, int Number)[] sorted = [.. items];

        OrdinalSort.Sort(sorted, item => item.Id);

        sorted.Select(item => item.Id).ShouldBe(items.Select(item => item.Item1).Order(StringComparer.Ordinal));
        sorted.OrderBy(item => item.Number).ThenBy(item => item.Id, StringComparer.Ordinal)
            .ShouldBe(items.OrderBy(item => item.Item2).ThenBy(item => item.Item1, StringComparer.Ordinal));
    }, iter: 200, seed: "0000KDHPZm02");
}
