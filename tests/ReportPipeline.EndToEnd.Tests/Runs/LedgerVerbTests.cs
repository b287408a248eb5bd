using System.Diagnostics;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Time.Testing;
using ReportPipeline.Storage;

namespace ReportPipeline.Tests.Runs;

/// <summary>The ledger's verbs against a real Azurite whose data are then tampered with, and the hospital's own script.</summary>
[Collection(OneRunAtATime.Name)]
public sealed class LedgerVerbTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private static readonly string[] Containers = ["ledger", "bundles", "arrivals", "audit", "reports", "results"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ledger-");

    private SealedTrial trial = null!;

    // The tool opens containers without a prefix: this test is the only one to use them.
    public async Task InitializeAsync() => trial = await SealedTrial.CreateAsync(AzuriteFixture.OptionsOf(azurite.ConnectionString, ""));

    public async Task DisposeAsync()
    {
        foreach (var name in Containers)
            await trial.Container(name).DeleteIfExistsAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Verify_UntouchedStorage_Holds()
    {
        var (code, output) = await VerifyAsync("--key", await KeyFileAsync());

        code.ShouldBe(0, output);
        output.ShouldContain("3 entries, 5 bundles, 14 audit entries, acts and documents");
        output.ShouldContain("0 stored records wait");
    }

    // What a request that was cut leaves behind harms nobody: it is named, and the ledger holds.
    [Fact]
    public async Task Verify_BundleThatWasNeverAcknowledged_IsNotedAndHolds()
    {
        var body = "cut before its marker"u8.ToArray();
        await trial.Blob("bundles", $"{SealedTrial.Site}/{BundleArchive.HashOf(body)}").UploadAsync(BinaryData.FromBytes(body));

        var (code, output) = await VerifyAsync();

        code.ShouldBe(0, output);
        output.ShouldContain($"Note: bundles/{SealedTrial.Site}/{BundleArchive.HashOf(body)} was never acknowledged");
    }

    // For each kind of thing: a byte altered, one taken out, one put in.
    [Theory]
    [InlineData("bundle altered", "has other bytes than were sealed")]
    [InlineData("bundle removed", "is missing")]
    [InlineData("bundle inserted", "has an arrival marker and is in no entry")]
    [InlineData("arrival time altered", "has another arrival time than was sealed")]
    [InlineData("refused entries altered", "has other notes about its refused entries than were sealed")]
    [InlineData("audit altered", "has other bytes than were sealed")]
    [InlineData("audit removed", "is missing")]
    [InlineData("audit inserted", "is in no entry")]
    [InlineData("act altered", "has other bytes than were sealed")]
    [InlineData("act removed", "is missing")]
    [InlineData("act inserted", "reports/run-1/acts/0002.json is in no entry")]
    [InlineData("document altered", "has other bytes than were sealed")]
    [InlineData("document removed", "is missing")]
    [InlineData("document inserted", "reports/run-1/closed.en.docx is in no entry")]
    [InlineData("entry altered", "Ledger entry 1: ")]
    [InlineData("entry reformatted", "Ledger entry 1 has other bytes")]
    [InlineData("entry removed", "Ledger entry 2 is missing")]
    [InlineData("last entries removed", "which the ledger does not hold")]
    [InlineData("entry inserted", "Ledger entry 4")]
    [InlineData("blob inserted", "ledger/note.txt was inserted")]
    [InlineData("signature removed", "Ledger entry 3 is not signed")]
    [InlineData("signature exchanged", "Ledger entry 3: its signature does not verify")]
    [InlineData("key exchanged", "is not the key that its name says")]
    [InlineData("chain rewritten", "is signed with a key that is not known")]
    public async Task Verify_TamperedStorage_NamesWhatWasDone(string tampering, string finding)
    {
        var keyFile = await KeyFileAsync();
        await TamperAsync(tampering);

        var (code, output) = await VerifyAsync("--key", keyFile);

        code.ShouldBe(1, output);
        output.ShouldContain(finding);
    }

    [Fact]
    public async Task Verify_HeadThatAReaderHolds_IsFoundOrMissed()
    {
        var (_, output) = await VerifyAsync();
        var head = output.Split("Head: ")[1][..64];

        (await VerifyAsync("--head", head)).Code.ShouldBe(0);
        (await VerifyAsync("--head", new string('0', 64))).Output.ShouldContain("No entry has the head");
    }

    [SkippableFact]
    public async Task Head_OfAnEntry_IsVerifiedByOpenssl()
    {
        var (_, proof) = await ToolAsync("ledger", "prove", "--record", $"reports/{SealedTrial.Report}", "--connection", azurite.ConnectionString);
        using var json = System.Text.Json.JsonDocument.Parse(proof);
        string Text(string name) => json.RootElement.GetProperty(name).ToString();
        var (text, signature) = (Path.Combine(folder.FullName, "head.txt"), Path.Combine(folder.FullName, "head.sig"));
        await File.WriteAllTextAsync(text, string.Join('|', "head", Text("number"), Text("previousHead"), Text("root"), Text("treeSize"), Text("sealedAt")));
        await File.WriteAllBytesAsync(signature, Convert.FromBase64String(Text("signature")));

        (await RunAsync("openssl", "dgst", "-sha256", "-verify", await KeyFileAsync(), "-signature", signature, text)).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Prove_EachReceiptAndRecord_IsVerifiedOfflineByTheDocumentedScript()
    {
        for (var number = 0; number < trial.Receipts.Count; number++)
        {
            var (code, proof) = await ProveAsync(number);
            code.ShouldBe(0, proof);
            var verified = await VerifyProofAsync(proof, SealedTrial.Body(number));
            verified.Code.ShouldBe(0, verified.Output);
        }

        var (_, ofReport) = await ToolAsync("ledger", "prove", "--record", $"reports/{SealedTrial.Report}", "--connection", azurite.ConnectionString);
        (await VerifyProofAsync(ofReport, "report"u8.ToArray())).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Prove_OtherBundleOrBentProofOrOtherKey_IsNotVerified()
    {
        var (_, proof) = await ProveAsync(0);

        (await VerifyProofAsync(proof, SealedTrial.Body(1))).Code.ShouldBe(1);
        (await VerifyProofAsync(proof.Replace("\"number\": 1", "\"number\": 2"), SealedTrial.Body(0))).Code.ShouldBe(1);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "key.pem"), Custody.Signing.SigningKey.Create().Verification.ToPem());
        (await VerifyProofAsync(proof, SealedTrial.Body(0), withKeyFile: true)).Output.ShouldContain("not signed with this key");
    }

    [Fact]
    public async Task Prove_RecordOrReceiptThatDoesNotExist_SaysSoAndDoesNotPromiseASeal()
    {
        var receipt = ReceiptId.Of(SealedTrial.Site, new string('0', 64));

        var ofRecord = await ToolAsync("ledger", "prove", "--record", "bogus/x", "--connection", azurite.ConnectionString);
        var ofReceipt = await ToolAsync("ledger", "prove", "--site", SealedTrial.Site.Value, "--receipt", receipt, "--connection", azurite.ConnectionString);

        ofRecord.ShouldBe((1, $"There is no record bogus/x: it is in no entry of the ledger, and storage does not hold it.{Environment.NewLine}"));
        ofReceipt.Code.ShouldBe(1);
        ofReceipt.Output.ShouldContain($"There is no bundle of receipt {receipt}");
    }

    private async Task TamperAsync(string tampering)
    {
        var bundle = trial.Blob("bundles", $"{SealedTrial.Site}/{trial.Receipts[1].BundleHash}");
        var entry = (int number) => trial.Blob("ledger", $"{number:D16}.json");
        Func<Task> work = tampering switch
        {
            "bundle altered" => () => bundle.UploadAsync(BinaryData.FromString("other"), overwrite: true),
            "bundle removed" => () => bundle.DeleteAsync(),
            "bundle inserted" => () => PipelineStorage.Open(trial.Options, new FakeTimeProvider(trial.Receipts[0].ReceivedAt.AddSeconds(1)))
                .Bundles.AcceptAsync(SealedTrial.Site, "another"u8.ToArray(), trial.Receipts[0].ReceivedAt.AddSeconds(1)),
            "arrival time altered" => () => RedateAsync(bundle),
            "refused entries altered" => () => RefuseAsync(bundle),
            "audit altered" => () => ReplaceAsync(trial.Blob("audit", trial.FirstLine.Name), "done", "refused"),
            "audit removed" => () => trial.Blob("audit", trial.FirstLine.Name).DeleteAsync(),
            "audit inserted" => () => PipelineStorage.Open(trial.Options, TimeProvider.System)
                .Audit.AppendAsync(new AuditEntry(trial.FirstLine.At, "somebody", "report.read", AuditOutcome.Done)),
            "act altered" => () => ReplaceAsync(trial.Blob("reports", SealedTrial.ActName), "approved", "reviewed"),
            "act removed" => () => trial.Blob("reports", SealedTrial.ActName).DeleteAsync(),
            "act inserted" => () => CopyAsync(trial.Blob("reports", SealedTrial.ActName), trial.Blob("reports", "run-1/acts/0002.json")),
            "document altered" => () => trial.Blob("reports", SealedTrial.Report).UploadAsync(BinaryData.FromString("other"), overwrite: true),
            "document removed" => () => trial.Blob("reports", SealedTrial.Report).DeleteAsync(),
            "document inserted" => () => CopyAsync(trial.Blob("reports", SealedTrial.Report), trial.Blob("reports", "run-1/closed.en.docx")),
            "entry altered" => () => ReplaceAsync(entry(1), trial.Receipts[1].BundleHash, trial.Receipts[4].BundleHash),
            "entry reformatted" => () => ReplaceAsync(entry(1), "\n", "\r\n"),
            "entry removed" => () => entry(2).DeleteAsync(),
            "last entries removed" => async () => { await entry(2).DeleteAsync(); await entry(3).DeleteAsync(); }
            ,
            "entry inserted" => () => CopyAsync(entry(3), entry(4)),
            "blob inserted" => () => trial.Blob("ledger", "note.txt").UploadAsync(BinaryData.FromString("x")),
            "signature removed" => () => WithoutSignatureAsync(entry(3)),
            "signature exchanged" => () => ExchangeSignatureAsync(entry(2), entry(3)),
            "key exchanged" => () => trial.Blob("ledger", $"keys/{trial.Key.Verification.KeyId}.pem").UploadAsync(
                BinaryData.FromString(Custody.Signing.SigningKey.Create().Verification.ToPem()), overwrite: true),
            _ => trial.RewriteWithAnotherKeyAsync,
        };
        await work();
    }

    private static async Task ReplaceAsync(BlobClient blob, string what, string with)
    {
        var text = (await blob.DownloadContentAsync()).Value.Content.ToString();
        text.ShouldContain(what);
        await blob.UploadAsync(BinaryData.FromString(text.Replace(what, with)), overwrite: true);
    }

    private static async Task CopyAsync(BlobClient from, BlobClient to) =>
        await to.UploadAsync((await from.DownloadContentAsync()).Value.Content, overwrite: true);

    private static async Task RedateAsync(BlobClient bundle)
    {
        var metadata = (await bundle.GetPropertiesAsync()).Value.Metadata;
        metadata["receivedat"] = "20200601T000000" + "5000000Z";
        await bundle.SetMetadataAsync(metadata);
    }

    private static async Task RefuseAsync(BlobClient bundle)
    {
        var metadata = (await bundle.GetPropertiesAsync()).Value.Metadata;
        metadata["refusedentries"] = "0";
        await bundle.SetMetadataAsync(metadata);
    }

    private static async Task WithoutSignatureAsync(BlobClient entry)
    {
        var content = Custody.LedgerEntry.Read((await entry.DownloadContentAsync()).Value.Content.ToArray());
        var text = System.Text.Encoding.UTF8.GetString(content.ToBytes());
        var at = text.IndexOf(",\n  \"keyId\"", StringComparison.Ordinal);
        await entry.UploadAsync(BinaryData.FromString(text[..at] + "\n}"), overwrite: true);
    }

    private static async Task ExchangeSignatureAsync(BlobClient from, BlobClient to)
    {
        var (one, other) = (
            Custody.LedgerEntry.Read((await from.DownloadContentAsync()).Value.Content.ToArray()),
            Custody.LedgerEntry.Read((await to.DownloadContentAsync()).Value.Content.ToArray()));
        // As it stands in the file: a plus sign of base64 is escaped there.
        await ReplaceAsync(to, Escaped(other.Signature!), Escaped(one.Signature!));

        static string Escaped(string text) => System.Text.Json.JsonSerializer.Serialize(text).Trim('"');
    }

    private async Task<string> KeyFileAsync()
    {
        var file = Path.Combine(folder.FullName, "key.pem");
        await File.WriteAllTextAsync(file, trial.Key.Verification.ToPem());
        return file;
    }

    private Task<(int Code, string Output)> VerifyAsync(params string[] options) =>
        ToolAsync(["ledger", "verify", "--connection", azurite.ConnectionString, .. options]);

    private Task<(int Code, string Output)> ProveAsync(int number) => ToolAsync(
        "ledger", "prove", "--site", SealedTrial.Site.Value, "--receipt", trial.Receipts[number].Id, "--connection", azurite.ConnectionString);

    private async Task<(int Code, string Output)> VerifyProofAsync(string proof, byte[] bundle, bool withKeyFile = false)
    {
        var (proofFile, bundleFile) = (Path.Combine(folder.FullName, "proof.json"), Path.Combine(folder.FullName, "bundle.json"));
        await File.WriteAllTextAsync(proofFile, proof);
        await File.WriteAllBytesAsync(bundleFile, bundle);
        var key = withKeyFile ? Path.Combine(folder.FullName, "key.pem") : await KeyFileAsync();
        return await RunAsync("node", Repository.PathOf("docs", "verify-inclusion.mjs"), proofFile, bundleFile, key);
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
