using System.Diagnostics;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using ReportPipeline.Cli.FunctionApp;
using ReportPipeline.Custody.Manifests;
using ReportPipeline.Reporting.Word;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Tests.SecondTrial;

/// <summary>What came of a protocol file that the program had never seen, posted, run by the timer, released and run again.</summary>
public sealed class SecondTrialPipelineTests(SecondTrialPipeline pipeline) : IClassFixture<SecondTrialPipeline>
{
    private const string PrimaryP = "LDL-12/itt/ANTIBODY:PLACEBO/LDL/difference/p";

    // The correction and the late bundle bring the data to those that R was given in SecondTrialTests.
    [Theory]
    [InlineData("LDL-12/itt/ANTIBODY:PLACEBO/LDL/difference/estimate", -0.54381328990843203)]
    [InlineData("LDL-12/itt/ANTIBODY:PLACEBO/LDL/difference/lower", -0.740947447941580)]
    [InlineData("LDL-12/itt/ANTIBODY:PLACEBO/LDL/difference/upper", -0.346679131875284)]
    [InlineData(PrimaryP, 7.02016002964102e-07)]
    [InlineData("POP/itt/total/subjects/N", 72)]
    [InlineData("AUDIT/itt/total/findings/n", 0)]
    public void Results_FromHttpAndStorage_AgreeWithR(string id, double expected) =>
        ((NumberValue)pipeline.Second.Results.Find(id)!.Value).Value.ShouldBe(expected, 1e-8 * Math.Max(1e-3, Math.Abs(expected)));

    [Fact]
    public void Submit_EveryBundle_IsAccepted()
    {
        pipeline.Answers.Count.ShouldBeGreaterThan(72);
        pipeline.Answers.ShouldAllBe(answer => answer.Accepted);
    }

    [Fact]
    public void Reports_OfBothRuns_AreFourValidDocuments()
    {
        foreach (var run in new[] { pipeline.First, pipeline.Second })
        {
            run.Documents.Keys.Order().ShouldBe(["closed.en", "closed.zh-Hans", "open.en", "open.zh-Hans"]);
            foreach (var (name, document) in run.Documents)
            {
                DocumentValidation.Errors(document.Bytes).ShouldBeEmpty(name);
            }
        }
    }

    // 30 of 72 subjects are no look, 72 are the final one.
    [Fact]
    public void Reports_BeforeAndAtTheLook_HoldBackAndShowThePrimaryP()
    {
        // The sentence says so in words, and holds no P.
        Text(pipeline.First, "closed.en").ShouldContain("Adjusted difference, Antibody minus Placebo: held back until a declared look.");
        Controls(pipeline.First, PrimaryP).ShouldBeEmpty();
        Printed(pipeline.First, "AE-ANY/treated/ANTIBODY:PLACEBO/outcome/p").ShouldAllBe(text => text != "held");
        Printed(pipeline.Second, PrimaryP).ShouldAllBe(text => text == "<0.001");
        Text(pipeline.Second, "closed.en").ShouldContain("Adjusted difference of the changes, Antibody minus Placebo: −0.544 (−0.741, −0.347) mmol/L; P <0.001");
    }

