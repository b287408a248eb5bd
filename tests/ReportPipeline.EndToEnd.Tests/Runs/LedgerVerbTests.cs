using System.Diagnostics;
using Azure.Storage.Blobs;
using ReportPipeline.Custody;
using ReportPipeline.Storage;
using ReportPipeline.Trial;

namespace ReportPipeline.Tests.Runs;

/// <summary>The ledger's verbs against a real Azurite whose data are then tampered with, and the hospital's own script.</summary>
[Collection(AzuriteTests.Name)]
public sealed class LedgerVerbTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly SiteId Site = new("site-a");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ledger-");

    private StorageOptions options = new();

    private Receipt[] receipts = [];

    public async Task InitializeAsync()
    {
        // The tool opens containers without a prefix: this test is the only one to use them.
        options = new StorageOptions { ConnectionString = azurite.ConnectionString };
        var storage = PipelineStorage.Open(options, TimeProvider.System);
        receipts = await Task.WhenAll(Enumerable.Range(0, 5).Select(number => storage.Bundles.AcceptAsync(Site, Body(number), DateTimeOffset.UnixEpoch.AddHours(number))));
        var one = LedgerEntry.Seal(null, receipts.Take(3).Select(Sealed), DateTimeOffset.UnixEpoch);
        var two = LedgerEntry.Seal(one, receipts.Skip(3).Select(Sealed), DateTimeOffset.UnixEpoch.AddDays(1));
        await storage.Ledger.TryAppendAsync(1, one.ToBytes());
        await storage.Ledger.TryAppendAsync(2, two.ToBytes());
    }

    public async Task DisposeAsync()
    {
        var service = new BlobServiceClient(options.ConnectionString);
        await service.DeleteBlobContainerAsync("ledger");
        await service.DeleteBlobContainerAsync("bundles");
        await service.DeleteBlobContainerAsync("arrivals");
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Verify_UntouchedStorage_Holds()
    {
        var (code, output) = await ToolAsync("ledger", "verify", "--connection", options.ConnectionString!);

        code.ShouldBe(0, output);
        output.ShouldContain("2 entries, 5 bundles");
    }

    [Theory]
    [InlineData("altered")]
    [InlineData("removed")]
    [InlineData("entry")]
    public async Task Verify_TamperedStorage_NamesWhatWasDone(string tampering)
    {
        var service = new BlobServiceClient(options.ConnectionString);
        var hash = receipts[1].BundleHash;
        var bundle = service.GetBlobContainerClient("bundles").GetBlobClient($"{Site}/{hash}");
        if (tampering == "altered")
        {
            await bundle.UploadAsync(BinaryData.FromString("other"), overwrite: true);
        }
        else if (tampering == "removed")
        {
            await bundle.DeleteAsync();
        }
        else
        {
            var ledger = service.GetBlobContainerClient("ledger");
            var entry = ledger.GetBlobClient((await ledger.GetBlobsAsync().FirstAsync()).Name);
            var text = (await entry.DownloadContentAsync()).Value.Content.ToString();
            await entry.UploadAsync(BinaryData.FromString(text.Replace(hash, receipts[4].BundleHash)), overwrite: true);
        }

        var (code, output) = await ToolAsync("ledger", "verify", "--connection", options.ConnectionString!);

        code.ShouldBe(1, output);
        output.ShouldContain(tampering == "entry" ? "Ledger entry 1" : hash);
    }

    [Fact]
    public async Task Prove_EachReceipt_IsVerifiedOfflineByTheDocumentedScript()
    {
        for (var number = 0; number < receipts.Length; number++)
        {
            var (code, proof) = await ToolAsync("ledger", "prove", "--site", Site.Value, "--receipt", receipts[number].Id, "--connection", options.ConnectionString!);
            code.ShouldBe(0, proof);
            var verified = await VerifyAsync(proof, Body(number));
            verified.Code.ShouldBe(0, verified.Output);
        }
    }

    [Fact]
    public async Task Prove_OtherBundleOrBentProof_IsNotVerified()
    {
        var (_, proof) = await ToolAsync("ledger", "prove", "--site", Site.Value, "--receipt", receipts[0].Id, "--connection", options.ConnectionString!);

        (await VerifyAsync(proof, Body(1))).Code.ShouldBe(1);
        (await VerifyAsync(proof.Replace("\"number\": 1", "\"number\": 2"), Body(0))).Code.ShouldBe(1);
    }

    private static byte[] Body(int number) => System.Text.Encoding.UTF8.GetBytes($"bundle {number}");

    private static SealedBundle Sealed(Receipt receipt) => new(Site.Value, receipt.BundleHash, receipt.ReceivedAt);

    private async Task<(int Code, string Output)> VerifyAsync(string proof, byte[] bundle)
    {
        var (proofFile, bundleFile) = (Path.Combine(folder.FullName, "proof.json"), Path.Combine(folder.FullName, "bundle.json"));
        await File.WriteAllTextAsync(proofFile, proof);
        await File.WriteAllBytesAsync(bundleFile, bundle);
        return await RunAsync("node", Repository.PathOf("docs", "verify-inclusion.mjs"), proofFile, bundleFile);
    }

    private static Task<(int Code, string Output)> ToolAsync(params string[] arguments) =>
        RunAsync("dotnet", [typeof(ReportPipeline.Cli.FunctionApp.LocalPipeline).Assembly.Location, .. arguments]);

    private static async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}
