using ReportPipeline.Cli.FunctionApp;

namespace ReportPipeline.Functions.Tests.Ingest;

[Collection(AppTests.Name)]
public sealed class SenderRateTests(AppFixture app)
{
    [Fact]
    public async Task Post_FasterThanAllowed_429ForThatSenderAlone()
    {
        var settings = app.Settings();
        settings["RateLimit__PerSecond"] = "1";
        settings["RateLimit__Burst"] = "2";
        await using var limited = await FunctionAppProcess.StartAsync(new FunctionAppStart { Settings = settings, UnderHost = true });
        using var north = app.Client(app.SiteToken(AppFixture.North), limited);
        using var south = app.Client(app.SiteToken(AppFixture.South), limited);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => IngestBundleTests.PostAsync(north, IngestBundleTests.Bundle("rate"))));
        using var other = await IngestBundleTests.PostAsync(south, IngestBundleTests.Bundle("rate"));

        var refused = answers.Where(answer => (int)answer.StatusCode == 429).ToArray();
        refused.ShouldNotBeEmpty();
        refused.ShouldAllBe(answer => answer.Headers.RetryAfter != null);
        (await refused[0].Content.ReadAsStringAsync()).ShouldContain("\"throttled\"");
        ((int)other.StatusCode).ShouldBe(200);
    }
}
