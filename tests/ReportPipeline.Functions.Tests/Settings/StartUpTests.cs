using System.Net;
using System.Text.Json;
using ReportPipeline.Cli.FunctionApp;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Tests.WebDesk;
using ReportPipeline.Tests;

namespace ReportPipeline.Functions.Tests.Settings;

/// <summary>A program that is not configured rightly does not start, and says all that is wrong at once.</summary>
[Collection(AppTests.Name)]
public sealed class StartUpTests(AppFixture app)
{
    [Fact]
    public async Task Start_NothingSet_EveryProblemListed()
    {
        var fault = await StartAsync([]);

        fault.ExitCode.ShouldBe(2);
        foreach (var setting in new[] { "ProtocolFile", "Storage", "RunAnalysesSchedule", "Authentication", "Authentication__Audience", "PseudonymKey", "SigningKey" })
            fault.Message.ShouldContain($"- {setting}:");
    }

    [Fact]
    public async Task Start_DevelopmentIssuerInProduction_Refused()
    {
        var settings = app.Settings();
        settings["ASPNETCORE_ENVIRONMENT"] = "Production";

        (await StartAsync(settings)).Message.ShouldContain("refused in the Production environment");
    }

    [Fact]
    public async Task Start_ShiftedClockInProduction_Refused()
    {
        var settings = app.Settings();
        settings["ASPNETCORE_ENVIRONMENT"] = "Production";
        settings["Testing__ClockOffsetMinutes"] = "5";

        (await StartAsync(settings)).Message.ShouldContain("Testing__ClockOffsetMinutes: refused in the Production environment");
    }

    [Fact]
    public async Task Start_DevelopmentIssuerUnderAProductionHost_Refused()
    {
        var settings = app.Settings();
        settings["AZURE_FUNCTIONS_ENVIRONMENT"] = "Production";

        (await StartAsync(settings)).Message.ShouldContain("refused in the Production environment");
    }

