using System.Net.Http.Headers;
using ReportPipeline.Cli.FunctionApp;
using ReportPipeline.Custody.Signing;
using ReportPipeline.Functions.Access;
using ReportPipeline.Storage;
using ReportPipeline.Tests;

namespace ReportPipeline.Functions.Tests;

/// <summary>The real program, once under a stand-in for the Functions host and once alone, on one real Azurite.</summary>
public sealed class AppFixture : IAsyncLifetime
{
    public const string North = "renmin-wuhan";
    public const string South = "first-affiliated-zhejiang";

    private readonly AzuriteFixture azurite = new();
    private readonly string keyFolder = Directory.CreateTempSubdirectory("keys-").FullName;

    public FunctionAppProcess Alone { get; private set; } = null!;

    public FunctionAppProcess UnderHost { get; private set; } = null!;

    public DevelopmentIssuer Issuer { get; private set; } = null!;

    /// <summary>The key with which both programs sign.</summary>
    public SigningKey SigningKey => SigningKey.FromPem(File.ReadAllText(Path.Combine(keyFolder, "signing.pem")));

    public PipelineStorage Storage { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await azurite.InitializeAsync();
        Issuer = DevelopmentIssuer.Open(keyFolder);
        Storage = PipelineStorage.Open(AzuriteFixture.OptionsOf(azurite.ConnectionString, ""), TimeProvider.System);
        Alone = await FunctionAppProcess.StartAsync(new FunctionAppStart { Settings = Settings() });
        UnderHost = await FunctionAppProcess.StartAsync(new FunctionAppStart { Settings = Settings(), UnderHost = true });
    }

    public async Task DisposeAsync()
    {
        await UnderHost.DisposeAsync();
        await Alone.DisposeAsync();
        await azurite.DisposeAsync();
        Directory.Delete(keyFolder, recursive: true);
    }

    /// <summary>Settings that work; a test changes what it is about.</summary>
    public Dictionary<string, string> Settings()
    {
        var settings = DevelopmentSettings.Create(
            azurite.ConnectionString, keyFolder, Repository.PathOf("protocols", "msc-covid19.json"));
        settings["BodyLimits__Received"] = "100000";
        settings["BodyLimits__Inflated"] = "200000";
        return settings;
    }

    public TokenRequest TokenFor(params string[] roles) =>
        new("test", roles, DevelopmentSettings.Audience, TimeProvider.System.GetUtcNow());

    public string SiteToken(string site) => Issuer.Issue(TokenFor(Roles.OfSite(site)));

    /// <summary>A client of the program that runs alone.</summary>
    public HttpClient Client(string? token = null, FunctionAppProcess? app = null)
    {
        var client = new HttpClient { BaseAddress = (app ?? Alone).Address };
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}

[CollectionDefinition(Name)]
public sealed class AppTests : ICollectionFixture<AppFixture>
{
    public const string Name = "App";
}
