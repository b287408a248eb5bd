using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ReportPipeline.Cli.FunctionApp;
using ReportPipeline.Functions.Access;
using ReportPipeline.Storage;
using ReportPipeline.Tests.Receiving;

namespace ReportPipeline.Tests.Runs;

/// <summary>The real program over a storage of which one container takes no writes for a while.</summary>
public sealed class FailedStageTests : IAsyncLifetime
{
    private readonly AzuriteFixture azurite = new();
    private readonly string keys = Directory.CreateTempSubdirectory("failed-stage-").FullName;
    private FaultyStorage faulty = null!;
    private FunctionAppProcess app = null!;

    public async Task InitializeAsync()
    {
        await azurite.InitializeAsync();
        faulty = await FaultyStorage.StartAsync(azurite.ConnectionString);
        var settings = DevelopmentSettings.Create(faulty.ConnectionString, keys, Repository.PathOf("protocols", "msc-covid19.json"));
        app = await FunctionAppProcess.StartAsync(new FunctionAppStart { Settings = settings, UnderHost = true });
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await faulty.DisposeAsync();
        await azurite.DisposeAsync();
        Directory.Delete(keys, recursive: true);
    }

    [Fact]
    public async Task Run_ReportStageFails_PreviousReportStandsAndStatusSaysStageAndReason()
    {
        using var site = Client(Roles.OfSite(ReceivingApps.North));
        await ReceivingApps.PostAsync(site, ReceivingApps.Collection("first"));
        (await TickAsync()).ShouldBe(HttpStatusCode.OK);
        var listed = await ListAsync();
        var address = $"/api/reports/{listed[0].Run}";
        var report = await GetBytesAsync(address);

        await ReceivingApps.PostAsync(site, ReceivingApps.Collection("second"));
        RefuseWritesTo("reports");
        (await TickAsync()).ShouldBe(HttpStatusCode.InternalServerError);

        var failing = await StatusAsync();
        failing.GetProperty("state").GetString().ShouldBe("failing");
        failing.GetProperty("failure").GetProperty("stage").GetString().ShouldBe("report");
        failing.GetProperty("failure").GetProperty("reason").GetString()!.ShouldContain("503");
        failing.GetProperty("lastRun").GetProperty("run").GetString().ShouldBe(listed[0].Run);
        app.Output.ShouldContain("event=RunFailed stage=report");
        (await ListAsync()).ShouldBe(listed);
        (await GetBytesAsync(address)).ShouldBe(report);

        faulty.Plan = (_, _) => WriteFault.None;
        (await TickAsync()).ShouldBe(HttpStatusCode.OK);
        var mended = await StatusAsync();
        mended.GetProperty("state").GetString().ShouldBe("ok");
        mended.GetProperty("lastRun").GetProperty("run").GetString().ShouldNotBe(listed[0].Run);
        (await ListAsync()).Count.ShouldBe(2 * listed.Count);
    }

    [Fact]
    public async Task Post_OnlyTheAuditTrailFails_NothingAcknowledgedAndTheRepeatGetsTheFirstReceipt()
    {
        using var site = Client(Roles.OfSite(ReceivingApps.North));
        var body = ReceivingApps.Collection("not-in-the-trail");
        RefuseWritesTo("audit");

        using var unacknowledged = await ReceivingApps.PostAsync(site, body);
        unacknowledged.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        unacknowledged.Headers.RetryAfter.ShouldNotBeNull();
        unacknowledged.Headers.Contains("X-ReportPipeline-Receipt").ShouldBeFalse();
        var kept = (await ArrivalsAsync()).ShouldHaveSingleItem();
        kept.BundleHash.ShouldBe(BundleArchive.HashOf(body));

        faulty.Plan = (_, _) => WriteFault.None;
        using var repeated = await ReceivingApps.PostAsync(site, body);
        repeated.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var again = await ReceivingApps.PostAsync(site, body);
        ReceivingApps.ReceiptOf(again).ShouldBe(ReceivingApps.ReceiptOf(repeated));

        // The receipt is that of the bytes that were kept when the trail failed, and there is no second arrival.
        var receipt = await Storage().Bundles.FindReceiptAsync(kept.Site, ReceivingApps.ReceiptOf(repeated));
        receipt!.ReceivedAt.ShouldBe(kept.ReceivedAt);
        receipt.ArrivalMarker.ShouldBe(kept.Marker);
        (await ArrivalsAsync()).ShouldHaveSingleItem();
    }

    private void RefuseWritesTo(string container) =>
        faulty.Plan = (path, _) => path.StartsWith($"/devstoreaccount1/{container}", StringComparison.Ordinal) ? WriteFault.Refused : WriteFault.None;

    private PipelineStorage Storage() => PipelineStorage.Open(AzuriteFixture.OptionsOf(azurite.ConnectionString, ""), TimeProvider.System);

    private async Task<List<Arrival>> ArrivalsAsync() => await Storage().Bundles.ListArrivalsAsync(null).ToListAsync();

    private async Task<HttpStatusCode> TickAsync()
    {
        using var client = new HttpClient { BaseAddress = app.Address, Timeout = TimeSpan.FromMinutes(5) };
        using var answer = await client.PostAsync("/RunAnalyses", new StringContent(ReceivingApps.Tick, Encoding.UTF8, "application/json"));
        return answer.StatusCode;
    }

    private async Task<JsonElement> StatusAsync()
    {
        using var client = Client(Roles.Operator);
        return JsonElement.Parse(await client.GetStringAsync("/api/status"));
    }

    private async Task<List<(string Run, string Name)>> ListAsync()
    {
        var reports = JsonElement.Parse(await GetBytesAsync("/api/reports")).GetProperty("reports").EnumerateArray();
        return [.. reports.Select(report => (report.GetProperty("run").GetString()!, report.GetProperty("name").GetString()!))];
    }

    private async Task<byte[]> GetBytesAsync(string path)
    {
        using var client = Client(Roles.CommitteeClosed);
        return await client.GetByteArrayAsync(path);
    }

    private HttpClient Client(string role)
    {
        var token = DevelopmentIssuer.Open(keys).Issue(new TokenRequest("test", [role], DevelopmentSettings.Audience, TimeProvider.System.GetUtcNow()));
        var client = new HttpClient { BaseAddress = app.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
