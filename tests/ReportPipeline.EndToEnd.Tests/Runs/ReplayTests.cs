using Azure.Storage.Blobs;
using Microsoft.Extensions.Time.Testing;
using ReportPipeline.Functions.Replay;
using ReportPipeline.SampleTrial;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.Storage;
using ReportPipeline.Tests.Verification;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Tests.Runs;

/// <summary>A run made anew from its raw bytes is the same; where it is not, the first stage that differs is named.</summary>
[Collection(OneRunAtATime.Name)]
public sealed class ReplayTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly ProtocolReading Protocol = ProtocolFile.Load(Repository.PathOf("protocols", "msc-covid19.json"));

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2020, 6, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task RunAsync_UntouchedStorage_GivesEveryByteAgain()
    {
        var (options, run) = await CompletedRunAsync();

        var outcome = await ReplayAsync(options, run);

        outcome.Findings.ShouldBeEmpty();
        outcome.Files.Count(file => file.Key.EndsWith(".docx", StringComparison.Ordinal)).ShouldBe(4);
        outcome.Files.ShouldContain(file => file.Key.EndsWith("/results.json", StringComparison.Ordinal));
        outcome.Files.ShouldContain(file => file.Key.EndsWith("/snapshot.json", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("snapshots", "facts/", ReplayStage.Facts)]
    [InlineData("snapshots", "tables/ADSL/", ReplayStage.Snapshot)]
    [InlineData("results", "/results.json", ReplayStage.Results)]
    [InlineData("results", "/results.csv", ReplayStage.Results)]
    [InlineData("reports", "/open.en.docx", ReplayStage.Documents)]
    public async Task RunAsync_OneStoredFileAltered_NamesItsStageAlone(string container, string name, ReplayStage stage)
    {
        var (options, run) = await CompletedRunAsync();
        await AlterAsync(options, container, name, Digit);

        var findings = (await ReplayAsync(options, run)).Findings;

        findings.ShouldNotBeEmpty();
        findings.ShouldAllBe(finding => finding.Stage == stage);
        findings[0].Name.ShouldContain(name);
    }

    // From an altered bundle nothing can be made again: it is named at the first stage, and the replay ends there.
    [Theory]
    [InlineData("bundles", "/", "its bytes were altered")]
    [InlineData("ledger", "0000000000000001.json", "")]
    [InlineData("results", "/complete", "it was altered")]
    public async Task RunAsync_InputAltered_NamesItAtTheFirstStage(string container, string name, string explanation)
    {
        var (options, run) = await CompletedRunAsync();
        await AlterAsync(options, container, name, bytes => [.. bytes.AsSpan(1), .. bytes.AsSpan(0, 1)]);

        var outcome = await ReplayAsync(options, run);

        var finding = outcome.Findings.ShouldHaveSingleItem();
        finding.Stage.ShouldBe(ReplayStage.Inputs);
        finding.Name.ShouldStartWith(container == "ledger" ? "ledger entry 1" : $"{container}/");
        finding.Explanation.ShouldContain(explanation);
        outcome.Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task RunAsync_BundleRemoved_NamesItAtTheFirstStage()
    {
        var (options, run) = await CompletedRunAsync();
        var tampered = new TamperedStorage(options);
        var bundle = await tampered.FindAsync("bundles", "/");
        await tampered.RemoveAsync("bundles", bundle);

        var finding = (await ReplayAsync(options, run)).Findings.ShouldHaveSingleItem();

        finding.Stage.ShouldBe(ReplayStage.Inputs);
        finding.Name.ShouldBe($"bundles/{bundle}");
        finding.Explanation.ShouldContain("storage does not hold it");
    }

    [Fact]
    public async Task RunAsync_ResultAltered_NamesTheRow()
    {
        var (options, run) = await CompletedRunAsync();
        await AlterAsync(options, "results", "/results.json", bytes =>
        {
            var text = System.Text.Encoding.UTF8.GetString(bytes);
            var at = text.IndexOf("\"value\": 6", text.IndexOf("POP/full/total/subjects/N", StringComparison.Ordinal), StringComparison.Ordinal);
            return System.Text.Encoding.UTF8.GetBytes(string.Concat(text.AsSpan(0, at), "\"value\": 7", text.AsSpan(at + 10)));
        });

        (await ReplayAsync(options, run)).Findings.ShouldContain(finding =>
            finding.Explanation == "POP/full/total/subjects/N: 7 is stored, 6 comes out");
    }

    [Fact]
    public async Task RunAsync_NumberInAStoredDocumentAltered_NamesPlaceAndResult()
    {
        var (options, run) = await CompletedRunAsync();
        await AlterAsync(options, "reports", "/closed.en.docx", document => ZipTool.ReplaceText(document, "word/document.xml", text =>
            text.Replace("descr=\"Flow diagram: 6", "descr=\"Flow diagram: 7", StringComparison.Ordinal)));

        (await ReplayAsync(options, run)).Findings.ShouldContain(finding =>
            finding.Stage == ReplayStage.Documents && finding.Explanation.Contains("should read '6' and reads '7'"));
    }

    [Fact]
    public async Task RunAsync_UnknownRun_IsNull()
    {
        var (options, _) = await CompletedRunAsync();

        (await RunParts.Replay(PipelineStorage.Open(options, clock), azurite.Open(clock), Protocol, clock).RunAsync("0123456789abcdef", default)).ShouldBeNull();
    }

    [Fact]
    public async Task RunAsync_OtherProtocol_IsSaidFirst()
    {
        var (options, run) = await CompletedRunAsync();

        var outcome = await RunParts.Replay(PipelineStorage.Open(options, clock), azurite.Open(clock), Protocol with { Hash = "another" }, clock).RunAsync(run, default);

        outcome!.Findings[0].ShouldSatisfyAllConditions(
            finding => finding.Stage.ShouldBe(ReplayStage.Inputs), finding => finding.Name.ShouldBe("protocol"));
    }

    private static byte[] Digit(byte[] bytes)
    {
        var changed = bytes.ToArray();
        var at = Array.FindLastIndex(changed, value => value is >= (byte)'1' and <= (byte)'8');
        changed[at]++;
        return changed;
    }

    private static async Task AlterAsync(StorageOptions options, string container, string name, Func<byte[], byte[]> change)
    {
        var blobs = new BlobServiceClient(options.ConnectionString).GetBlobContainerClient(options.ContainerPrefix + container);
        await foreach (var blob in blobs.GetBlobsAsync())
        {
            if (blob.Name.Contains(name, StringComparison.Ordinal) || $"/{blob.Name}".EndsWith(name, StringComparison.Ordinal))
            {
                var client = blobs.GetBlobClient(blob.Name);
                var content = (await client.DownloadContentAsync()).Value.Content.ToArray();
                await client.UploadAsync(BinaryData.FromBytes(change(content)), overwrite: true);
                return;
            }
        }

        throw new InvalidOperationException($"No blob {name}.");
    }

    private async Task<(StorageOptions Options, string Run)> CompletedRunAsync()
    {
        var options = azurite.Options();
        var storage = PipelineStorage.Open(options, clock);
        foreach (var submission in new BundleWriter(Protocol.Protocol!).WriteAll(ReconstructedTrial.Load().Take(6)))
        {
            await storage.Bundles.AcceptAsync(new SiteId(submission.Site), submission.Content, clock.GetUtcNow());
        }

        return (options, (await RunParts.Pipeline(storage, Protocol, clock).RunAsync(default)).RunId!);
    }

    private async Task<ReplayOutcome> ReplayAsync(StorageOptions options, string run) =>
        (await RunParts.Replay(PipelineStorage.Open(options, clock), azurite.Open(clock), Protocol, clock).RunAsync(run, default)).ShouldNotBeNull();
}
