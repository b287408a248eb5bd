using ReportPipeline.Tests;
using ReportPipeline.Trial;

namespace ReportPipeline.Storage.Tests;

[Collection(AzuriteTests.Name)]
public sealed class TimeOrderedStoresTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task AuditAppendAsync_Entries_ComeBackInTimeOrder()
    {
        var audit = azurite.Open().Audit;
        var later = new AuditEntry(Noon.AddMinutes(1), "timer", "run", AuditOutcome.Done);
        var first = new AuditEntry(Noon, "north", "bundle.submit", AuditOutcome.Done, "receipt");
        await audit.AppendAsync(later);
        await audit.AppendAsync(first);
        await audit.AppendAsync(first);

        var entries = new List<AuditEntry?>();
        await foreach (var name in audit.ListAsync(null))
            entries.Add(await audit.ReadAsync(name.Name));

        entries.ShouldBe([first, later]);
    }

    [Fact]
    public async Task RejectedAddAsync_Refusal_KeepsBodyAndOutcomeSideBySide()
    {
        var rejected = azurite.Open().Rejected;

        var name = await rejected.AddAsync(new Refusal(new SiteId("north"), Noon, "nonsense"u8.ToArray(), "{}"u8.ToArray()));

        name.ShouldStartWith("2026/03/14/12/00/000000000-");
        (await rejected.ReadAsync($"{name}/body")).ShouldBe("nonsense"u8.ToArray());
        (await rejected.ReadAsync($"{name}/outcome.json")).ShouldBe("{}"u8.ToArray());
    }
}
