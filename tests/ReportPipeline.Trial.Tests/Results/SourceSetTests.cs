using System.Collections.Immutable;
using CsCheck;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Tests.Results;

/// <summary>Each resource version once, in ordinal order, whatever way they came.</summary>
public sealed class SourceSetTests
{
    // Of hashes (as versions are), of texts shorter and longer than the eight characters that are compared as one number, and of others.
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a")]
    [InlineData("b a", "a b")]
    [InlineData("a a a", "a")]
    [InlineData("a b b", "a b")]
    [InlineData("b a b a", "a b")]
    [InlineData("5560736d473a8b2c 0f79d4db34a57289 5560736d473a8b2c", "0f79d4db34a57289 5560736d473a8b2c")]
    [InlineData("0000000000000002 0000000000000001 0000000000000010", "0000000000000001 0000000000000002 0000000000000010")] // The first eight are alike.
    [InlineData("12345678z 12345678 1234567 12345678a", "1234567 12345678 12345678a 12345678z")]
    [InlineData("b A a B", "A B a b")] // By code unit, not as a dictionary has it.
    [InlineData("ä b a", "a b ä")]
    [InlineData("12345678ä 12345678b", "12345678b 12345678ä")] // What is not ASCII after the number.
    public void Of_Versions_EachOnceInOrdinalOrder(string given, string expected) => SourceSet.Of(Split(given)).ShouldBe(Split(expected));

    // A zero character fills the number up, and is no reason to take two ids for one.
    [Fact]
    public void Of_IdsThatDifferByAZeroCharacter_AreTwo() => SourceSet.Of(["a\0", "a", "a\0"]).ShouldBe(["a", "a\0"]);

    [Fact]
    public void Of_Set_IsTheSetItself()
    {
        ImmutableArray<string> set = ["a", "b", "c"];

        (SourceSet.Of(set) == set).ShouldBeTrue();
    }

    [Fact]
    public void Of_Versions_LeavesTheGivenOnesAsTheyWere()
    {
        ImmutableArray<string> given = ["b", "a"];

        SourceSet.Of(given);

        given.ShouldBe(["b", "a"]);
    }

    [Fact]
    public void Of_AnyTexts_IsWhatASortedSetHolds() => Gen.OneOf(Gen.String[Gen.Char["01ab"], 0, 12], Gen.String[0, 12]).Array[0, 80].Sample(
        texts => SourceSet.Of([.. texts]).ShouldBe(new SortedSet<string>(texts, StringComparer.Ordinal)), iter: 300, seed: "0000KDHPZm02");

    // printf 'a\nb' | sha256sum, and so on: the first sixteen digits.
    [Theory]
    [InlineData("a b", "7e18f737311b2dc3")]
    [InlineData("", "e3b0c44298fc1c14")]
    [InlineData("0f79d4db34a57289", "163c42a36bb72bc8")]
    public void KeyOf_Set_IsTheBeginningOfItsHash(string set, string key) => SourceSet.KeyOf(Split(set)).ShouldBe(key);

    private static ImmutableArray<string> Split(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
