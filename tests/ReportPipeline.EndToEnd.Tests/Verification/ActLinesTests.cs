using Azure.Storage.Blobs;
using ReportPipeline.Cli.Verification;
using ReportPipeline.Custody;
using ReportPipeline.Custody.Acts;
using ReportPipeline.Custody.Manifests;
using ReportPipeline.Custody.Signing;
using ReportPipeline.Storage;
using ReportPipeline.Trial.Documents;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Tests.Verification;

/// <summary>What <c>verify</c> says of a report's two acts, a signature and a release, after somebody had his hands on their files.</summary>
[Collection(AzuriteTests.Name)]
public sealed class ActLinesTests(AzuriteFixture azurite)
{
    private const string Unsigned = "ITS SIGNATURE DOES NOT HOLD";
    private const string Unchained = "THE ACT BEFORE IT WAS CHANGED OR TAKEN OUT";

    private static readonly SigningKey Key = SigningKey.Create();
    private static readonly DateTimeOffset At = new(2026, 5, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly string Sha256 = BundleArchive.HashOf("closed"u8);

    private readonly StorageOptions options = azurite.Options();

    [Fact]
    public async Task Read_ActsAsStored_HoldAndNameThePeople()
    {
        var (lines, hold) = await ReadAsync();

        hold.ShouldBeTrue();
        lines[0].ShouldStartWith("Approved by Li Wei (committee.sign)");
        lines[1].ShouldBe("Released by Operator (operator) on 2026-05-01T08:00:00.0000000Z, these bytes");
    }

    [Theory]
    [InlineData("0001.json", "Approved", "Reviewed", 0, Unsigned)]
    [InlineData("0001.json", "Li Wei", "Li Mei", 1, Unchained)]
    [InlineData("0002.json", "committee-7", "committee-8", 1, Unsigned)]
    [InlineData("0002.json", "2026-05-01", "2026-04-01", 1, Unsigned)]
    public async Task Read_ActAltered_SaysOfItThatItDoesNotHold(string file, string what, string with, int line, string finding)
    {
        await StoreAsync();
        var blob = Blob(file);
        var text = (await blob.DownloadContentAsync()).Value.Content.ToString();
        text.ShouldContain(what, Case.Insensitive);
        await blob.UploadAsync(BinaryData.FromString(text.Replace(what, with, StringComparison.OrdinalIgnoreCase)), overwrite: true);

        var (lines, hold) = await LinesAsync();

        hold.ShouldBeFalse();
        lines[line].ShouldContain(finding);
    }

    [Fact]
    public async Task Read_ActSignedWithAKeyOfSomebodyElse_DoesNotHold()
    {
        await StoreAsync();
        await Blob("0002.json").UploadAsync(new BinaryData(SignedAct.Sign(Release(await HashOfFirstAsync()), SigningKey.Create()).ToBytes()), overwrite: true);

        var (lines, hold) = await LinesAsync();

        hold.ShouldBeFalse();
        lines[1].ShouldContain(Unsigned);
    }

    [Fact]
    public async Task Read_FirstActTakenOut_IsMissedAndTheReportNoDraft()
    {
        await StoreAsync();
        await Blob("0001.json").DeleteAsync();

        var (lines, hold) = await LinesAsync();

        hold.ShouldBeFalse();
        lines.ShouldHaveSingleItem().ShouldBe("ACT 1 IS MISSING: storage holds later ones.");
    }

    [Fact]
    public async Task Read_ActThatIsNone_IsAFaultOfTheRecord()
    {
        await StoreAsync();
        await Blob("0001.json").UploadAsync(BinaryData.FromString("{}"), overwrite: true);

        await Should.ThrowAsync<LedgerBrokenException>(LinesAsync);
    }

    private async Task<(IReadOnlyList<string> Lines, bool Hold)> ReadAsync()
    {
        await StoreAsync();
        return await LinesAsync();
    }

    private Task<(IReadOnlyList<string> Lines, bool Hold)> LinesAsync()
    {
        var run = new RunIdentity("run-1", 1, "head", "snapshot", At, "trial", "1", "hash", "0", 1);
        var manifest = DocumentManifest.Of("closed.en.docx", run, null, new DocumentContents(Sha256, 6, [], [], []));
        return ActLines.ReadAsync(PipelineStorage.Open(options, TimeProvider.System), manifest, Key.Verification, default);
    }

    private async Task StoreAsync()
    {
        var storage = PipelineStorage.Open(options, TimeProvider.System);
        var approval = new Act("run-1", ActMeaning.Approved, new ActingPerson("Li Wei", "li", "committee.sign"), At, At, [new ActedDocument("run-1/closed.en.docx", Sha256)]);
        await storage.Reports.CreateAsync(new Artefact("run-1/acts/0001.json", SignedAct.Sign(approval, Key).ToBytes(), "application/json"));
        await storage.Reports.CreateAsync(new Artefact("run-1/acts/0002.json", SignedAct.Sign(Release(await HashOfFirstAsync()), Key).ToBytes(), "application/json"));
    }

    private static Act Release(string previous) =>
        new("run-1", ActMeaning.Released, new ActingPerson("Operator", "committee-7", "operator"), At, At, [new ActedDocument("run-1/closed.en.docx", Sha256)], Previous: previous);

    private async Task<string> HashOfFirstAsync() => BundleArchive.HashOf((await Blob("0001.json").DownloadContentAsync()).Value.Content.ToMemory().Span);

    private BlobClient Blob(string file) =>
        new BlobServiceClient(options.ConnectionString).GetBlobContainerClient(options.ContainerPrefix + "reports").GetBlobClient($"run-1/acts/{file}");
}
