using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ReportPipeline.Custody.Acts;
using ReportPipeline.Custody.Signing;
using ReportPipeline.Functions.Access;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Tests.Acts;

/// <summary>Signing and releasing over HTTP: who may, how fresh, bound to which bytes, and what may follow on what.</summary>
[Collection(AppTests.Name)]
public sealed class ActRoutesTests(AppFixture app)
{
    [Fact]
    public async Task Sign_FreshMemberWhoReadTheDocument_IsRecordedWithNameTimeAndMeaning()
    {
        const string run = "acts-recorded";
        await StoredRun.CreateAsync(app, run);

        using var answer = await SignAsync(run, "approved");

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var stored = SignedAct.Read(await app.Storage.Reports.ReadAsync($"{run}/acts/0001.json"));
        stored.Act.Meaning.ShouldBe(ActMeaning.Approved);
        stored.Act.Person.ShouldBe(new ActingPerson("Li Wei", "li", Roles.CommitteeSign));
        stored.Act.Documents.ShouldBe([new ActedDocument($"{run}/closed.en.docx", StoredRun.HashOf(run, "closed"))]);
        (stored.Act.At - stored.Act.AuthenticatedAt).ShouldBeLessThan(TimeSpan.FromMinutes(10));
        stored.Verify(app.SigningKey.Verification).ShouldBeTrue();
        stored.Verify(SigningKey.Create().Verification).ShouldBeFalse();
    }

    [Theory]
    [InlineData("stale", 403, "authentication-not-fresh")]
    [InlineData("in the future", 403, "authentication-not-fresh")]
    [InlineData("nameless", 403, "name-unknown")]
    [InlineData("open committee signs closed", 403, "not-allowed")]
    [InlineData("unknown document", 404, "document-unknown")]
    [InlineData("unknown run", 404, "document-unknown")]
    [InlineData("other bytes", 409, "document-differs")]
    [InlineData("rejection without a reason", 422, "reason-missing")]
    [InlineData("approval with a reason", 422, "reason-missing")]
    [InlineData("release as a signature", 400, "act-unreadable")]
    [InlineData("no meaning", 400, "act-unreadable")]
    [InlineData("unknown field", 400, "act-unreadable")]
    public async Task Sign_NotAsItMustBe_RefusedAsOutcomeAndInTheTrail(string what, int status, string code)
    {
        var run = $"acts-{what.Replace(' ', '-')}";
        await StoredRun.CreateAsync(app, run);
        var token = Token();
        var body = Body(run, "approved");
        switch (what)
        {
            case "stale": token = token with { AuthenticatedAt = token.Now.AddMinutes(-11) }; break;
            case "in the future": token = token with { AuthenticatedAt = token.Now.AddMinutes(5) }; break;
            case "nameless": token = token with { Name = "" }; break;
            case "open committee signs closed": token = token with { Roles = [Roles.CommitteeSign, Roles.CommitteeOpen] }; break;
            case "unknown document": body["language"] = "fr"; break;
            case "unknown run": run = "acts-nowhere"; break;
            case "other bytes": body["documentSha256"] = StoredRun.HashOf(run, "open"); break;
            case "rejection without a reason": body["meaning"] = "rejected"; body["reason"] = " "; break;
            case "approval with a reason": body["reason"] = "because"; break;
            case "release as a signature": body["meaning"] = "released"; break;
            case "no meaning": body.Remove("meaning"); break;
            default: body["colour"] = "red"; break;
        }

        using var answer = await PostAsync($"/api/reports/{run}/signatures", token, body);

        await ShouldRefuseAsync(answer, status, code);
        (await app.Storage.Reports.ReadAsync($"{run}/acts/0001.json")).ShouldBeNull();
        if (code != "act-unreadable")
            (await TrailAsync(run)).ShouldBe([$"report.sign Refused {code}"]);
    }

