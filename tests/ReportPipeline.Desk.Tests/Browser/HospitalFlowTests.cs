using System.Text;
using Microsoft.Playwright;

namespace ReportPipeline.Desk.Tests.Browser;

/// <summary>What a hospital's engineer does: find a receipt, try a bundle, see each issue beside its line.</summary>
[Collection(DeskTests.Name)]
public sealed class HospitalFlowTests(DeskFixture desk)
{
    private const string North = "site:renmin-wuhan";
    private const string South = "site:first-affiliated-zhejiang";

    /// <summary>Line 7 has a status that R4 does not know, and hostile; line 8 a date that does not exist.</summary>
    internal const string BadBundle = """
        {
          "resourceType": "Bundle",
          "type": "collection",
          "entry": [
            { "resource": {
                "resourceType": "Observation",
                "status": "<script>document.title='taken over'</script>",
                "effectiveDateTime": "2020-13-45",
                "code": { "coding": [ { "system": "http://loinc.org", "code": "8867-4" } ] }
            } }
          ]
        }
        """;

    [SkippableFact]
    public async Task Drop_BadBundle_ShowsEveryIssueBesideItsLine()
    {
        await using var reader = await Reader.OpenAsync(desk);
        await reader.SignInAsync(North);
        await reader.GoAsync("/api/desk/site/validate");

        var transfer = await reader.Page.EvaluateHandleAsync(
            "text => { const data = new DataTransfer(); data.items.add(new File([text], 'bundle.json', { type: 'application/json' })); return data; }", BadBundle);
        await reader.FollowAsync(() => reader.Page.DispatchEventAsync("form[data-drop]", "drop", new { dataTransfer = transfer }));

        (await reader.Page.InnerTextAsync("#judgement")).ShouldStartWith("This bundle would be refused");
        (await reader.Page.Locator("#line-7.hit .beside").CountAsync()).ShouldBeGreaterThan(0);
        (await reader.Page.Locator("#line-8.hit .beside").CountAsync()).ShouldBeGreaterThan(0);
        (await reader.Page.InnerTextAsync("#line-7 code")).ShouldContain("<script>");
        (await reader.Page.TitleAsync()).ShouldStartWith("Validate a bundle");
        (await reader.Page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("result");
        await reader.ScreenshotAsync("validate-bad.en.1280");
        (await reader.ViolationsAsync()).ShouldBeEmpty();
        reader.Complaints.ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task File_WithoutScript_IsJudged()
    {
        await using var reader = await Reader.OpenAsync(desk, new ReaderSettings { Script = false, Width = Reader.Phone });
        await reader.SignInAsync(North);
        await reader.GoAsync("/api/desk/site/validate");

        await reader.Page.SetInputFilesAsync("#file", new FilePayload { Name = "b.json", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(BadBundle) });
        await reader.FollowAsync(reader.Page.Locator("form.drop button"));

        (await reader.Page.Locator(".issue").CountAsync()).ShouldBeGreaterThan(1);
        await reader.ScreenshotAsync("validate-bad.en.390");
        (await reader.IsTooWideAsync()).ShouldBeFalse();
    }

    [SkippableFact]
    public async Task Validate_Nothing_SaysSo()
    {
        await using var reader = await Reader.OpenAsync(desk);
        await reader.SignInAsync(North);
        await reader.GoAsync("/api/desk/site/validate");

        await reader.FollowAsync(reader.Page.Locator("form.drop button"));

        (await reader.Page.InnerTextAsync("[role=alert]")).ShouldBe("Paste a bundle or choose a file.");
    }

    [SkippableFact]
    public async Task Receipt_SearchedByHash_OnlyByItsOwnHospital()
    {
        await using var reader = await Reader.OpenAsync(desk);
        await reader.SignInAsync(North);
        await reader.GoAsync("/api/desk/site/receipts");
        await reader.FollowAsync(reader.Page.Locator("tbody th a").First);
        (await reader.Page.InnerTextAsync("main")).ShouldContain("Recomputed just now");
        await reader.ScreenshotAsync("receipt.en.1280");
        (await reader.ViolationsAsync()).ShouldBeEmpty();
        var receipt = reader.Page.Url[(reader.Page.Url.LastIndexOf('/') + 1)..];

        await SearchAsync(reader, receipt[..64]);
        (await reader.Page.Locator("tbody tr").CountAsync()).ShouldBe(1);

        await using var neighbour = await Reader.OpenAsync(desk);
        await neighbour.SignInAsync(South);
        await SearchAsync(neighbour, receipt[..64]);
        (await neighbour.Page.InnerTextAsync("[role=status]")).ShouldBe("No bundle of your hospital has this hash or receipt.");
        (await neighbour.GoAsync($"/api/desk/site/receipts/{receipt}")).ShouldBe(404);
    }

    [SkippableFact]
    public async Task Pages_AnyHospital_HoldNoSubjectOfAnother()
    {
        await using var reader = await Reader.OpenAsync(desk);
        await reader.SignInAsync(South);
        foreach (var page in new[] { "completeness", "queries" })
        {
            await reader.GoAsync($"/api/desk/site/{page}");
            var text = await reader.Page.InnerTextAsync("main");
            text.ShouldNotContain("RM-");
        }
    }

    private static async Task SearchAsync(Reader reader, string text)
    {
        await reader.GoAsync("/api/desk/site/receipts");
        await reader.Page.FillAsync("#search", text);
        await reader.FollowAsync(reader.Page.Locator("form.search button"));
    }
}
