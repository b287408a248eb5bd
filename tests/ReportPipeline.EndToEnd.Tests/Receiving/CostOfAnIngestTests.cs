using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ReportPipeline.Cli.FunctionApp;
using ReportPipeline.Functions.Access;
using ReportPipeline.Tests.Runs;

namespace ReportPipeline.Tests.Receiving;

/// <summary>Rule 5 of the design for a hospital's bundle, in requests to storage: what it costs does not follow what there is.</summary>
[Collection(OneRunAtATime.Name)]
public sealed class CostOfAnIngestTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly string keys = Directory.CreateTempSubdirectory("cost-of-an-ingest-").FullName;
    private FaultyStorage storage = null!;
    private FunctionAppProcess app = null!;

    public async Task InitializeAsync()
    {
        storage = await FaultyStorage.StartAsync(azurite.ConnectionString);
        var settings = DevelopmentSettings.Create(storage.ConnectionString, keys, Repository.PathOf("protocols", "msc-covid19.json"));
        settings["RateLimit__PerSecond"] = settings["RateLimit__Burst"] = "100000";
        app = await FunctionAppProcess.StartAsync(new FunctionAppStart { Settings = settings, UnderHost = true });
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await storage.DisposeAsync();
        Directory.Delete(keys, recursive: true);
    }

    // Content, marker and line of the audit trail are written, and the marker is looked at before the receipt goes out; nothing is listed.
    [Fact]
    public async Task Post_AfterFewAndAfterManyBundles_AsksStorageTheSame()
    {
        using var client = new HttpClient { BaseAddress = app.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", DevelopmentIssuer.Open(keys).Issue(
            new TokenRequest("test", [Roles.OfSite(ReceivingApps.North)], DevelopmentSettings.Audience, TimeProvider.System.GetUtcNow())));
        await PostAsync(client, 1, 5);

        var few = await RequestsOfOneAsync(client, 6);
        await PostAsync(client, 7, 200);
        var many = await RequestsOfOneAsync(client, 207);

        many.ShouldBe(few);
        few.Where(request => request.StartsWith("PUT ", StringComparison.Ordinal)).ShouldBe(["PUT  arrivals", "PUT  audit", "PUT  bundles"]);
        few.ShouldNotContain(request => request.Contains("list", StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<string>> RequestsOfOneAsync(HttpClient client, int number)
    {
        storage.TakeRequests();
        await PostAsync(client, number, 1);
        return storage.TakeRequests();
    }

    private static Task PostAsync(HttpClient client, int first, int count) =>
        Parallel.ForEachAsync(Enumerable.Range(first, count), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, _) =>
        {
            using var answer = await ReceivingApps.PostAsync(client, Bundle(number));
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        });

    private static byte[] Bundle(int number) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $$$"""{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","id":"p{{{number}}}","gender":"male","identifier":[{"system":"http://example.org/other","value":"{{{number}}}"}]}}]}"""));
}