    [Fact]
    public async Task Sign_Twice_SecondRefusedAndFirstStands()
    {
        const string run = "acts-twice";
        await StoredRun.CreateAsync(app, run);
        using var first = await SignAsync(run, "reviewed");

        using var second = await SignAsync(run, "reviewed");
        using var approval = await SignAsync(run, "approved");

        first.StatusCode.ShouldBe(HttpStatusCode.Created);
        await ShouldRefuseAsync(second, 409, "already-signed");
        approval.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await TrailAsync(run)).ShouldBe(
            ["report.sign Attempted ", "report.sign Done ", "report.sign Refused already-signed", "report.sign Attempted ", "report.sign Done "]);
    }

    [Fact]
    public async Task Sign_SamePersonAtOnce_OneSignatureStands()
    {
        const string run = "acts-at-once";
        await StoredRun.CreateAsync(app, run);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => SignAsync(run, "approved")));

        answers.Count(answer => answer.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict).ShouldBe(5);
        (await app.Storage.Reports.ReadAsync($"{run}/acts/0002.json")).ShouldBeNull();
    }

    [Fact]
    public async Task SignAndRelease_AfterRejection_Refused()
    {
        const string run = "acts-rejected";
        await StoredRun.CreateAsync(app, run);
        using var approval = await SignAsync(run, "approved");
        using var rejection = await SignAsync(run, "rejected", "zhang", "Table 3 contradicts the listing.");

        rejection.StatusCode.ShouldBe(HttpStatusCode.Created);
        await ShouldRefuseAsync(await SignAsync(run, "approved", "wang"), 409, "report-rejected");
        await ApproveDecisionsAsync();
        await ShouldRefuseAsync(await ReleaseAsync(run), 409, "report-rejected");
        (await StatusAsync(run)).ShouldBe("rejected");
    }

    [Fact]
    public async Task Release_ApprovedReportAndDecisions_CoversEveryDocumentAndEndsSigning()
    {
        const string run = "acts-released";
        await StoredRun.CreateAsync(app, run);
        await ApproveDecisionsAsync();
        await ShouldRefuseAsync(await ReleaseAsync(run), 409, "report-not-approved");
        using var approval = await SignAsync(run, "approved");

        using var release = await ReleaseAsync(run);

        release.StatusCode.ShouldBe(HttpStatusCode.Created, await release.Content.ReadAsStringAsync());
        var stored = SignedAct.Read(await app.Storage.Reports.ReadAsync($"{run}/acts/0002.json")).Act;
        stored.Meaning.ShouldBe(ActMeaning.Released);
        stored.Documents.Select(document => document.Sha256).ShouldBe([StoredRun.HashOf(run, "closed"), StoredRun.HashOf(run, "open")]);
        stored.Previous.ShouldBe(BundleArchive.HashOf(await app.Storage.Reports.ReadAsync($"{run}/acts/0001.json")));
        (await StatusAsync(run)).ShouldBe("released");
        await ShouldRefuseAsync(await ReleaseAsync(run), 409, "report-released");
        await ShouldRefuseAsync(await SignAsync(run, "reviewed", "wang"), 409, "report-released");
    }

    [Fact]
    public async Task Release_ReportOfAnotherProtocol_Refused()
    {
        const string run = "acts-superseded";
        await StoredRun.CreateAsync(app, run, protocolHash: new string('0', 64));
        using var approval = await SignAsync(run, "approved");

        await ShouldRefuseAsync(await ReleaseAsync(run), 409, "protocol-superseded");
    }

    [Fact]
    public async Task SignDecisions_OfAnotherListOrStale_Refused()
    {
        var body = new Dictionary<string, string> { ["documentSha256"] = new('0', 64), ["meaning"] = "approved" };

        await ShouldRefuseAsync(await PostAsync("/api/decisions/signatures", Token(), body), 409, "document-differs");
        await ShouldRefuseAsync(
            await PostAsync("/api/decisions/signatures", Token() with { AuthenticatedAt = Token().Now.AddHours(-1) }, body), 403, "authentication-not-fresh");
    }

    [Fact]
    public async Task GetDecisions_AfterApproval_NamesTheListAndWhoApprovedIt()
    {
        await ApproveDecisionsAsync();
        using var client = app.Client(app.Issuer.Issue(app.TokenFor(Roles.CommitteeOpen)));

        using var decisions = JsonDocument.Parse(await client.GetStringAsync("/api/decisions"));

        decisions.RootElement.GetProperty("sha256").GetString().ShouldBe(StoredRun.Protocol.DecisionsHash);
        decisions.RootElement.GetProperty("approved").GetBoolean().ShouldBeTrue();
        decisions.RootElement.GetProperty("decisions").GetArrayLength().ShouldBe(2);
        decisions.RootElement.GetProperty("acts")[0].GetProperty("person").GetProperty("name").GetString().ShouldBe("Li Wei");
    }

    private TokenRequest Token(string user = "li") =>
        app.TokenFor(Roles.CommitteeSign, Roles.CommitteeClosed) with { Subject = user, Name = "Li Wei" };

    private static Dictionary<string, string> Body(string run, string meaning) => new()
    {
        ["audience"] = "closed",
        ["language"] = "en",
        ["documentSha256"] = StoredRun.HashOf(run, "closed"),
        ["meaning"] = meaning,
    };

    private Task<HttpResponseMessage> SignAsync(string run, string meaning, string user = "li", string? reason = null)
    {
        var body = Body(run, meaning);
        if (reason is not null)
            body["reason"] = reason;
        return PostAsync($"/api/reports/{run}/signatures", Token(user), body);
    }

    private Task<HttpResponseMessage> ReleaseAsync(string run) =>
        PostAsync($"/api/reports/{run}/release", app.TokenFor(Roles.Operator), null);

    /// <summary>The list is shared by all tests: whoever comes first approves it.</summary>
    private async Task ApproveDecisionsAsync()
    {
        var body = new Dictionary<string, string> { ["documentSha256"] = StoredRun.Protocol.DecisionsHash, ["meaning"] = "approved" };
        using var answer = await PostAsync("/api/decisions/signatures", Token(), body);
        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.Created, HttpStatusCode.Conflict);
    }

    private async Task<HttpResponseMessage> PostAsync(string path, TokenRequest token, Dictionary<string, string>? body)
    {
        using var client = app.Client(app.Issuer.Issue(token));
        return await client.PostAsync(path, body is null ? null : JsonContent.Create(body));
    }

    private async Task<string?> StatusAsync(string run)
    {
        using var client = app.Client(app.Issuer.Issue(app.TokenFor(Roles.Operator)));
        using var acts = JsonDocument.Parse(await client.GetStringAsync($"/api/reports/{run}/acts"));
        return acts.RootElement.GetProperty("status").GetString();
    }

    private static async Task ShouldRefuseAsync(HttpResponseMessage answer, int status, string code)
    {
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(status, text);
        using var outcome = JsonDocument.Parse(text);
        outcome.RootElement.GetProperty("resourceType").GetString().ShouldBe("OperationOutcome");
        outcome.RootElement.GetProperty("issue")[0].GetProperty("details").GetProperty("coding")[0].GetProperty("code").GetString().ShouldBe(code);
    }

    private async Task<IReadOnlyList<string>> TrailAsync(string run)
    {
        var page = await new AuditTrail(app.Storage, TimeProvider.System).QueryAsync(
            new AuditQuery(null, null) { Reference = run, Limit = AuditQuery.LargestPage }, CancellationToken.None);
        return [.. page.Entries.Select(stored => $"{stored.Entry.Action} {stored.Entry.Outcome} {stored.Entry.Reason}")];
    }
}
