using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using ReportPipeline.Tests;

namespace ReportPipeline.Storage.Tests;

[Collection(AzuriteTests.Name)]
public sealed class RunLeaseTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task TryTake_WhileAnotherHasIt_GivesNoneUntilItIsGivenBack()
    {
        var options = azurite.Options();
        var (one, other) = (Open(options), Open(options));
        (await one.IsHeldAsync()).ShouldBeFalse();

        await using (var held = await one.TryTakeAsync())
        {
            held.ShouldNotBeNull();
            (await other.TryTakeAsync()).ShouldBeNull();
            (await other.IsHeldAsync()).ShouldBeTrue();
            (await held.TryRenewAsync()).ShouldBeTrue();
        }

        (await other.IsHeldAsync()).ShouldBeFalse();
        (await other.TryTakeAsync()).ShouldNotBeNull();
    }

    [Fact]
    public async Task TryTake_ManyAtOnce_OneHasIt()
    {
        var options = azurite.Options();

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Open(options).TryTakeAsync()));

        taken.Count(lease => lease is not null).ShouldBe(1);
    }

    [Fact]
    public async Task TryRenew_BrokenAndTakenByAnother_SaysSoAndLeavesTheOther()
    {
        var options = azurite.Options();
        var lost = (await Open(options).TryTakeAsync())!;
        await BreakAsync(options);
        await using var other = await Open(options).TryTakeAsync();

        (await lost.TryRenewAsync()).ShouldBeFalse();
        await lost.DisposeAsync();

        (await other!.TryRenewAsync()).ShouldBeTrue();
    }

    // A program that was killed gives nothing back: its lease runs out by itself. The shortest that storage grants, for the test.
    [Fact]
    public async Task TryTake_HolderWasKilled_IsGrantedOnceTheLeaseHasRunOut()
    {
        var options = azurite.Options();
        (await Open(options).TryTakeAsync(TimeSpan.FromSeconds(15))).ShouldNotBeNull();

        HeldLease? next = null;
        for (var attempt = 0; next is null && attempt < 600; attempt++)
        {
            next = await Open(options).TryTakeAsync();
            if (next is null)
                await Task.Delay(500);
        }

        next.ShouldNotBeNull();
    }

    private static RunLease Open(StorageOptions options) =>
        PipelineStorage.Open(options with { AttemptTimeout = TimeSpan.FromMinutes(2), OperationTimeout = TimeSpan.FromMinutes(5) }, TimeProvider.System).RunLease;

    private static async Task BreakAsync(StorageOptions options) =>
        await new BlobServiceClient(options.ConnectionString).GetBlobContainerClient(options.ContainerPrefix + "leases")
            .GetBlobClient("run").GetBlobLeaseClient().BreakAsync(TimeSpan.Zero);
}
