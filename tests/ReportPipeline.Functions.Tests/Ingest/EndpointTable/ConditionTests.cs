using static ReportPipeline.Functions.Tests.Ingest.EndpointTable.Posted;

namespace ReportPipeline.Functions.Tests.Ingest.EndpointTable;

/// <summary>ifMatch and ifNoneExist: what depends on what was received before.</summary>
[Collection(AppTests.Name)]
public sealed class ConditionTests(AppFixture app) : IDisposable
{
    private readonly HttpClient client = app.Client(app.SiteToken(AppFixture.North));
    private readonly HttpClient otherInstance = app.Client(app.SiteToken(AppFixture.North), app.UnderHost);

    public void Dispose()
    {
        client.Dispose();
        otherInstance.Dispose();
    }

    [Fact]
    public async Task IfNoneExist_FirstThenOtherBundle_201Then200WithTheSameId()
    {
        var first = await SendAsync(client, Bundle("transaction", Conditional("first", 1)));
        var second = await SendAsync(otherInstance, Bundle("transaction", Conditional("first", 2)));
        var again = await SendAsync(otherInstance, Bundle("transaction", Conditional("first", 1)));

        first.Statuses.ShouldBe(["201 Created"]);
        first.Issues.ShouldBeEmpty();
        second.Statuses.ShouldBe(["200 OK"]);
        second.IdOf(0).ShouldBe(first.IdOf(0));
        second.Issues.ShouldBe(["information resource-exists Bundle.entry[0].request.ifNoneExist"]);
        // A repeat of the same bytes gets the first answer, whatever was received in between.
        again.Body.GetRawText().ShouldBe(first.Body.GetRawText());
    }