    [Theory]
    [InlineData("RunAnalysesSchedule", "*/5 * * * *", "RunAnalysesSchedule: '*/5 * * * *' is not a schedule")]
    [InlineData("ProtocolFile", "nowhere.json", "'nowhere.json' does not exist")]
    [InlineData("Storage__AccountUri", "https://a.blob.core.windows.net", "exactly one of Storage__ConnectionString and Storage__AccountUri")]
    [InlineData("Storage__ConnectionString", "nonsense", "The storage connection string cannot be read")]
    [InlineData("BodyLimits__Received", "-1", "BodyLimits__Received: '-1' is not a positive whole number")]
    [InlineData("Authentication__Authority", "https://login.example", "exactly one of Authentication__Authority")]
    [InlineData("Authentication__Clients__0__Site", "renmin-wuhan", "Authentication__Clients__0: needs ClientId and Site")]
    [InlineData("Testing__ClockOffsetMinutes", "five", "Testing__ClockOffsetMinutes: 'five' is not a whole number of minutes")]
    [InlineData("PseudonymKey", "c2hvcnQ=", "PseudonymKey: not base64 of at least 32 bytes")]
    [InlineData("SigningKey", "c2hvcnQ=", "SigningKey: not a private key on the curve P-256 in PEM")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector", "OTEL_EXPORTER_OTLP_ENDPOINT: not an address")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", "nonsense", "APPLICATIONINSIGHTS_CONNECTION_STRING: has no InstrumentationKey")]
    [InlineData("FUNCTIONS_CUSTOMHANDLER_PORT", "http", "FUNCTIONS_CUSTOMHANDLER_PORT: 'http' is not a port number")]
    public async Task Start_OneSettingWrong_ThatOneNamed(string name, string value, string problem)
    {
        var settings = app.Settings();
        settings[name] = value;

        var fault = await StartAsync(settings);

        fault.ExitCode.ShouldBe(2);
        fault.Message.ShouldContain(problem);
    }

    [Fact]
    public async Task Start_ClientOfASiteThatTakesNoPart_Named()
    {
        var settings = app.Settings();
        settings["Authentication__Clients__0__ClientId"] = "11111111-2222-3333-4444-555555555555";
        settings["Authentication__Clients__0__Site"] = "elsewhere";

        (await StartAsync(settings)).Message.ShouldContain("the protocol has no site 'elsewhere'");
    }

    [Fact]
    public async Task Start_ProtocolWithUnknownFields_BothNamed()
    {
        var folder = Directory.CreateTempSubdirectory("protocol-");
        var file = Path.Combine(folder.FullName, "protocol.json");
        var text = await File.ReadAllTextAsync(app.Settings()["ProtocolFile"]);
        await File.WriteAllTextAsync(file, text.Insert(text.IndexOf('{', StringComparison.Ordinal) + 1, "\"colour\": 1, \"shape\": 2, "));
        var settings = app.Settings();
        settings["ProtocolFile"] = file;

        var fault = await StartAsync(settings);

        fault.ExitCode.ShouldBe(2);
        fault.Message.ShouldContain("colour");
        fault.Message.ShouldContain("shape");
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Start_EndpointThatNamesNothing_StartsAndWarnsInTheLogTheStatusAndOnTheOperatorsPage()
    {
        const string warning = "endpoint 'S-HYPERTENSION' is not estimable: $.endpoints[26].outcome.term: there is no adverse-event term 'HICCUP'.";
        var folder = Directory.CreateTempSubdirectory("protocol-");
        foreach (var shipped in Directory.EnumerateFiles(Repository.PathOf("protocols"), "*.json"))
            File.Copy(shipped, Path.Combine(folder.FullName, Path.GetFileName(shipped)));
        var file = Path.Combine(folder.FullName, "msc-covid19.json");
        var text = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, text.Replace("\"term\": \"HYPERTENSION\"", "\"term\": \"HICCUP\"", StringComparison.Ordinal));
        var settings = app.Settings();
        settings["ProtocolFile"] = file;

        await using (var started = await FunctionAppProcess.StartAsync(new FunctionAppStart { Settings = settings }))
        {
            // The line may still be on its way through the pipe.
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
            while (!started.Output.Contains("event=ProtocolWarning", StringComparison.Ordinal))
                await Task.Delay(50, limit.Token);
            started.Output.ShouldContain($"event=ProtocolWarning {warning}");
            (await WarningsAsync(started)).ShouldBe([warning]);
            (await OperatorsPageAsync(started)).ShouldContain("not estimable, because they name what it does not declare: S-HYPERTENSION.");
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Start_SoundProtocol_WarnsOfNothing()
    {
        (await WarningsAsync(app.Alone)).ShouldBeEmpty();
        (await OperatorsPageAsync(app.Alone)).ShouldNotContain("not estimable");
    }

    [Fact]
    public async Task Start_StorageThatIsNotThere_StartsAndAnswers503WithRetryAfter()
    {
        await using var started = await StartWithoutStorageAsync();
        using var client = app.Client(app.SiteToken(AppFixture.North), started);

        using var answer = await Ingest.IngestBundleTests.PostAsync(client, Ingest.IngestBundleTests.Bundle("nowhere"));

        ((int)answer.StatusCode).ShouldBe(503);
        answer.Headers.RetryAfter.ShouldNotBeNull();
        answer.Headers.Contains("X-ReportPipeline-Receipt").ShouldBeFalse();
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/fhir+json");
    }

    [Fact]
    public async Task Health_StorageThatIsNotThere_LiveButNotReady()
    {
        await using var started = await StartWithoutStorageAsync();
        using var operatorClient = app.Client(app.Issuer.Issue(app.TokenFor(Roles.Operator)), started);

        using var live = await operatorClient.GetAsync("/api/health/live");
        using var ready = await operatorClient.GetAsync("/api/health/ready");

        ((int)live.StatusCode).ShouldBe(200);
        ((int)ready.StatusCode).ShouldBe(503);
    }

    [Fact]
    public async Task Start_TelemetryServiceThatIsNotThere_StartsAndAnswers()
    {
        var settings = app.Settings();
        settings["APPLICATIONINSIGHTS_CONNECTION_STRING"] =
            $"InstrumentationKey={Guid.Empty};IngestionEndpoint=http://127.0.0.1:{FunctionAppProcess.FreePort()}/";
        settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{FunctionAppProcess.FreePort()}";
        await using var started = await FunctionAppProcess.StartAsync(new FunctionAppStart { Settings = settings });
        using var client = app.Client(app.SiteToken(AppFixture.North), started);

        using var answer = await Ingest.IngestBundleTests.PostAsync(client, Ingest.IngestBundleTests.Bundle("unobserved"));

        ((int)answer.StatusCode).ShouldBe(200);
    }

    private Task<FunctionAppProcess> StartWithoutStorageAsync()
    {
        var settings = app.Settings();
        settings["Storage__ConnectionString"] =
            $"DefaultEndpointsProtocol=http;AccountName=a;AccountKey=AAAA;BlobEndpoint=http://127.0.0.1:{FunctionAppProcess.FreePort()}/a;";
        return FunctionAppProcess.StartAsync(new FunctionAppStart { Settings = settings });
    }

    private static async Task<FunctionAppException> StartAsync(Dictionary<string, string> settings) =>
        await Should.ThrowAsync<FunctionAppException>(() => FunctionAppProcess.StartAsync(new FunctionAppStart { Settings = settings }));

    private async Task<IEnumerable<string?>> WarningsAsync(FunctionAppProcess instance)
    {
        using var client = app.Client(app.Issuer.Issue(app.TokenFor(Roles.Operator)), instance);
        return JsonElement.Parse(await client.GetStringAsync("/api/status")).GetProperty("protocolWarnings").EnumerateArray().Select(line => line.GetString());
    }

    private static async Task<string> OperatorsPageAsync(FunctionAppProcess instance)
    {
        using var client = DeskSessionTests.Client(instance, new CookieContainer());
        await DeskSessionTests.SignInAsync(client, Roles.Operator);
        return WebUtility.HtmlDecode(await client.GetStringAsync("/api/desk/operation"));
    }
}
