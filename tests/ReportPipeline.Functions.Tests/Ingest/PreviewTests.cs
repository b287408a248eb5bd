using System.Text;
using ReportPipeline.Cli.FunctionApp;
using ReportPipeline.Functions.Tests.Ingest.EndpointTable;
using ReportPipeline.SampleTrial;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.Tests;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Functions.Tests.Ingest;

/// <summary>$validate says which endpoints a bundle would make computable or break, from the sender's own records.</summary>
[Collection(AppTests.Name)]
public sealed class PreviewTests(AppFixture app)
{
    private static readonly TrialProtocol Protocol = ProtocolFile.Load(Repository.PathOf("protocols", "msc-covid19.json")).Protocol!;
    private static readonly string Baseline = Protocol.Endpoints.OfType<BaselineEndpoint>().First().Id;

    private static readonly string FirstVisit = Encoding.UTF8.GetString(
        new BundleWriter(Protocol).Write(ReconstructedTrial.Load().First(subject => subject.Site == AppFixture.North))[0].Content);

    [Fact]
    public async Task Validate_BundleThatBringsOrTakesFigures_NamesTheEndpoints()
    {
        var settings = app.Settings();
        settings["Storage__ContainerPrefix"] = "preview-";
        await using var fresh = await FunctionAppProcess.StartAsync(new FunctionAppStart { Settings = settings, UnderHost = true });
        using var north = app.Client(app.SiteToken(AppFixture.North), fresh);
        var withdrawal = FirstVisit.Replace("\"status\":\"final\"", "\"status\":\"entered-in-error\"", StringComparison.Ordinal);

        var first = await PreviewAsync(north, FirstVisit);
        (await Posted.SendAsync(north, FirstVisit)).Status.ShouldBe(200);
        var again = await PreviewAsync(north, FirstVisit);
        var withdrawn = await PreviewAsync(north, withdrawal);
        var nothing = await PreviewAsync(north, """{"resourceType":"Bundle","type":"collection"}""");

        first["endpoints-gained"].ShouldContain(Baseline);
        first.ShouldNotContainKey("endpoints-lost");
        again["endpoints-gained"].ShouldBe(first["endpoints-gained"]);
        withdrawn["endpoints-lost"].ShouldContain(Baseline);
        withdrawn.ShouldNotContainKey("endpoints-gained");
        nothing.ShouldBeEmpty();
    }

    [Fact]
    public async Task Validate_RefusedBundle_SaysNothingAboutEndpoints()
    {
        using var south = app.Client(app.SiteToken(AppFixture.South));

        (await PreviewAsync(south, FirstVisit)).ShouldBeEmpty();
    }

    /// <summary>The endpoints named, by the code of the issue.</summary>
    private static async Task<Dictionary<string, string[]>> PreviewAsync(HttpClient client, string bundle)
    {
        var answer = await Posted.SendAsync(client, bundle, "/api/fhir/Bundle/$validate");
        answer.Status.ShouldBe(200);
        return answer.Body.GetProperty("issue").EnumerateArray()
            .Where(issue => issue.TryGetProperty("details", out var details) && details.GetProperty("coding")[0].GetProperty("code").GetString()!.StartsWith("endpoints-", StringComparison.Ordinal))
            .ToDictionary(
                issue => issue.GetProperty("details").GetProperty("coding")[0].GetProperty("code").GetString()!,
                issue => issue.GetProperty("diagnostics").GetString()!.Split(": ")[1].Split(". ")[0].Split(", "));
    }
}
