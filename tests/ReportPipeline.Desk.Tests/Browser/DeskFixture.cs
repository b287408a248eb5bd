using System.Collections.Immutable;
using Microsoft.Playwright;
using ReportPipeline.Cli.Client;
using ReportPipeline.Cli.FunctionApp;
using ReportPipeline.Functions.Access;
using ReportPipeline.SampleTrial;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.Tests;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Desk.Tests.Browser;

/// <summary>
/// The whole pipeline with two runs of the sample trial, and the machine's own Chromium. Screenshots of the last run stay below
/// <c>artefacts/</c> beside the test program.
/// </summary>
public sealed class DeskFixture : IAsyncLifetime
{
    public const string North = "renmin-wuhan";
    public const string South = "first-affiliated-zhejiang";

    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("desk-tests-");
    private LocalPipeline? pipeline;
    private IPlaywright? playwright;

    public static string? Chromium => Browsers.FirstOrDefault(File.Exists);

    public static TrialProtocol Protocol { get; } = ProtocolFile.Load(Repository.PathOf("protocols", "msc-covid19.json")).Protocol!;

    public static string Screenshots { get; } = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "artefacts", "desk")).FullName;

    public IBrowser Browser { get; private set; } = null!;

    public Uri Address => pipeline!.App.Address;

    public string Output => pipeline!.App.Output;

    /// <summary>Ids of the complete runs, newest first.</summary>
    public ImmutableArray<string> Runs { get; private set; } = [];

    /// <summary>Skips, visibly, where there is no browser.</summary>
    public static void RequireBrowser() => Skip.If(Chromium is null, "Chromium is not installed: apt-get install chromium");

    public async Task InitializeAsync()
    {
        if (Chromium is null)
            return;
        await StartPipelineAsync();
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium, Args = ["--no-sandbox", "--font-render-hinting=none"] });
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null)
            await Browser.DisposeAsync();
        playwright?.Dispose();
        if (pipeline is not null)
            await pipeline.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>Settings of another program on the same storage with the same keys, but without the development issuer.</summary>
    internal Dictionary<string, string> SettingsWithoutDevelopment()
    {
        var settings = DevelopmentSettings.Create(pipeline!.Azurite.ConnectionString, "", Repository.PathOf("protocols", "msc-covid19.json"));
        settings.Remove("Authentication__DevelopmentKeyFolder");
        settings["PseudonymKey"] = Convert.ToBase64String(File.ReadAllBytes(Path.Combine(Keys, "pseudonym.key")));
        settings["SigningKey"] = File.ReadAllText(Path.Combine(Keys, "signing.pem"));
        return settings;
    }

    private string Keys => Path.Combine(folder.FullName, "keys");

    private async Task StartPipelineAsync()
    {
        var start = new LocalPipelineStart(Path.Combine(folder.FullName, "blobs"), Keys, Repository.PathOf("protocols", "msc-covid19.json"), _ => { }) { UnderHost = true };
        pipeline = await LocalPipeline.StartAsync(start, CancellationToken.None);
        using var client = new PipelineClient(pipeline.App.Address, DevelopmentIssuer.Open(Keys), TimeProvider.System);
        var bundles = new BundleWriter(Protocol).WriteAll(ReconstructedTrial.Load());
        // The last subjects' bundles come after the first run, so that the second has changes to tell.
        var late = bundles.Length - 40;
        await SubmitAsync(client, bundles[..late]);
        await client.RunAnalysesAsync(CancellationToken.None);
        await SubmitAsync(client, bundles[late..]);
        await client.RunAnalysesAsync(CancellationToken.None);
        Runs = [.. (await client.ListReportsAsync(CancellationToken.None)).Select(report => report.Run).Distinct().Reverse()];
    }

    private static async Task SubmitAsync(PipelineClient client, IEnumerable<BundleSubmission> bundles)
    {
        foreach (var bundle in bundles)
            (await client.SubmitAsync(bundle.Site, bundle.Content, CancellationToken.None)).Accepted.ShouldBeTrue();
    }
}

[CollectionDefinition(Name)]
public sealed class DeskTests : ICollectionFixture<DeskFixture>
{
    public const string Name = "Desk";
}
