namespace ReportPipeline.Functions.Tests.Answers;

/// <summary>RFC 9110, 9.3.2: HEAD answers as GET would, without the body.</summary>
[Collection(AppTests.Name)]
public sealed class HeadTests(AppFixture app)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/api/health/live")]
    [InlineData("/api/fhir/metadata")]
    [InlineData("/api/desk/sign-in")]
    [InlineData("/api/desk/assets/desk.css")]
    [InlineData("/api/reports")]
    public async Task Head_WhereGetIs_AnswersAlikeWithoutBody(string address)
    {
        using var client = app.Client();
        using var get = await client.GetAsync(address);

        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, address));

        head.StatusCode.ShouldBe(get.StatusCode);
        head.Content.Headers.ContentType.ShouldBe(get.Content.Headers.ContentType);
        (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }
}
