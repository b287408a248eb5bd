using System.Text.Json;
using System.Text.RegularExpressions;
using static ReportPipeline.Functions.Tests.Ingest.EndpointTable.Posted;

namespace ReportPipeline.Functions.Tests.Ingest.EndpointTable;

/// <summary>
/// The rules of the endpoint, row by row, over HTTP: bundle types, results, failures, verbs, versions, references, Prefer. Media types
/// stand in <see cref="MediaTypeTests"/>, compression in <see cref="IngestBundleTests"/>, conditions in <see cref="ConditionTests"/>.
/// </summary>
[Collection(AppTests.Name)]
public sealed class EndpointTableTests(AppFixture app) : IDisposable
{
    private readonly HttpClient client = app.Client(app.SiteToken(AppFixture.North));

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData("transaction", "transaction-response", "201 Created")]
    [InlineData("batch", "batch-response", "201 Created")]
    [InlineData("collection", "transaction-response", "200 OK")]
    public async Task BundleType_Taken_OneEntryPerEntryInOrder(string type, string responseType, string status)
    {
        var entries = Enumerable.Range(1, 3).Select(value => type == "collection" ? $$"""{"resource":{{Crp("", value)}}}""" : Entry(Crp("", value), "POST", "Observation"));

        var answer = await SendAsync(client, Bundle(type, [.. entries]));

        answer.Status.ShouldBe(200, answer.Body.GetRawText());
        answer.Body.GetProperty("type").GetString().ShouldBe(responseType);
        answer.Statuses.ShouldBe([status, status, status]);
        Enumerable.Range(0, 3).Select(answer.IdOf).Distinct().Count().ShouldBe(3);
    }

    [Theory]
    [InlineData("document", 422, "bundle-type-unsupported")]
    [InlineData("message", 422, "bundle-type-unsupported")]
    [InlineData("history", 422, "bundle-type-unsupported")]
    [InlineData("searchset", 422, "bundle-type-unsupported")]
    [InlineData("transaction-response", 422, "bundle-type-unsupported")]
    [InlineData("batch-response", 422, "bundle-type-unsupported")]
    [InlineData("parcel", 400, "code-invalid")]
    public async Task BundleType_Other_RefusedWithItsReason(string type, int status, string code)
    {
        var answer = await SendAsync(client, Bundle(type, Put("other-type", 1)));

        answer.Status.ShouldBe(status);
        answer.Issues.ShouldBe([$"error {code} Bundle.type"], ignoreOrder: true);
        answer.Message.Headers.Contains("X-ReportPipeline-Receipt").ShouldBeFalse();
    }

    [Theory]
    [InlineData("transaction")]
    [InlineData("batch")]
    [InlineData("collection")]
    public async Task EmptyBundle_IsNoError(string type)
    {
        var answer = await SendAsync(client, $$"""{"resourceType":"Bundle","type":"{{type}}"}""");

        answer.Status.ShouldBe(200);
        answer.Responses.ShouldBeEmpty();
    }

    [Fact]
    public async Task Results_AcceptedEntry_StatusLocationEtagLastModifiedAndReceipt()
    {
        var answer = await SendAsync(client, Bundle("transaction", Put("results", 1)));

        var response = answer.Responses.ShouldHaveSingleItem();
        response.GetProperty("status").GetString().ShouldBe("200 OK");
        var version = Regex.Match(answer.Location(0), "^Observation/results/_history/([0-9a-f]{16})$").Groups[1].Value;
        response.GetProperty("etag").GetString().ShouldBe($"W/\"{version}\"");
        var receipt = answer.Message.Headers.GetValues("X-ReportPipeline-Receipt").ShouldHaveSingleItem();
        answer.Body.GetProperty("identifier").GetProperty("value").GetString().ShouldBe(receipt);
        using var kept = JsonDocument.Parse(await client.GetStringAsync($"/api/fhir/receipts/{receipt}"));
        response.GetProperty("lastModified").GetDateTimeOffset().ShouldBe(kept.RootElement.GetProperty("receivedAt").GetDateTimeOffset(), TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task Failure_ManyProblemsInManyEntries_AllInOneOutcomeAtTheSendersIndex()
    {
        var answer = await SendAsync(client, Bundle("transaction",
            Put("f0", 1),
            Entry(Crp("f1", 1).Replace("\"final\"", "\"finished\""), "PUT", "Observation/f1"),
            Entry(Crp("f2", 1).Replace("RM-007", "ZJ-007"), "PUT", "Observation/other"),
            """{"resource":{"resourceType":"Grape"},"request":{"method":"POST","url":"Grape"}}""",
            Entry(Crp("", 1).Replace("mg/L", "mg/dl"), "POST", "Patient")));

        answer.Status.ShouldBe(400);
        answer.Issues.ShouldBe(
        [
            "error code-invalid Bundle.entry[1].resource.status",
            "error id-mismatch Bundle.entry[2].resource.id",
            "error subject-not-of-site Bundle.entry[2].resource.subject.identifier",
            "error resource-type-unknown Bundle.entry[3].resource",
            "error request-url-invalid Bundle.entry[4].request.url",
            "warning unit-unknown Bundle.entry[4].resource.value",
        ], ignoreOrder: true, answer.Body.GetRawText());
        foreach (var issue in answer.Body.GetProperty("issue").EnumerateArray())
        {
            issue.GetProperty("code").GetString().ShouldNotBeNullOrEmpty();
            issue.GetProperty("diagnostics").GetString()!.Length.ShouldBeGreaterThan(20);
        }

        answer.Body.GetRawText().ShouldNotContain("ZJ-007");
    }

    [Fact]
    public async Task Batch_OneBadEntry_TheOthersAreTaken()
    {
        var answer = await SendAsync(client, Bundle("batch", Put("b0", 1), Entry(Crp("b1", 1).Replace("\"final\"", "\"finished\""), "PUT", "Observation/b1"), Put("b2", 2)));

        answer.Status.ShouldBe(200);
        answer.Statuses.ShouldBe(["200 OK", "400 Bad Request", "200 OK"]);
        answer.Issues.ShouldBe(["error code-invalid Bundle.entry[1].resource.status"]);
        answer.Responses[1].TryGetProperty("location", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Batch_EveryKindOfBadEntry_RefusesThatEntryAlone()
    {
        var answer = await SendAsync(client, Bundle("batch",
            Put("k0", 1),
            """{"request":{"method":"DELETE","url":"Observation/k1"}}""",
            Entry(Crp("k2", 1), "PUT", "Observation/other"),
            Entry(Crp("k3", 1).Replace("\"final\"", "\"finished\""), "PUT", "Observation/k3"),
            Entry(Crp("k4", 1).Replace("RM-007", "ZJ-007"), "PUT", "Observation/k4"),
            Entry(Crp("", 1), "POST", "Observation", ",\"ifNoneExist\":\"code=1988-5\""),
            Put("k6", 1, requestMore: ",\"ifMatch\":\"W/\\\"0\\\"\""),
            """{"resource":{"resourceType":"Grape"},"request":{"method":"POST","url":"Grape"}}""",
            Put("k8", 1).Replace("\"identifier\":{\"system\"", "\"reference\":\"urn:uuid:nobody\",\"identifier\":{\"system\""),
            Put("k9", 1, "\"modifierExtension\":[{\"url\":\"https://h.example/negated\",\"valueBoolean\":true}],"),
            """{"resource":{"resourceType":"Patient"}}""",
            Put("k11", 1)));

        answer.Status.ShouldBe(200, answer.Body.GetRawText());
        answer.Statuses.Select(status => status[..3]).ShouldBe(["200", "405", "400", "400", "422", "412", "412", "400", "400", "422", "400", "200"], answer.Body.GetRawText());
        answer.Message.Headers.Contains("X-ReportPipeline-Receipt").ShouldBeTrue();
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Verb_Other_NotSupportedOnThatEntry(string verb)
    {
        var batch = await SendAsync(client, Bundle("batch", $$$"""{"request":{"method":"{{{verb}}}","url":"Observation/v"}}""", Put($"verb-{verb}", 1)));
        var transaction = await SendAsync(client, Bundle("transaction", $$$"""{"request":{"method":"{{{verb}}}","url":"Observation/v"}}"""));

        batch.Statuses.ShouldBe(["405 Method Not Allowed", "200 OK"]);
        batch.Responses[0].GetProperty("outcome").GetProperty("issue")[0].GetProperty("code").GetString().ShouldBe("not-supported");
        transaction.Status.ShouldBe(422);
        transaction.Issues.ShouldBe(["error verb-unsupported Bundle.entry[0].request.method"]);
    }

    [Fact]
    public async Task Post_WithAnId_TheIdIsIgnored()
    {
        var answer = await SendAsync(client, Bundle("transaction", Entry(Crp("mine", 1), "POST", "Observation")));

        answer.Statuses.ShouldBe(["201 Created"]);
        answer.IdOf(0).ShouldNotBe("mine");
    }

    [Theory]
    [InlineData("Observation/another", "error id-mismatch Bundle.entry[0].resource.id")]
    [InlineData("Patient/mine", "error request-url-invalid Bundle.entry[0].request.url")]
    [InlineData("Observation", "error request-url-invalid Bundle.entry[0].request.url")]
    public async Task Put_UrlThatDoesNotFit_400(string url, string issue)
    {
        var answer = await SendAsync(client, Bundle("transaction", Entry(Crp("mine", 1), "PUT", url)));

        answer.Status.ShouldBe(400);
        answer.Issues.ShouldBe([issue]);
    }

    [Fact]
    public async Task Versions_ThereAndBackAndEqualDoses_ThreeVersionsAndTwoRecords()
    {
        var versions = new List<string>();
        foreach (var value in new[] { 1, 2, 1 })
            versions.Add((await SendAsync(client, Bundle("transaction", Put("aba", value, $"\"meta\":{{\"versionId\":\"{versions.Count}\"}},")))).Location(0));
        var twice = await SendAsync(client, Bundle("transaction", Entry(Crp("", 9), "POST", "Observation"), Entry(Crp("", 9), "POST", "Observation")));

        versions.Distinct().Count().ShouldBe(3);
        versions.ShouldAllBe(version => version.StartsWith("Observation/aba/_history/"));
        twice.IdOf(0).ShouldNotBe(twice.IdOf(1));
    }

    [Fact]
    public async Task IdentityOverlap_ConditionsIncluded_FailsATransactionOnly()
    {
        var conditional = Entry(Crp("", 1, "\"identifier\":[{\"system\":\"https://h.example\",\"value\":\"o\"}],"), "POST", "Observation", ",\"ifNoneExist\":\"identifier=https://h.example|o\"");

        var named = await SendAsync(client, Bundle("transaction", Put("overlap", 1), Put("overlap", 2)));
        var resolved = await SendAsync(client, Bundle("transaction", conditional, conditional.Replace("\"value\":1,", "\"value\":2,")));
        var batch = await SendAsync(client, Bundle("batch", Put("overlap", 1), Put("overlap", 2)));

        named.Status.ShouldBe(400);
        named.Issues.ShouldBe(["error identity-overlap Bundle.entry[1]"]);
        resolved.Issues.ShouldBe(["error identity-overlap Bundle.entry[1]"]);
        batch.Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("urn:uuid:3F0C7A52-6A54-4C1E-9F0E-0D4C7B1A0001", "urn:uuid:3f0c7a52-6a54-4c1e-9f0e-0d4c7b1a0001", 200, "")]
    [InlineData("urn:uuid:1", "urn:uuid:1", 200, "")]
    [InlineData("https://h.example/fhir/Patient/p1", "Patient/p1", 200, "")]
    [InlineData("urn:uuid:1", "urn:uuid:2", 400, "error reference-unresolved Bundle.entry[1].resource.subject")]
    [InlineData("urn:uuid:1", "#p", 400, "error contained-missing Bundle.entry[1].resource.subject")]
    [InlineData("urn:uuid:1", "Patient/not-received-yet", 200, "information subject-pending Bundle.entry[1].resource.subject")]
    public async Task Reference_ToAFullUrlOrElsewhere_ResolvedOrTold(string fullUrl, string reference, int status, string issue)
    {
        var patient = $$$"""{"fullUrl":"{{{fullUrl}}}","resource":{"resourceType":"Patient","id":"p1","identifier":[{"system":"{{{SubjectSystem}}}","value":"RM-007"}]},"request":{"method":"PUT","url":"Patient/p1"}}""";
        var observation = Put($"ref-{fullUrl.Length}-{reference.Length}", 1).Replace($$$"""{"identifier":{"system":"{{{SubjectSystem}}}","value":"RM-007"}}""", $$"""{"reference":"{{reference}}"}""")
            .Replace("\"resource\"", "\"fullUrl\":\"https://h.example/fhir/Observation/" + $"ref-{fullUrl.Length}-{reference.Length}" + "\",\"resource\"");

        var answer = await SendAsync(client, Bundle("transaction", patient, observation));

        answer.Status.ShouldBe(status, answer.Body.GetRawText());
        answer.Issues.ShouldBe(issue.Length > 0 ? [issue] : []);
    }

    [Theory]
    [InlineData(null, false, false)]
    [InlineData("return=minimal", false, false)]
    [InlineData("return=representation", true, false)]
    [InlineData("return=\"representation\"", true, false)]
    [InlineData("return=OperationOutcome", false, true)]
    public async Task Prefer_Return_DecidesWhatTheEntriesRepeat(string? prefer, bool resource, bool outcome)
    {
        var answer = await SendAsync(client, Bundle("transaction", Put("prefer", 1)), headers: prefer is null ? [] : [$"Prefer: {prefer}"]);

        var entry = answer.Body.GetProperty("entry")[0];
        entry.TryGetProperty("resource", out var repeated).ShouldBe(resource);
        entry.GetProperty("response").TryGetProperty("outcome", out _).ShouldBe(outcome);
        if (resource)
            repeated.GetProperty("meta").GetProperty("versionId").GetString().ShouldBe(answer.Location(0).Split('/')[^1]);
    }

    [Fact]
    public async Task ModifierExtension_NotUnderstood_422()
    {
        var answer = await SendAsync(client, Bundle("transaction", Put("modified", 1, "\"modifierExtension\":[{\"url\":\"https://h.example/negated\",\"valueBoolean\":true}],")));

        answer.Status.ShouldBe(422);
        answer.Issues.ShouldBe(["error modifier-extension Bundle.entry[0].resource.modifierExtension[0]"]);
    }

    [Fact]
    public async Task UnusedType_KeptWithOneInformationalIssue()
    {
        var answer = await SendAsync(client, Bundle("transaction", Entry("""{"resourceType":"Slot","id":"s","schedule":{"reference":"Schedule/1"},"status":"free","start":"2020-02-11T08:00:00+08:00","end":"2020-02-11T09:00:00+08:00"}""", "PUT", "Slot/s")));

        answer.Statuses.ShouldBe(["200 OK"]);
        answer.Issues.ShouldBe(["information type-not-used Bundle.entry[0].resource"]);
    }
}
