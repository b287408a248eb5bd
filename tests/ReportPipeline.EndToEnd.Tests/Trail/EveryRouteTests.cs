using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using ReportPipeline.Cli.Client;
using ReportPipeline.Cli.FunctionApp;
using ReportPipeline.Functions.Access;
using ReportPipeline.SampleTrial;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.Storage;
using ReportPipeline.Tests.Receiving;
using ReportPipeline.Tests.Runs;

namespace ReportPipeline.Tests.Trail;

/// <summary>Every route that shows a report or a query leaves its line in the audit trail.</summary>
public sealed partial class EveryRouteTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("every-route-");
    private readonly string site = RunToBeKilled.Protocol.Protocol!.Sites[0].Id;
    private LocalPipeline pipeline = null!;
    private string run = "";

    private string Keys => Path.Combine(folder.FullName, "keys");

    public async Task InitializeAsync()
    {
        // Alone, as an operator may then ask for a run; its own schedule never comes.
        var start = new LocalPipelineStart(Path.Combine(folder.FullName, "blobs"), Keys, Repository.PathOf("protocols", "msc-covid19.json"), _ => { })
        {
            Schedule = "0 0 0 29 2 *",
        };
        pipeline = await LocalPipeline.StartAsync(start, CancellationToken.None);
        using var client = new PipelineClient(pipeline.App.Address, DevelopmentIssuer.Open(Keys), TimeProvider.System);
        foreach (var submission in new BundleWriter(RunToBeKilled.Protocol.Protocol!).WriteAll(ReconstructedTrial.Load().Take(4)).Take(12))
            (await client.SubmitAsync(submission.Site, submission.Content, CancellationToken.None)).Accepted.ShouldBeTrue();
        await TickAsync();
        run = (await client.ListReportsAsync(CancellationToken.None))[0].Run;
    }

    public async Task DisposeAsync()
    {
        await pipeline.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Readings_OfEveryRoute_LeaveOneLineEachAndSoDoesARequestedRun()
    {
        (await CountAsync(AuditAction.RequestRun)).ShouldBe(1);
        var addresses = await FindAddressesAsync();
        foreach (var reading in RouteTrail.Readings)
        {
            var role = reading.Role == RouteTrail.SiteRole ? Roles.OfSite(site) : reading.Role;
            using var client = reading.IsDesk ? await SignedInAsync(role) : Bearing(role);
            var before = await CountAsync(reading.Action);

            using var answer = await client.GetAsync(addresses.GetValueOrDefault(reading.Address, reading.Address.Replace("RUN", run, StringComparison.Ordinal)));

            answer.StatusCode.ShouldBe(HttpStatusCode.OK, reading.Route);
            (await CountAsync(reading.Action)).ShouldBe(before + 1, reading.Route);
        }
    }

    /// <summary>What has no address of its own making: found by following the pages' links.</summary>
    private async Task<Dictionary<string, string>> FindAddressesAsync()
    {
        using var reader = await SignedInAsync(Roles.CommitteeClosed);
        var overview = await reader.GetStringAsync($"/api/desk/reports/{run}/closed");
        foreach (var section in Links(overview, "/section/"))
        {
            foreach (var result in Links(await reader.GetStringAsync(section), "/result?"))
            {
                if (Links(await reader.GetStringAsync(result), "/proof?").FirstOrDefault() is { } proof)
                    return new Dictionary<string, string> { ["SECTION"] = section, ["RESULT"] = result, ["PROOF"] = proof };
            }
        }

        throw new InvalidOperationException("No page leads to a number's origin.");
    }

    private static IEnumerable<string> Links(string page, string part) => Link().Matches(page)
        .Select(link => WebUtility.HtmlDecode(link.Groups[1].Value))
        .Where(link => link.Contains(part, StringComparison.Ordinal));

    private async Task<int> CountAsync(string action)
    {
        var storage = PipelineStorage.Open(AzuriteFixture.OptionsOf(pipeline.Azurite.ConnectionString, ""), TimeProvider.System);
        return await storage.Audit.ListAsync(null).CountAsync(line => line.Action == action);
    }

    private async Task TickAsync()
    {
        using var client = Bearing(Roles.Operator);
        using var answer = await client.PostAsync("/RunAnalyses", new StringContent(ReceivingApps.Tick, Encoding.UTF8, "application/json"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private HttpClient Bearing(string role)
    {
        var token = DevelopmentIssuer.Open(Keys).Issue(new TokenRequest("test", [role], DevelopmentSettings.Audience, TimeProvider.System.GetUtcNow()));
        var client = new HttpClient { BaseAddress = pipeline.App.Address, Timeout = TimeSpan.FromMinutes(5) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private async Task<HttpClient> SignedInAsync(string role)
    {
        var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false })
        {
            BaseAddress = pipeline.App.Address,
            Timeout = TimeSpan.FromMinutes(5),
        };
        var token = FormToken().Match(await client.GetStringAsync("/api/desk/sign-in")).Groups[1].Value;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["form"] = token, ["role"] = role, ["back"] = "/api/desk" });
        (await client.PostAsync("/api/desk/sign-in", form)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return client;
    }

    [GeneratedRegex("name=\"form\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Link();
}
