using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using ReportPipeline.SampleTrial;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.Tests.SampleResults;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Tests.Runs;

/// <summary>A whole run, with its guards, under a protocol of which two endpoints cannot be resolved.</summary>
[Collection(AzuriteTests.Name)]
public sealed class UnresolvedRunTests(AzuriteFixture azurite)
{
    private static readonly ProtocolReading Protocol = ChangedProtocol.Read("msc-covid19.json", endpoints =>
    {
        endpoints.Endpoint("T2")["variables"] = new JsonArray("AGE", "SHOE-SIZE");
        endpoints.Endpoint("T8")["type"] = "adverse-event-incidents";
    });

    [Fact]
    public async Task RunAsync_ProtocolWithUnresolvedEndpoints_StoresEveryReport()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2020, 6, 1, 2, 0, 0, TimeSpan.Zero));
        var storage = azurite.Open(clock);
        foreach (var submission in new BundleWriter(Protocol.Protocol!).WriteAll(ReconstructedTrial.Load().Take(8)))
        {
            await storage.Bundles.AcceptAsync(new SiteId(submission.Site), submission.Content, clock.GetUtcNow());
        }

        var outcome = await RunParts.Pipeline(storage, Protocol, clock).RunAsync(default);

        string.Join('\n', outcome.Logs).ShouldNotContain("Refused");
        foreach (var document in new[] { "open.en", "open.zh-Hans", "closed.en", "closed.zh-Hans" })
        {
            (await storage.Reports.ReadAsync($"{outcome.RunId}/{document}.docx")).ShouldNotBeNull(document);
        }
    }
}
