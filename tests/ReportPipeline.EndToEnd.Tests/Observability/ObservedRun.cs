using System.Net.Http.Headers;
using System.Text;
using ReportPipeline.Cli.Client;
using ReportPipeline.Cli.FunctionApp;
using ReportPipeline.Functions.Access;
using ReportPipeline.SampleTrial;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.Tests.Receiving;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Tests.Observability;

/// <summary>
/// The real program with a collector beside it, after it has met bundles full of persons' data, hostile bodies and headers, a run, and
/// readers. Everything it said is kept: log lines, traces, metrics.
/// </summary>
public sealed class ObservedRun : IAsyncLifetime
{
    // A short slice meets every file of bundles; the soak meets every text of every file.
    private static readonly int Every = Environment.GetEnvironmentVariable("REPORTPIPELINE_SOAK") == "full" ? 1 : 23;

    private readonly AzuriteFixture azurite = new();
    private readonly IdentityValues identities = new();
    private readonly string keys = Directory.CreateTempSubdirectory("observed-").FullName;

    public IReadOnlyList<string> Identities => identities.Used;

    public string Log { get; private set; } = "";

    public string Traces { get; private set; } = "";

    public string Metrics { get; private set; } = "";

    public int Accepted { get; private set; }

    public int Refused { get; private set; }

    public async Task InitializeAsync()
    {
        await azurite.InitializeAsync();
        await using var collector = new TelemetryCollector();
        var settings = DevelopmentSettings.Create(azurite.ConnectionString, keys, Repository.PathOf("protocols", "msc-covid19.json"));
        foreach (var (name, value) in collector.Settings)
            settings[name] = value;
        settings["RateLimit__PerSecond"] = settings["RateLimit__Burst"] = "100000";
        FunctionAppProcess app;
        await using (app = await FunctionAppProcess.StartAsync(new FunctionAppStart { Settings = settings, UnderHost = true }))
        {
            await SendEverythingAsync(app);
        }

        (Log, Traces, Metrics) = (app.Output, collector.Traces, collector.Metrics);
    }

    public async Task DisposeAsync()
    {
        await azurite.DisposeAsync();
        Directory.Delete(keys, recursive: true);
    }

    private async Task SendEverythingAsync(FunctionAppProcess app)
    {
        var issuer = DevelopmentIssuer.Open(keys);
        using var client = new HttpClient { BaseAddress = app.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", issuer.Issue(
            new TokenRequest("hospital", [Roles.OfSite(ReceivingApps.North)], DevelopmentSettings.Audience, TimeProvider.System.GetUtcNow())));
        foreach (var body in Bodies())
            await PostAsync(client, body, "application/fhir+json");
        foreach (var hostile in HostileBodies.All.Where(one => !one.Key.Contains("mebibytes", StringComparison.Ordinal)))
            await PostAsync(client, hostile.Value.Body(), hostile.Value.MediaType);
        await SendHeadersAsync(client);
        using var committee = new PipelineClient(app.Address, issuer, TimeProvider.System);
        await committee.RunAnalysesAsync(CancellationToken.None);
        foreach (var report in await committee.ListReportsAsync(CancellationToken.None))
            await committee.GetReportAsync(report, CancellationToken.None);
        foreach (var path in new[] { "/api/fhir/queries", "/api/fhir/completeness" })
            using (await client.GetAsync(path)) { }
    }

    private IEnumerable<byte[]> Bodies()
    {
        var protocol = ProtocolFile.Load(Repository.PathOf("protocols", "msc-covid19.json")).Protocol!;
        foreach (var bundle in new BundleWriter(protocol).WriteAll(ReconstructedTrial.Load()).Where(bundle => bundle.Site == ReceivingApps.North).Take(40))
            yield return identities.FillPatients(bundle.Content);
        foreach (var file in Directory.EnumerateFiles(Repository.PathOf("tests", "ReportPipeline.Fhir.Tests", "Bundles"), "*.json", SearchOption.AllDirectories))
        {
            foreach (var body in identities.InPlaceOfTexts(File.ReadAllBytes(file), Every))
                yield return body;
        }
    }

    private async Task PostAsync(HttpClient client, byte[] body, string mediaType)
    {
        using var answer = await ReceivingApps.PostAsync(client, body, mediaType);
        if (answer.IsSuccessStatusCode)
            Accepted++;
        else
            Refused++;
    }

    /// <summary>Persons' data in everything of a request that is not its body.</summary>
    private async Task SendHeadersAsync(HttpClient client)
    {
        foreach (var (method, path) in new[] { ("GET", "/api/fhir/Patient/{0}?name={1}"), ("POST", "/api/fhir?patient={0}"), ("GET", "/api/fhir/receipts/{0}"), ("GET", "/{0}/{1}") })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), string.Format(null, path, Uri.EscapeDataString(identities.Next()), Uri.EscapeDataString(identities.Next())));
            request.Headers.TryAddWithoutValidation("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
            foreach (var header in new[] { "tracestate", "baggage", "User-Agent", "X-Request-Id", "Referer" })
                request.Headers.TryAddWithoutValidation(header, $"name={Encoding.ASCII.GetString(Encoding.ASCII.GetBytes(identities.Next()))}");
            using (await client.SendAsync(request)) { }
        }

        using var strange = new HttpRequestMessage(new HttpMethod("ZHANGWEI"), "/api/fhir");
        using (await client.SendAsync(strange)) { }
    }
}
