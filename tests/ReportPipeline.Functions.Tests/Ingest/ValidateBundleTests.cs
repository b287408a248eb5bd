using System.Net.Http.Headers;
using System.Text.Json;

namespace ReportPipeline.Functions.Tests.Ingest;

[Collection(AppTests.Name)]
public sealed class ValidateBundleTests(AppFixture app)
{
    [Theory]
    [InlineData("""{"resourceType":"Bundle","type":"collection"}""", "information")]
    [InlineData("""{"resourceType":"Bundle","type":"history"}""", "error")]
    public async Task Post_Bundle_200WithWhatAnIngestWouldFindAndNothingKept(string body, string severity)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(body + " ");
        using var client = app.Client(app.SiteToken(AppFixture.North));
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/fhir+json");

        using var answer = await client.PostAsync("/api/fhir/Bundle/$validate", content);

        ((int)answer.StatusCode).ShouldBe(200);
        using var outcome = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        outcome.RootElement.GetProperty("resourceType").GetString().ShouldBe("OperationOutcome");
        outcome.RootElement.GetProperty("issue")[0].GetProperty("severity").GetString().ShouldBe(severity);
        answer.Headers.Contains("X-ReportPipeline-Receipt").ShouldBeFalse();
        (await app.Storage.Bundles.ReadAsync(new(AppFixture.North), Storage.BundleArchive.HashOf(bytes))).ShouldBeNull();
    }

    [Fact]
    public async Task Metadata_Anonymous_CapabilityStatementInTheWantedFormat()
    {
        using var client = app.Client();

        using var json = JsonDocument.Parse(await client.GetStringAsync("/api/fhir/metadata"));
        json.RootElement.GetProperty("resourceType").GetString().ShouldBe("CapabilityStatement");
        json.RootElement.GetProperty("fhirVersion").GetString().ShouldBe("4.0.1");
        (await client.GetStringAsync("/api/fhir/metadata?_format=xml")).ShouldContain("<CapabilityStatement xmlns=\"http://hl7.org/fhir\"");
        using var refused = await client.GetAsync("/api/fhir/metadata?_format=html");
        ((int)refused.StatusCode).ShouldBe(406);
    }
}
