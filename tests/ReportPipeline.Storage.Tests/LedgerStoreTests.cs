using ReportPipeline.Tests;

namespace ReportPipeline.Storage.Tests;

[Collection(AzuriteTests.Name)]
public sealed class LedgerStoreTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task TryAppendAsync_TwoRunsForOneNumber_OnlyTheFirstSeals()
    {
        var ledger = azurite.Open().Ledger;

        (await ledger.TryAppendAsync(1, "first"u8.ToArray())).ShouldBeTrue();
        (await ledger.TryAppendAsync(1, "second"u8.ToArray())).ShouldBeFalse();

        (await ledger.ReadAsync(1)).ShouldBe("first"u8.ToArray());
    }

    [Fact]
    public async Task TryAppendAsync_SameBytesAgain_IsAppended()
    {
        var ledger = azurite.Open().Ledger;
        await ledger.TryAppendAsync(1, "first"u8.ToArray());

        (await ledger.TryAppendAsync(1, "first"u8.ToArray())).ShouldBeTrue();
    }

    [Fact]
    public async Task TryAppendAsync_TwentyRunsAtOnce_ExactlyOneSeals()
    {
        var ledger = azurite.Open().Ledger;

        var sealedBy = await Task.WhenAll(Enumerable.Range(0, 20).Select(run => ledger.TryAppendAsync(1, new[] { (byte)run })));

        sealedBy.Count(won => won).ShouldBe(1);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(13, 0)]
    [InlineData(13, 7)]
    [InlineData(13, 13)]
    public async Task FindHeadAsync_SoManyEntries_NewestNumber(int entries, int known)
    {
        var ledger = azurite.Open().Ledger;
        for (var number = 1; number <= entries; number++)
            await ledger.TryAppendAsync(number, new[] { (byte)number });

        (await ledger.FindHeadAsync(known)).ShouldBe(entries);
    }

    [Fact]
    public async Task ReadAsync_NumberNotReached_Null() => (await azurite.Open().Ledger.ReadAsync(1)).ShouldBeNull();
}
