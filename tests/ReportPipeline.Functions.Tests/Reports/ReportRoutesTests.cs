using System.Net;
using System.Text.Json;
using ReportPipeline.Functions.Access;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Tests.Reports;

[Collection(AppTests.Name)]
public sealed class ReportRoutesTests(AppFixture app) : IAsyncLifetime
{
    private const string Run = "run-of-the-reports-test";

    public async Task InitializeAsync()
    {
        foreach (var name in new[] { "open.en.docx", "closed.en.docx", "closed.zh-Hans.docx" })
            await app.Storage.Reports.CreateAsync(new Artefact($"{Run}/{name}", System.Text.Encoding.ASCII.GetBytes(name), "x"));
        await app.Storage.Results.CreateAsync(new Artefact($"{Run}/results.json", "{}"u8.ToArray(), "application/json"));
        await StoredRun.CompleteAsync(app, Run, StoredRun.CutOff);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(Roles.CommitteeOpen, "", "open.en.docx")]
    [InlineData(Roles.CommitteeClosed, "", "closed.en.docx")]
    [InlineData(Roles.CommitteeClosed, "?language=zh-Hans", "closed.zh-Hans.docx")]
    [InlineData(Roles.CommitteeClosed, "?audience=open", "open.en.docx")]
    public async Task GetReport_RoleAndChoice_ThatEdition(string role, string query, string edition)
    {
        using var client = app.Client(app.Issuer.Issue(app.TokenFor(role)));

        using var answer = await client.GetAsync($"/api/reports/{Run}{query}");

        (await answer.Content.ReadAsStringAsync()).ShouldBe(edition);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        (await AuditAsync()).ShouldContain($"report.read {Run}/{edition}");
    }

    [Fact]
    public async Task ListReports_OpenCommittee_SeesNoClosedReport()
    {
        using var client = app.Client(app.Issuer.Issue(app.TokenFor(Roles.CommitteeOpen)));

        var list = await client.GetStringAsync("/api/reports");

        list.ShouldContain("\"audience\":\"open\"");
        list.ShouldNotContain("\"audience\":\"closed\"");
        list.ShouldNotContain("closed.en.docx");
    }

    // The later cut-off was stored first, and the third run was cut before it was complete.
    [Fact]
    public async Task ListReports_RunsOfSeveralCutOffs_CompleteOnesInOrderWithTheirLedgerEntry()
    {
        foreach (var run in new[] { "a-later", "b-earlier", "c-cut" })
            await app.Storage.Reports.CreateAsync(new Artefact($"order-{run}/open.en.docx", "x"u8.ToArray(), "x"));
        await StoredRun.CompleteAsync(app, "order-a-later", StoredRun.CutOff.AddDays(2), ledgerSequence: 12);
        await StoredRun.CompleteAsync(app, "order-b-earlier", StoredRun.CutOff.AddDays(1), ledgerSequence: 11);
        using var client = app.Client(app.Issuer.Issue(app.TokenFor(Roles.CommitteeOpen)));

        using var list = JsonDocument.Parse(await client.GetStringAsync("/api/reports"));

        var listed = list.RootElement.GetProperty("reports").EnumerateArray()
            .Where(report => report.GetProperty("run").GetString()!.StartsWith("order-", StringComparison.Ordinal))
            .Select(report => $"{report.GetProperty("run")} {report.GetProperty("ledgerSequence")} {report.GetProperty("dataCutOff")} {report.GetProperty("status")}");
        listed.ShouldBe(["order-b-earlier 11 2020-05-02T00:00:00+00:00 draft", "order-a-later 12 2020-05-03T00:00:00+00:00 draft"]);
    }

    [Fact]
    public async Task GetReport_RunThatWasCut_404()
    {
        await app.Storage.Reports.CreateAsync(new Artefact("cut-run/open.en.docx", "x"u8.ToArray(), "x"));
        using var client = app.Client(app.Issuer.Issue(app.TokenFor(Roles.CommitteeOpen)));

        (await client.GetAsync("/api/reports/cut-run")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("..%2F..%2Fledger")]
    [InlineData("run-of-the-reports-test%2Fopen.en.docx%3F")]
    [InlineData("unknown")]
    public async Task GetReport_NameThatIsNone_404(string id)
    {
        using var client = app.Client(app.Issuer.Issue(app.TokenFor(Roles.CommitteeClosed)));

        (await client.GetAsync($"/api/reports/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.GetAsync($"/api/reports/{id}/results")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task GetReport_AudienceThatIsNone_403WhateverTheRole()
    {
        using var client = app.Client(app.Issuer.Issue(app.TokenFor(Roles.CommitteeOpen)));

        (await client.GetAsync($"/api/reports/{Run}?audience=secret")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task GetResults_ClosedCommittee_TheBytesAndAnAuditEntry()
    {
        using var client = app.Client(app.Issuer.Issue(app.TokenFor(Roles.CommitteeClosed)));

        (await client.GetStringAsync($"/api/reports/{Run}/results")).ShouldBe("{}");
        (await AuditAsync()).ShouldContain($"results.read {Run}");
    }

    private async Task<IReadOnlyList<string>> AuditAsync()
    {
        var entries = new List<string>();
        await foreach (var name in app.Storage.Audit.ListAsync(null))
        {
            var entry = await app.Storage.Audit.ReadAsync(name.Name);
            entries.Add($"{entry!.Action} {entry.Reference}");
        }

        return entries;
    }
}
