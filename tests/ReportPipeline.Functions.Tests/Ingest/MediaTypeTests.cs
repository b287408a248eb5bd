using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;

namespace ReportPipeline.Functions.Tests.Ingest;

[Collection(AppTests.Name)]
public sealed class MediaTypeTests(AppFixture app)
{
    [Theory]
    [InlineData("application/fhir+json", 200)]
    [InlineData("application/json", 200)]
    [InlineData("application/fhir+json; charset=UTF-8", 200)]
    [InlineData("application/fhir+json; charset=\"utf-8\"", 200)]
    [InlineData("application/fhir+json; fhirVersion=4.0", 200)]
    [InlineData("application/fhir+json; fhirVersion=3.0", 415)]
    [InlineData("application/fhir+json; charset=iso-8859-1", 415)]
    [InlineData("text/csv", 415)]
    [InlineData("application/octet-stream", 415)]
    [InlineData(null, 415)]
    public async Task Post_ContentType_Status(string? contentType, int status)
    {
        var content = new ByteArrayContent(IngestBundleTests.Bundle("media-type"));
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        using var client = app.Client(app.SiteToken(AppFixture.North));

        using var answer = await client.PostAsync("/api/fhir", content);

        ((int)answer.StatusCode).ShouldBe(status, await answer.Content.ReadAsStringAsync());
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/fhir+json");
    }

    [Theory]
    [InlineData("application/fhir+xml", false)]
    [InlineData("application/xml", false)]
    [InlineData("text/xml", false)]
    [InlineData("application/fhir+xml; charset=utf-8; fhirVersion=4.0", true)]
    [InlineData("application/xml", true)]
    public async Task Post_Xml_PlainAndGzip_IsTaken(string contentType, bool gzip)
    {
        var body = Encoding.UTF8.GetBytes($"""
            <Bundle xmlns="http://hl7.org/fhir"><type value="collection"/><entry><resource><Basic><code><text value="{contentType}, {gzip}"/></code></Basic></resource></entry></Bundle>
            """);
        var content = new ByteArrayContent(gzip ? Compressed(body) : body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (gzip)
            content.Headers.ContentEncoding.Add("gzip");
        using var client = app.Client(app.SiteToken(AppFixture.North));

        using var answer = await client.PostAsync("/api/fhir", content);

        ((int)answer.StatusCode).ShouldBe(200, await answer.Content.ReadAsStringAsync());
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/fhir+xml");
    }

    private static byte[] Compressed(byte[] body)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
            gzip.Write(body);
        return stream.ToArray();
    }

    [Theory]
    [InlineData("application/fhir+json", "", "application/fhir+json")]
    [InlineData("application/fhir+xml", "", "application/fhir+xml")]
    [InlineData("text/html,application/fhir+xml;q=0.5,application/fhir+json;q=0.9", "", "application/fhir+json")]
    [InlineData("*/*", "", "application/fhir+json")]
    [InlineData("text/html", "?_format=xml", "application/fhir+xml")]
    [InlineData("application/fhir+xml", "?_format=application/fhir+json", "application/fhir+json")]
    [InlineData("text/html", "?_format=application/fhir+xml", "application/fhir+xml")]
    [InlineData("application/fhir+json; fhirVersion=4.0", "", "application/fhir+json")]
    [InlineData("application/fhir+json; fhirVersion=5.0", "", null)]
    [InlineData("application/fhir+json; fhirVersion=5.0, application/fhir+xml", "", "application/fhir+xml")]
    [InlineData("application/fhir+json", "?_format=application/fhir%2Bjson;fhirVersion=5.0", null)]
    [InlineData("text/html", "", null)]
    [InlineData("application/fhir+json", "?_format=html", null)]
    public async Task Post_Accept_AnswerFormatOr406(string accept, string query, string? mediaType)
    {
        using var client = app.Client(app.SiteToken(AppFixture.North));
        client.DefaultRequestHeaders.Add("Accept", accept);
        var content = new ByteArrayContent(IngestBundleTests.Bundle("accept"));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/fhir+json");

        using var answer = await client.PostAsync($"/api/fhir{query}", content);

        ((int)answer.StatusCode).ShouldBe(mediaType is null ? 406 : 200);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(mediaType ?? "application/fhir+json");
    }
}
