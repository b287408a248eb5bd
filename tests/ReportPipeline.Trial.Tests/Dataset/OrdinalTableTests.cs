using System.Security.Cryptography;
using CsCheck;
using ReportPipeline.Trial.Dataset;

namespace ReportPipeline.Tests.Dataset;

/// <summary>A dictionary in two arrays: what any dictionary answers, in ordinal order.</summary>
public sealed class OrdinalTableTests
{
    // By code unit: upper case before lower, "a" before "aa", what is not ASCII last; any culture would have it otherwise.
    private static readonly string[] InOrder = ["", "A", "B", "Z", "_", "a", "aa", "b", "ä", "中"];

    [Fact]
    public void Of_AnyOrder_IsOrdinal()
    {
        var table = TableOf("b", "ä", "", "a", "Z", "中", "aa", "_", "B", "A");

        table.Keys.ShouldBe(InOrder);
        table.Values.ShouldBe(InOrder.Select(key => $"of {key}"));
        table.Select(pair => pair.Key).ShouldBe(InOrder);
        table.ShouldAllBe(pair => pair.Value == $"of {pair.Key}");
        table.Count.ShouldBe(10);
    }

    [Fact]
    public void Of_OrdinalOrder_IsTheSame() => TableOf(InOrder).ShouldBe(TableOf([.. InOrder.Reverse()]));

    [Fact]
    public void Find_EveryKey_GivesItsValue() =>
        InOrder.ShouldAllBe(key => TableOf(InOrder)[key] == $"of {key}" && TableOf(InOrder).ContainsKey(key));

    // Before the first, between two, after the last.
    [Theory]
    [InlineData(" ")]
    [InlineData("AA")]
    [InlineData("aaa")]
    [InlineData("a\0")]
    [InlineData("丮")]
    public void Find_AbsentKey_GivesNone(string key)
    {
        var table = TableOf(InOrder);

        table.ContainsKey(key).ShouldBeFalse();
        table.TryGetValue(key, out var value).ShouldBeFalse();
        value.ShouldBeNull();
        Should.Throw<KeyNotFoundException>(() => table[key]);
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a", "b", "a")]
    [InlineData("b", "a", "b", "a")]
    [InlineData("", "")]
    public void Of_KeyTwice_Throws(params string[] keys) => Should.Throw<ArgumentException>(() => TableOf(keys));

    [Fact]
    public void Of_Nothing_IsEmpty()
    {
        var table = TableOf();

        table.Count.ShouldBe(0);
        table.ShouldBeEmpty();
        table.ContainsKey("").ShouldBeFalse();
        table.TryGetValue("a", out _).ShouldBeFalse();
    }

    // "a" and its look-alike with a combining mark are two keys here, as everywhere ids are compared.
    [Fact]
    public void Of_KeysThatLookAlike_AreTwo() => TableOf("ä", "a\u0308").Keys.ShouldBe(["a\u0308", "ä"]);

    [Fact]
    public void Find_AnyKeys_AgreesWithASortedDictionary() => Gen.String[0, 6].Array[0, 60].Sample(texts =>
    {
        var expected = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in texts)
            expected[text] = text.Length;

        var table = OrdinalTable<int>.Of([.. texts.Distinct(StringComparer.Ordinal).Select(text => KeyValuePair.Create(text, text.Length))]);

        table.ShouldBe(expected);
        foreach (var text in texts)
            table.ContainsKey(text + "x").ShouldBe(expected.ContainsKey(text + "x"));
    }, iter: 200, seed: "0000KDHPZm02");

    // Hashes, as ids mostly are: from none to enough for an index of four digits.
    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(300)]
    [InlineData(70_000)]
    public void Find_HexadecimalKeys_AgreesWithADictionary(int count)
    {
        string[] ids = [.. Enumerable.Range(0, 2 * count).Select(number => Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(number)))[..16])];
        var expected = ids[..count].ToDictionary(id => id, id => id.Length, StringComparer.Ordinal);

        var table = OrdinalTable<int>.Of(expected);

        ids.ShouldAllBe(id => table.ContainsKey(id) == expected.ContainsKey(id));
        new[] { "", "0", "f", "00g", "FF00FF00FF00FF00", "ffffffffffffffff", "中中中中" }.ShouldAllBe(id => !table.ContainsKey(id));
    }

    [Fact]
    public void Only_SomeKeysInAnyOrderAndTwice_KeepsThoseInOrder()
    {
        var some = TableOf(InOrder).Only([["b", "A"], [], ["b", "中"]]);

        some.Keys.ShouldBe(["A", "b", "中"]);
        some["b"].ShouldBe("of b");
        some.ContainsKey("a").ShouldBeFalse();
        Should.Throw<KeyNotFoundException>(() => TableOf(InOrder).Only([["a"], ["C"]]));
    }

    private static OrdinalTable<string> TableOf(params string[] keys) =>
        OrdinalTable<string>.Of([.. keys.Select(key => KeyValuePair.Create(key, $"of {key}"))]);
}
