using System.Globalization;
using System.Net;
using System.Text.Json;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Tests.Ingest;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Tests.Access;

/// <summary>What the trail holds after each kind of request, and how the operator reads it.</summary>
[Collection(AppTests.Name)]
public sealed class AuditTrailTests(AppFixture app)
{
    [Fact]
    public async Task Submissions_AcceptedRepeatedRefusedAndUnreadable_EachLeaveALine()
    {
        var sender = NewSender(Roles.OfSite(AppFixture.North));
        using var client = app.Client(app.Issuer.Issue(sender));
        var bundle = IngestBundleTests.Bundle("trail");
        using var accepted = await IngestBundleTests.PostAsync(client, bundle);
        using var repeated = await IngestBundleTests.PostAsync(client, bundle);
        using var refused = await IngestBundleTests.PostAsync(client, "{}"u8.ToArray());
        using var unreadable = await client.PostAsync("/api/fhir", new StringContent("x"));
        var receipt = accepted.Headers.GetValues("X-ReportPipeline-Receipt").Single();

        var lines = await OfAsync(sender);

        lines.Select(line => $"{line.Action} {line.Outcome} {line.Site}").ShouldBe(
            ["bundle.submit Done renmin-wuhan", "bundle.submit Repeated renmin-wuhan", "bundle.submit Refused renmin-wuhan", "bundle.submit Refused renmin-wuhan"]);
        lines[0].Reference.ShouldBe(receipt);
        lines[1].Reference.ShouldBe(receipt);
        lines[2].Reason.ShouldNotBeNullOrEmpty();
        (await app.Storage.Rejected.ReadAsync($"{lines[2].Reference}/body")).ShouldBe("{}"u8.ToArray());
        lines[3].Reason.ShouldBe("media-type-not-supported");
    }

