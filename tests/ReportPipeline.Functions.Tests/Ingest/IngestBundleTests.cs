using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ReportPipeline.Functions.Tests.Ingest;

[Collection(AppTests.Name)]
public sealed class IngestBundleTests(AppFixture app)
{
    [Fact]
    public async Task Post_EmptyCollection_KeptByteForByteWithReceipt()
    {
        var body = Bundle("kept");
        using var client = app.Client(app.SiteToken(AppFixture.North));

        using var answer = await PostAsync(client, body);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        var receiptId = ReceiptOf(answer);
        using var receipt = JsonDocument.Parse(await client.GetStringAsync($"/api/fhir/receipts/{receiptId}"));
        receipt.RootElement.GetProperty("site").GetString().ShouldBe(AppFixture.North);
        var hash = receipt.RootElement.GetProperty("bundleSha256").GetString()!;
        (await app.Storage.Bundles.ReadAsync(new(AppFixture.North), hash)).ShouldBe(body);
    }

    [Fact]
    public async Task Post_SameBytesPlainAndGzip_OneReceipt()
    {
        var body = Bundle("plain-and-gzip");
        using var client = app.Client(app.SiteToken(AppFixture.North));
        using var plain = await PostAsync(client, body);

        using var declared = await PostAsync(client, Gzip(body), "gzip");
        // The Functions host removes the header when it buffers.
        using var undeclared = await PostAsync(client, Gzip(body));
        // A proxy may inflate and leave the header, as the captured bytes show.
        using var inflated = await PostAsync(client, body, "gzip");

        new[] { declared, undeclared, inflated }.Select(ReceiptOf).ShouldAllBe(receipt => receipt == ReceiptOf(plain));
    }

    [Fact]
    public async Task Post_FiftyTimesAtOnceToTwoInstances_FiftyEqualReceipts()
    {
        var body = Bundle("fifty");
        using var alone = app.Client(app.SiteToken(AppFixture.South));
        using var underHost = app.Client(app.SiteToken(AppFixture.South), app.UnderHost);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(index => PostAsync(index % 2 == 0 ? alone : underHost, body)));

        answers.Select(ReceiptOf).Distinct().Count().ShouldBe(1);
        var arrivals = new List<string>();
        await foreach (var arrival in app.Storage.Bundles.ListArrivalsAsync(null))
            arrivals.Add($"{arrival.Site}/{arrival.BundleHash}");
        arrivals.Count(arrival => arrival == $"{AppFixture.South}/{Storage.BundleArchive.HashOf(body)}").ShouldBe(1);
    }

    [Fact]
    public async Task GetReceipt_OtherSitesReceipt_404LikeOneThatNeverWas()
    {
        using var north = app.Client(app.SiteToken(AppFixture.North));
        using var south = app.Client(app.SiteToken(AppFixture.South));
        using var posted = await PostAsync(north, Bundle("not-yours"));

        using var foreign = await south.GetAsync($"/api/fhir/receipts/{ReceiptOf(posted)}");
        using var unknown = await south.GetAsync($"/api/fhir/receipts/{new string('0', 80)}");

        foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await foreign.Content.ReadAsStringAsync()).ShouldBe(await unknown.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("not JSON")]
    [InlineData("{\"resourceType\":\"Bundle\"")]
    public async Task Post_NotJson_400AndKeptApart(string body)
    {
        using var client = app.Client(app.SiteToken(AppFixture.North));

        using var answer = await PostAsync(client, Encoding.UTF8.GetBytes(body));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers.Contains("X-ReportPipeline-Receipt").ShouldBeFalse();
        await ShouldBeOutcomeAsync(answer);
        (await app.Storage.Bundles.ReadAsync(new(AppFixture.North), Storage.BundleArchive.HashOf(Encoding.UTF8.GetBytes(body)))).ShouldBeNull();
    }

    [Theory]
    [InlineData(100_001, false, 413)]
    [InlineData(200_001, true, 413)]
    public async Task Post_TooLarge_413AsOperationOutcome(int size, bool gzip, int status)
    {
        var body = Encoding.ASCII.GetBytes(new string(' ', size));
        using var client = app.Client(app.SiteToken(AppFixture.North));

        using var answer = await PostAsync(client, gzip ? Gzip(body) : body);

        ((int)answer.StatusCode).ShouldBe(status);
        await ShouldBeOutcomeAsync(answer);
    }

    [Fact]
    public async Task Post_ChunkedTooLarge_413()
    {
        using var client = app.Client(app.SiteToken(AppFixture.North));
        client.DefaultRequestHeaders.TransferEncodingChunked = true;

        using var answer = await PostAsync(client, Encoding.ASCII.GetBytes(new string(' ', 150_000)));

        ((int)answer.StatusCode).ShouldBe(413);
    }

    [Theory]
    [InlineData("br", 415)]
    [InlineData("deflate", 415)]
    public async Task Post_OtherEncoding_415(string encoding, int status)
    {
        using var client = app.Client(app.SiteToken(AppFixture.North));

        using var answer = await PostAsync(client, Bundle("encoding"), encoding);

        ((int)answer.StatusCode).ShouldBe(status);
        await ShouldBeOutcomeAsync(answer);
    }

    [Fact]
    public async Task Post_GzipThatIsNone_400()
    {
        using var client = app.Client(app.SiteToken(AppFixture.North));

        using var answer = await PostAsync(client, [0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await ShouldBeOutcomeAsync(answer);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task OtherMethod_OnTheEndpoint_405WithAllow(string method)
    {
        using var client = app.Client(app.SiteToken(AppFixture.North));

        using var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/api/fhir"));

        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        answer.Content.Headers.Allow.ShouldBe(["POST"]);
        await ShouldBeOutcomeAsync(answer);
    }

    internal static byte[] Bundle(string name) =>
        Encoding.UTF8.GetBytes($$"""{"resourceType":"Bundle","id":"{{name}}","type":"collection"}""");

    internal static string ReceiptOf(HttpResponseMessage answer) =>
        answer.Headers.GetValues("X-ReportPipeline-Receipt").ShouldHaveSingleItem();

    internal static async Task<HttpResponseMessage> PostAsync(HttpClient client, byte[] body, string? encoding = null)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/fhir+json");
        if (encoding is not null)
            content.Headers.ContentEncoding.Add(encoding);
        return await client.PostAsync("/api/fhir", content);
    }

    private static byte[] Gzip(byte[] body)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
            gzip.Write(body);
        return compressed.ToArray();
    }

    private static async Task ShouldBeOutcomeAsync(HttpResponseMessage answer)
    {
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/fhir+json");
        using var outcome = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        outcome.RootElement.GetProperty("resourceType").GetString().ShouldBe("OperationOutcome");
    }
}
