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
    public async Task IfMatch_VersionThatNeverWas_RefusesATransactionAndOneEntryOfABatch(string etag)
    {
        var (transaction, batch) = (Bundle("transaction", Put("untouched", 1), Matched("m4", 1, etag)), Bundle("batch", Put("untouched", 1), Matched("m4", 1, etag)));

        var refused = await SendAsync(client, transaction);
        var taken = await SendAsync(client, batch);

        refused.Status.ShouldBe(412);
        refused.Issues.ShouldBe(["error version-mismatch Bundle.entry[1].request.ifMatch"]);
        (await KeptAsync(transaction)).ShouldBeNull();
        taken.Status.ShouldBe(200);
        taken.Statuses.ShouldBe(["200 OK", "412 Precondition Failed"]);
        taken.Issues.ShouldBe(["error version-mismatch Bundle.entry[1].request.ifMatch"]);
        taken.Responses[1].TryGetProperty("location", out _).ShouldBeFalse();
        (await KeptAsync(batch)).ShouldNotBeNull().RefusedEntries.ShouldBe("1");
    }

    [Fact]
    public async Task IfMatch_InABatch_EachEntryForItselfAndARepeatHearsTheSame()
    {
        var first = await SendAsync(client, Bundle("transaction", Put("b1", 1), Put("b2", 1)));
        var (etag1, etag2) = (EtagOf(first), EtagOf(first, 1));
        await SendAsync(client, Bundle("transaction", Put("b2", 2)));
        var batch = Bundle("batch", Matched("b1", 3, etag1), Matched("b2", 3, etag2), Matched("b1", 4, etag1));

        var answer = await SendAsync(client, batch);
        // Between the two, the version that the first entry made is succeeded, too.
        await SendAsync(otherInstance, Bundle("transaction", Matched("b1", 5, EtagOf(answer))));
        var repeated = await SendAsync(otherInstance, batch);
        var validated = await SendAsync(otherInstance, batch, "/api/fhir/Bundle/$validate");

        answer.Statuses.ShouldBe(["200 OK", "412 Precondition Failed", "412 Precondition Failed"]);
        repeated.Body.GetRawText().ShouldBe(answer.Body.GetRawText());
        validated.Issues.Where(issue => issue.StartsWith("error")).ShouldBe(
            ["error version-mismatch Bundle.entry[1].request.ifMatch", "error version-mismatch Bundle.entry[2].request.ifMatch"]);
    }

    [Fact]
    public async Task IfMatch_EntryOfABatchThatWasRefused_IsNoVersion()
    {
        var first = await SendAsync(client, Bundle("transaction", Put("n1", 1)));
        var refused = await SendAsync(client, Bundle("batch", Matched("n1", 2, "W/\\\"0123456789abcdef\\\"")));

        // What was refused has not become the current version: the one before it still is.
        var next = await SendAsync(otherInstance, Bundle("transaction", Matched("n1", 3, EtagOf(first))));

        refused.Statuses.ShouldBe(["412 Precondition Failed"]);
        next.Statuses.ShouldBe(["200 OK"], next.Body.GetRawText());
    }

    [Fact]
    public async Task IfMatch_TypeThatTheTrialDoesNotUse_CannotBeChecked()
    {
        const string slot = """{"resourceType":"Slot","id":"s","schedule":{"reference":"Schedule/1"},"status":"free","start":"2020-02-11T08:00:00+08:00","end":"2020-02-11T09:00:00+08:00"}""";

        var answer = await SendAsync(client, Bundle("transaction", Entry(slot, "PUT", "Slot/s", ",\"ifMatch\":\"W/\\\"1\\\"\"")));

        answer.Status.ShouldBe(412);
        answer.Issues.ShouldContain("error condition-unsupported Bundle.entry[0].request.ifMatch");
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

    // What decides between senders is in the line of the submission, so that nobody gives it to another.
    [Fact]
    public async Task Claims_OfABundle_AreNamedByItsLineOfTheAuditTrail()
    {
        var first = await SendAsync(client, Bundle("transaction", Put("c1", 1)));
        var winner = Bundle("batch", Conditional("claimed", 1), Matched("c1", 2, EtagOf(first)));
        await SendAsync(client, winner);
        await SendAsync(otherInstance, winner);
        var loser = Bundle("batch", Conditional("claimed", 2), Matched("c1", 3, EtagOf(first)));
        await SendAsync(otherInstance, loser);

        var lines = await LinesAsync(winner);
        lines.Select(line => line.Outcome).ShouldBe([Storage.AuditOutcome.Done, Storage.AuditOutcome.Repeated], ignoreOrder: true);
        foreach (var line in lines)
        {
            line.Artefacts!.Select(claim => string.Join('/', claim.Name.Split('/')[..3])).ShouldBe(
                [$"claims/{AppFixture.North}/created", $"claims/{AppFixture.North}/succeeded"], ignoreOrder: true);
            foreach (var claim in line.Artefacts!)
                Storage.BundleArchive.HashOf(await app.Storage.Claims.ReadAsync(claim.Name["claims/".Length..])).ShouldBe(claim.Sha256);
        }

        (await LinesAsync(loser)).ShouldHaveSingleItem().Artefacts.ShouldBeNull();
    }

    // One precondition was won before the other was found to be lost: the refused transaction keeps that claim, and its line says so.
    [Fact]
    public async Task Claims_OfARefusedTransaction_AreNamedByItsLineWhenItHasAny()
    {
        var first = await SendAsync(client, Bundle("transaction", Put("c2", 1), Put("c3", 1)));
        var (etag2, etag3) = (EtagOf(first), EtagOf(first, 1));
        var bundles = Enumerable.Range(2, 8).Select(value =>
            value % 2 == 0 ? Bundle("transaction", Matched("c2", value, etag2), Matched("c3", value, etag3)) : Bundle("transaction", Matched("c3", value, etag3), Matched("c2", value, etag2))).ToList();
        await Task.WhenAll(bundles.Select((bundle, number) => SendAsync(number < 4 ? client : otherInstance, bundle)));

        var named = new List<string>();
        foreach (var bundle in bundles)
            named.AddRange((await AllLinesAsync(bundle)).SelectMany(line => line.Artefacts ?? []).Where(artefact => artefact.Kind == "claim").Select(claim => claim.Name));
        // Two versions were there to be succeeded: each has one bundle, told of in one line.
        named.Count.ShouldBe(2);
        named.ShouldBeUnique();
    }

    private Task<IReadOnlyList<Storage.AuditEntry>> LinesAsync(string bundle) =>
        FindLinesAsync(line => line.Reference == Storage.ReceiptId.Of(new(AppFixture.North), Storage.BundleArchive.HashOf(System.Text.Encoding.UTF8.GetBytes(bundle))));

    /// <summary>Also the line of a refusal, which is named after the hash of its body.</summary>
    private async Task<IReadOnlyList<Storage.AuditEntry>> AllLinesAsync(string bundle)
    {
        var hash = Storage.BundleArchive.HashOf(System.Text.Encoding.UTF8.GetBytes(bundle));
        return [.. await LinesAsync(bundle), .. await FindLinesAsync(line => line.Reference?.Contains(hash, StringComparison.Ordinal) == true)];
    }

    private async Task<IReadOnlyList<Storage.AuditEntry>> FindLinesAsync(Func<Storage.AuditEntry, bool> isWanted)
    {
        var lines = new List<Storage.AuditEntry>();
        await foreach (var name in app.Storage.Audit.ListAsync(TimeProvider.System.GetUtcNow().AddMinutes(-10)))
        {
            if (name.Action == "bundle.submit" && await app.Storage.Audit.ReadAsync(name.Name) is { } line && isWanted(line))
                lines.Add(line);
        }

        return lines;
    }

    private static string Conditional(string name, decimal value) => Entry(
        Crp("", value, $$"""
        "identifier":[{"system":"https://h.example","value":"{{name}}"}],
        """), "POST", "Observation", $",\"ifNoneExist\":\"identifier=https://h.example|{name}\"");

    private static string Matched(string id, decimal value, string etag) => Put(id, value, requestMore: $",\"ifMatch\":\"{etag}\"");

    private Task<Storage.Receipt?> KeptAsync(string bundle) =>
        app.Storage.Bundles.FindKeptAsync(new(AppFixture.North), Storage.BundleArchive.HashOf(System.Text.Encoding.UTF8.GetBytes(bundle)));

    private static string EtagOf(Posted answer, int entry = 0) => answer.Responses[entry].GetProperty("etag").GetString()!.Replace("\"", "\\\"");
}