    [Fact]
    public void Results_OfTwoRuns_NameTheSameStatisticsAlike()
    {
        var (first, second) = (pipeline.First.Results, pipeline.Second.Results);

        first.Rows.Select(row => row.Id).ShouldBeUnique();
        second.Rows.Select(row => row.Id).ShouldBeUnique();
        first.Rows.Where(row => second.Find(row.Id) is null).Select(row => row.Id).ShouldBeEmpty();
        first.Rows.ShouldAllBe(row => second.Find(row.Id)!.Unit == row.Unit && second.Find(row.Id)!.Statistic == row.Statistic);
        first.Rows.Count(row => second.Find(row.Id)!.Value != row.Value).ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Verify_WithStorage_ShowsWhoSignedAndReplaysTheRun()
    {
        var (code, output) = await VerifyAsync();

        code.ShouldBe(0, output);
        output.ShouldContain("Authentic: every byte is as signed");
        output.ShouldContain("Approved by Development user li (committee.sign)");
        output.ShouldContain("Released by Development user li (operator)");
        output.ShouldContain("these bytes");
        output.ShouldContain("The replayed document is the signed one, byte for byte.");
    }

    [Fact]
    public async Task Verify_WithStorageWhoseSignatureFileWasAltered_FailsAndSaysWhichAct()
    {
        var container = new Azure.Storage.Blobs.BlobServiceClient(pipeline.ConnectionString).GetBlobContainerClient("reports");
        var act = container.GetBlobClient($"{pipeline.First.Run}/acts/0001.json");
        var stored = (await act.DownloadContentAsync()).Value.Content;
        await act.UploadAsync(BinaryData.FromString(stored.ToString().Replace("user li", "user lo", StringComparison.Ordinal)), overwrite: true);
        try
        {
            var (code, output) = await VerifyAsync();

            code.ShouldBe(1, output);
            output.ShouldContain("Approved by Development user lo (committee.sign)");
            output.ShouldContain("ITS SIGNATURE DOES NOT HOLD");
            output.ShouldContain("THE ACT BEFORE IT WAS CHANGED OR TAKEN OUT");
        }
        finally
        {
            await act.UploadAsync(stored, overwrite: true);
        }
    }

    private async Task<(int Code, string Output)> VerifyAsync()
    {
        var report = Path.Combine(pipeline.Data, "report.closed.en.docx");
        var document = pipeline.First.Documents["closed.en"];
        await File.WriteAllBytesAsync(report, document.Bytes);
        await File.WriteAllBytesAsync(ManifestNames.ManifestOf(report), document.Manifest);
        await File.WriteAllBytesAsync(ManifestNames.SignatureOf(ManifestNames.ManifestOf(report)), document.Signature);
        await File.WriteAllBytesAsync(Path.Combine(pipeline.Data, "verification-key.pem"), pipeline.First.Key);

        return await ToolAsync("verify", report);
    }

    [Fact]
    public async Task Replay_RunAfterARelease_GivesEveryFileAgain()
    {
        var output = Path.Combine(pipeline.Data, "replayed");

        var (code, text) = await ToolAsync("replay", "--report", pipeline.Second.Run, "--out", output);

        code.ShouldBe(0, text);
        text.ShouldContain("came out as they are stored, byte for byte");
        var made = Directory.EnumerateFiles(output, "closed.en.docx", SearchOption.AllDirectories).ShouldHaveSingleItem();
        (await File.ReadAllBytesAsync(made)).ShouldBe(pipeline.Second.Documents["closed.en"].Bytes);
    }

    private async Task<(int Code, string Output)> ToolAsync(params string[] arguments)
    {
        string[] storage = ["--data", pipeline.Data, "--connection", pipeline.ConnectionString, "--protocol", SecondTrialPipeline.ProtocolPath];
        var start = new ProcessStartInfo("dotnet", [typeof(LocalPipeline).Assembly.Location, .. arguments, .. storage]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }

    private static IReadOnlyList<string> Printed(RunOutput run, string result)
    {
        var printed = Controls(run, result);
        printed.ShouldNotBeEmpty(result);
        return printed;
    }

    private static IReadOnlyList<string> Controls(RunOutput run, string result)
    {
        using var word = Open(run, "closed.en");
        return [.. word.MainDocumentPart!.Document!.Descendants<SdtElement>()
            .Where(control => control.SdtProperties?.GetFirstChild<Tag>()?.Val == result).Select(control => control.InnerText)];
    }

    private static string Text(RunOutput run, string name)
    {
        using var word = Open(run, name);
        return word.MainDocumentPart!.Document!.Body!.InnerText.Replace('\u00a0', ' ');
    }

    private static WordprocessingDocument Open(RunOutput run, string name) => WordprocessingDocument.Open(new MemoryStream(run.Documents[name].Bytes), isEditable: false);
}