    [Fact]
    public async Task Submission_ByWhoMayNot_IsALineAndWithoutATokenIsNone()
    {
        var sender = NewSender(Roles.Operator);
        using var client = app.Client(app.Issuer.Issue(sender));
        using var nobody = app.Client();
        var before = await CountAsync();

        using var forbidden = await IngestBundleTests.PostAsync(client, "{}"u8.ToArray());
        using var unknown = await IngestBundleTests.PostAsync(nobody, "{}"u8.ToArray());

        forbidden.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        unknown.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await OfAsync(sender)).ShouldHaveSingleItem().Outcome.ShouldBe(AuditOutcome.Refused);
        (await CountAsync()).ShouldBe(before + 1);
    }

    // Sixty lines, then the counter alone: a caller who is refused in a loop fills neither the trail nor the ledger.
    [Fact]
    public async Task Refusals_OfOneCallerInALoop_LeaveABoundedNumberOfLines()
    {
        var sender = NewSender(Roles.CommitteeOpen);
        using var client = app.Client(app.Issuer.Issue(sender));

        for (var number = 0; number < 80; number++)
            (await client.GetAsync("/api/audit")).Dispose();

        (await OfAsync(sender)).Count.ShouldBeInRange(60, 62);
    }

    [Fact]
    public async Task Query_FiltersAndPages_GiveEveryLineOnce()
    {
        var reader = NewSender(Roles.CommitteeOpen);
        const string run = "trail-run";
        await StoredRun.CreateAsync(app, run);
        using (var client = app.Client(app.Issuer.Issue(reader)))
        {
            for (var number = 0; number < 5; number++)
                (await client.GetAsync($"/api/reports/{run}")).EnsureSuccessStatusCode().Dispose();
        }

        var pages = new List<int>();
        var names = new HashSet<string>();
        for (var next = $"/api/audit?actor={reader.Subject}&action=report.read&outcome=done&limit=2"; next is not null;)
        {
            using var page = await OperatorAsync(next);
            var entries = page.RootElement.GetProperty("entries").EnumerateArray().ToList();
            pages.Add(entries.Count);
            names.UnionWith(entries.Select(entry => entry.GetProperty("name").GetString()!));
            entries.ShouldAllBe(entry => entry.GetProperty("entry").GetProperty("reference").GetString() == $"{run}/open.en.docx");
            next = page.RootElement.TryGetProperty("next", out var link) ? link.GetString() : null;
        }

        pages.ShouldBe([2, 2, 1]);
        names.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Query_TimeWindow_IsHalfOpen()
    {
        var reader = NewSender(Roles.CommitteeOpen);
        await StoredRun.CreateAsync(app, "trail-window");
        using var client = app.Client(app.Issuer.Issue(reader));
        (await client.GetAsync("/api/reports/trail-window")).EnsureSuccessStatusCode().Dispose();
        var at = (await OfAsync(reader)).Single().At;

        (await CountOfAsync(at, at.AddTicks(1))).ShouldBe(1);
        (await CountOfAsync(at.AddTicks(1), at.AddMinutes(1))).ShouldBe(0);
        (await CountOfAsync(at.AddMinutes(-1), at)).ShouldBe(0);

        async Task<int> CountOfAsync(DateTimeOffset from, DateTimeOffset to)
        {
            using var page = await OperatorAsync(string.Create(CultureInfo.InvariantCulture,
                $"/api/audit?actor={reader.Subject}&from={from.UtcDateTime:O}&to={to.UtcDateTime:O}"));
            return page.RootElement.GetProperty("entries").GetArrayLength();
        }
    }

    [Theory]
    [InlineData("from=yesterday")]
    [InlineData("outcome=good")]
    [InlineData("outcome=7")]
    [InlineData("limit=0")]
    [InlineData("limit=1001")]
    [InlineData("after=..%2Fledger")]
    public async Task Query_FilterThatCannotBeRead_400(string filter)
    {
        using var client = app.Client(app.Issuer.Issue(app.TokenFor(Roles.Operator)));

        (await client.GetAsync($"/api/audit?{filter}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Query_ItselfAndExport_AreLines()
    {
        var reader = NewSender(Roles.Operator);
        using var client = app.Client(app.Issuer.Issue(reader));
        (await client.GetAsync("/api/audit?limit=1")).EnsureSuccessStatusCode().Dispose();

        using var export = await client.GetAsync("/api/audit/fhir?limit=1");

        export.Content.Headers.ContentType!.MediaType.ShouldBe("application/fhir+json");
        using var bundle = JsonDocument.Parse(await export.Content.ReadAsStringAsync());
        bundle.RootElement.GetProperty("entry")[0].GetProperty("resource").GetProperty("resourceType").GetString().ShouldBe("AuditEvent");
        bundle.RootElement.GetProperty("link")[0].GetProperty("url").GetString()!.ShouldStartWith("/api/audit/fhir?limit=1&after=");
        (await OfAsync(reader)).Select(line => line.Action).ShouldBe(["audit.read", "audit.read"]);
    }

    // Both programs of the fixture run with the same settings: one of them noted them, once.
    [Fact]
    public async Task Configuration_OfTheRunningProgram_IsStoredAndInTheTrail()
    {
        var number = await app.Storage.Ledger.Configurations.FindHeadAsync();
        number.ShouldBeGreaterThanOrEqualTo(1);
        var bytes = await app.Storage.Ledger.Configurations.ReadAsync(1);
        using var stored = JsonDocument.Parse(bytes);
        stored.RootElement.GetProperty("values").GetProperty("protocolHash").GetString().ShouldBe(StoredRun.Protocol.Hash);

        var page = await new AuditTrail(app.Storage, TimeProvider.System).QueryAsync(
            new AuditQuery(null, null) { Action = AuditAction.Configuration, Outcome = AuditOutcome.Attempted }, CancellationToken.None);
        page.Entries.ShouldContain(line => line.Entry.Artefacts!.Single().Sha256 == BundleArchive.HashOf(bytes));
        page.Entries[0].Entry.Reason!.ShouldContain("protocolHash");
    }

    [Theory]
    [InlineData(2, "minute,hours", true)]
    [InlineData(3, "minute,hours,days", false)]
    public async Task QueryNewest_EntriesFarApart_AreFoundNewestFirst(int limit, string expected, bool more)
    {
        var (actor, now) = ($"newest-{limit}", TimeProvider.System.GetUtcNow());
        foreach (var (reference, ago) in new[] { ("days", TimeSpan.FromDays(3)), ("minute", TimeSpan.FromMinutes(1)), ("hours", TimeSpan.FromHours(5)) })
            await app.Storage.Audit.AppendAsync(new AuditEntry(now - ago, actor, AuditAction.ReadAudit, AuditOutcome.Done, reference));

        var found = await new AuditTrail(app.Storage, TimeProvider.System).QueryNewestAsync(
            new AuditQuery(null, null) { Actor = actor, Limit = limit }, CancellationToken.None);

        string.Join(',', found.Entries.Select(stored => stored.Entry.Reference)).ShouldBe(expected);
        found.More.ShouldBe(more);
    }

    private TokenRequest NewSender(params string[] roles) =>
        app.TokenFor(roles) with { Subject = Guid.CreateVersion7().ToString("N") };

    private async Task<List<AuditEntry>> OfAsync(TokenRequest actor)
    {
        var page = await new AuditTrail(app.Storage, TimeProvider.System).QueryAsync(
            new AuditQuery(null, null) { Actor = actor.Subject, Limit = AuditQuery.LargestPage }, CancellationToken.None);
        return [.. page.Entries.Select(line => line.Entry)];
    }

    private async Task<int> CountAsync()
    {
        var count = 0;
        await foreach (var _ in app.Storage.Audit.ListAsync(null))
            count++;
        return count;
    }

    private async Task<JsonDocument> OperatorAsync(string path)
    {
        using var client = app.Client(app.Issuer.Issue(app.TokenFor(Roles.Operator)));
        return JsonDocument.Parse(await client.GetStringAsync(path));
    }
}
