using System.Text;
using ReportPipeline.Custody;

namespace ReportPipeline.Tests;

public sealed class LedgerEntryTests
{
    private static readonly DateTimeOffset Noon = new(2020, 2, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly SealedBundle First = new("site-a", new string('1', 64), Noon);

    private static readonly SealedBundle Second = new("site-b", new string('2', 64), Noon.AddMinutes(1));

    [Fact]
    public void Seal_SecondEntry_CoversThePreviousHead()
    {
        var one = LedgerEntry.Seal(null, [First], Noon);
        var two = LedgerEntry.Seal(one, [Second], Noon.AddHours(1));

        one.Number.ShouldBe(1);
        one.PreviousHead.ShouldBe(LedgerEntry.NoPreviousHead);
        two.Number.ShouldBe(2);
        two.PreviousHead.ShouldBe(one.Head);
        LedgerEntry.Seal(LedgerEntry.Seal(null, [First, Second], Noon), [Second], Noon.AddHours(1)).Head.ShouldNotBe(two.Head);
    }

    [Fact]
    public void Seal_OrderOfArrivalInMemory_DoesNotMatter() =>
        LedgerEntry.Seal(null, [Second, First], Noon).Head.ShouldBe(LedgerEntry.Seal(null, [First, Second], Noon).Head);

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var entry = LedgerEntry.Seal(null, [First, Second], Noon);

        LedgerEntry.Read(entry.ToBytes()).Head.ShouldBe(entry.Head);
    }

    [Fact]
    public void Read_AnyChangedDigit_IsFound()
    {
        var bytes = LedgerEntry.Seal(null, [First, Second], Noon).ToBytes();
        for (var index = 0; index < bytes.Length; index++)
        {
            if (!char.IsAsciiDigit((char)bytes[index]))
            {
                continue;
            }

            var changed = bytes.ToArray();
            changed[index] = changed[index] == '9' ? (byte)'8' : (byte)(changed[index] + 1);
            Should.Throw<LedgerBrokenException>(() => LedgerEntry.Read(changed), Encoding.UTF8.GetString(changed.AsSpan(Math.Max(0, index - 30), 30)));
        }
    }

    [Fact]
    public void Prove_EachBundle_LeadsToTheRoot()
    {
        var entry = LedgerEntry.Seal(null, [First, Second], Noon);
        for (var index = 0; index < entry.Bundles.Length; index++)
        {
            MerkleTree.VerifyInclusion(entry.Bundles[index].ToLeaf(), entry.Prove(index), Convert.FromHexString(entry.Root)).ShouldBeTrue();
        }
    }
}