    [Fact]
    public async Task IfNoneExist_ManyBundlesAtOnceToTwoInstances_Exactly201Once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(1, 12).Select(value =>
            SendAsync(value % 2 == 0 ? client : otherInstance, Bundle("transaction", Conditional("race", value)))));

        answers.SelectMany(answer => answer.Statuses).Count(status => status == "201 Created").ShouldBe(1);
        answers.Select(answer => answer.IdOf(0)).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task IfNoneExist_OtherSite_IsAnotherResource()
    {
        using var south = app.Client(app.SiteToken(AppFixture.South));
        var mine = await SendAsync(client, Bundle("transaction", Conditional("sites", 1)));
        var theirs = await SendAsync(south, Bundle("transaction", Conditional("sites", 1).Replace("RM-007", "ZJ-007")));

        theirs.Statuses.ShouldBe(["201 Created"]);
        theirs.IdOf(0).ShouldNotBe(mine.IdOf(0));
    }

    [Theory]
    [InlineData("identifier=https://h.example|other", "error condition-mismatch Bundle.entry[0].request.ifNoneExist", 400)]
    [InlineData("code=1988-5", "error condition-unsupported Bundle.entry[0].request.ifNoneExist", 412)]
    [InlineData("identifier=only-a-value", "error condition-unsupported Bundle.entry[0].request.ifNoneExist", 412)]
    public async Task IfNoneExist_ThatCannotBeAnswered_Refused(string condition, string issue, int status)
    {
        var answer = await SendAsync(client, Bundle("transaction", Conditional("bad", 1).Replace("identifier=https://h.example|bad", condition)));

        answer.Status.ShouldBe(status);
        answer.Issues.ShouldBe([issue]);
    }

    [Fact]
    public async Task IfMatch_CurrentVersion_TakenOnceThenStale()
    {
        var first = await SendAsync(client, Bundle("transaction", Put("m1", 1)));
        var taken = await SendAsync(otherInstance, Bundle("transaction", Matched("m1", 2, EtagOf(first))));
        var stale = await SendAsync(client, Bundle("transaction", Matched("m1", 3, EtagOf(first))));
        var repeated = await SendAsync(client, Bundle("transaction", Matched("m1", 2, EtagOf(first))));
        var next = await SendAsync(client, Bundle("transaction", Matched("m1", 3, EtagOf(taken))));

        taken.Statuses.ShouldBe(["200 OK"], taken.Body.GetRawText());
        stale.Status.ShouldBe(412);
        stale.Issues.ShouldBe(["error version-mismatch Bundle.entry[0].request.ifMatch"]);
        repeated.Body.GetRawText().ShouldBe(taken.Body.GetRawText());
        next.Statuses.ShouldBe(["200 OK"]);
    }

    [Fact]
    public async Task IfMatch_UnconditionalVersionInBetween_Stale()
    {
        var first = await SendAsync(client, Bundle("transaction", Put("m2", 1)));
        await SendAsync(otherInstance, Bundle("transaction", Put("m2", 2)));

        var stale = await SendAsync(client, Bundle("transaction", Matched("m2", 3, EtagOf(first))));

        stale.Status.ShouldBe(412);
    }

    [Fact]
    public async Task IfMatch_ManyBundlesAtOnceToTwoInstances_ExactlyOneIsTaken()
    {
        var first = await SendAsync(client, Bundle("transaction", Put("m3", 1)));

        var answers = await Task.WhenAll(Enumerable.Range(2, 10).Select(value =>
            SendAsync(value % 2 == 0 ? client : otherInstance, Bundle("transaction", Matched("m3", value, EtagOf(first))))));

        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        answers.Where(answer => answer.Status != 200).ShouldAllBe(answer => answer.Status == 412);
    }

    [Theory]
    [InlineData("W/\\\"0123456789abcdef\\\"")]
    [InlineData("0123456789abcdef")]
    [InlineData("*")]
    public async Task IfMatch_VersionThatNeverWas_412AndNothingKept(string etag)
    {
        var bundle = Bundle("batch", Put("untouched", 1), Matched("m4", 1, etag));

        var answer = await SendAsync(client, bundle);

        answer.Status.ShouldBe(412);
        answer.Issues.ShouldBe(["error version-mismatch Bundle.entry[1].request.ifMatch"]);
        (await app.Storage.Bundles.ReadAsync(new(AppFixture.North), Storage.BundleArchive.HashOf(System.Text.Encoding.UTF8.GetBytes(bundle)))).ShouldBeNull();
    }

    [Fact]
    public async Task Validate_Conditions_TellsWhatAnIngestWouldAndClaimsNothing()
    {
        var first = await SendAsync(client, Bundle("transaction", Put("m5", 1)));

        var creation = await SendAsync(client, Bundle("transaction", Conditional("validated", 1)), "/api/fhir/Bundle/$validate");
        var match = await SendAsync(client, Bundle("transaction", Matched("m5", 2, EtagOf(first))), "/api/fhir/Bundle/$validate");
        var stale = await SendAsync(client, Bundle("transaction", Matched("m5", 2, "W/\\\"0123456789abcdef\\\"")), "/api/fhir/Bundle/$validate");

        (creation.Status, match.Status, stale.Status).ShouldBe((200, 200, 200));
        creation.Issues.Concat(match.Issues).ShouldAllBe(issue => issue.StartsWith("information"));
        stale.Issues.ShouldContain("error version-mismatch Bundle.entry[0].request.ifMatch");
        (await SendAsync(client, Bundle("transaction", Conditional("validated", 2)))).Statuses.ShouldBe(["201 Created"]);
        (await SendAsync(client, Bundle("transaction", Matched("m5", 3, EtagOf(first))))).Statuses.ShouldBe(["200 OK"]);
    }

    private static string Conditional(string name, decimal value) => Entry(
        Crp("", value, $$"""
        "identifier":[{"system":"https://h.example","value":"{{name}}"}],
        """), "POST", "Observation", $",\"ifNoneExist\":\"identifier=https://h.example|{name}\"");

    private static string Matched(string id, decimal value, string etag) => Put(id, value, requestMore: $",\"ifMatch\":\"{etag}\"");

    private static string EtagOf(Posted answer) => answer.Responses[0].GetProperty("etag").GetString()!.Replace("\"", "\\\"");
}
