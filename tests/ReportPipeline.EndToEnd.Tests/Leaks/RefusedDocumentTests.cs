using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using ReportPipeline.Custody.Manifests;
using ReportPipeline.Functions.Reports;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Functions.Status;
using ReportPipeline.SampleTrial;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.Storage;
using ReportPipeline.Tests.Runs;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Tests.Leaks;

/// <summary>
/// A whole run whose closed report would print something of a patient: the day on which serious events were received is the very day
/// on which another patient was born.
/// </summary>
[Collection(AzuriteTests.Name)]
public sealed class RefusedDocumentTests(AzuriteFixture azurite)
{
    private const string BirthDate = "2020-06-01";

    private static readonly ProtocolReading Protocol = ProtocolFile.Load(Repository.PathOf("protocols", "msc-covid19.json"));

    private static readonly IReadOnlyList<BundleSubmission> Submissions = new BundleWriter(Protocol.Protocol!).WriteAll(ReconstructedTrial.Load().Take(8));

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2020, 6, 1, 2, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task RunAsync_ReportWouldHoldABirthDate_IsNotStoredTheStatusSaysSoAndTheOneBeforeStays()
    {
        var storage = azurite.Open(clock);
        await AcceptAsync(storage, Submissions);
        var first = (await RunAsync(storage)).RunId!;
        var before = await storage.Reports.ReadAsync($"{first}/closed.en.docx");
        clock.Advance(TimeSpan.FromDays(30));
        await AcceptAsync(storage, [Submissions[0] with { Content = BornOnThatDay(Submissions[0].Content) }]);

        var second = await RunAsync(storage);

        foreach (var language in Protocol.Protocol!.ReportLanguages)
        {
            second.Logs.ShouldContain(line => line.StartsWith($"Refused: closed.{language}.docx: a patient's birth date in word/document.xml.", StringComparison.Ordinal));
        }

        string.Join('\n', second.Logs).ShouldNotContain(BirthDate);
        (await storage.Reports.ReadAsync($"{second.RunId}/closed.en.docx")).ShouldBeNull();
        (await storage.Reports.ReadAsync($"{second.RunId}/closed.zh-Hans.docx")).ShouldBeNull();
        TrialJson.Read<RunManifest>(await storage.Reports.ReadAsync($"{second.RunId}/{RunManifest.FileName}")).Refused
            .ShouldContain("closed.en.docx: a patient's birth date in word/document.xml");
        var status = await new PipelineStatus(
            storage, new LedgerSeal(storage, RunParts.Signing, clock), new RunCatalogue(storage), new RunSchedule("0 */15 * * * *"), clock).ReadAsync(default);
        status.State.ShouldBe("documents-refused");
        status.LastRun!.Run.ShouldBe(second.RunId);
        status.LastRun.Refused.ShouldContain("closed.en.docx: a patient's birth date in word/document.xml");
        string.Join('\n', status.LastRun.Refused).ShouldNotContain(BirthDate);
        before.ShouldNotBeNull();
        (await storage.Reports.ReadAsync($"{first}/closed.en.docx")).ShouldBe(before);
    }

    private static byte[] BornOnThatDay(byte[] content)
    {
        var bundle = JsonNode.Parse(content)!;
        var patient = bundle["entry"]!.AsArray().Select(entry => entry!["resource"]!).First(resource => resource["resourceType"]!.GetValue<string>() == "Patient");
        patient["birthDate"] = BirthDate;
        return Encoding.UTF8.GetBytes(bundle.ToJsonString());
    }

    private async Task AcceptAsync(PipelineStorage storage, IEnumerable<BundleSubmission> submissions)
    {
        foreach (var submission in submissions)
        {
            await storage.Bundles.AcceptAsync(new SiteId(submission.Site), submission.Content, clock.GetUtcNow());
        }
    }

    private Task<RunOutcome> RunAsync(PipelineStorage storage) => RunParts.Pipeline(storage, Protocol, clock).RunAsync(default);
}
