using Microsoft.Playwright;
using ReportPipeline.Functions.Access;

namespace ReportPipeline.Desk.Tests.Browser;

/// <summary>What another site's page could send in a reader's name, with the reader's cookies: nothing of it counts.</summary>
[Collection(DeskTests.Name)]
public sealed class ForgedFormTests(DeskFixture desk)
{
    /// <summary>Every form of the desk: who may send it, and where to.</summary>
    public static TheoryData<string, string> Forms() => new()
    {
        { "", "/api/desk/sign-in" },
        { Roles.Operator, "/api/desk/sign-out" },
        { Roles.CommitteeClosed, "/api/desk/reports/{run}/closed/verify" },
        { Roles.CommitteeSign, "/api/desk/reports/{run}/open/sign" },
        { Roles.CommitteeSign, "/api/desk/decisions" },
        { "site:renmin-wuhan", "/api/desk/site/validate" },
        { Roles.Operator, "/api/desk/operation/ledger-check" },
        { Roles.Operator, "/api/desk/operation/reports/{run}" },
    };

    [SkippableTheory]
    [MemberData(nameof(Forms))]
    public async Task Form_WithoutATokenOfTheReader_DoesNothing(string role, string address)
    {
        await using var another = await Reader.OpenAsync(desk);
        await another.SignInAsync(Roles.CommitteeOpen);
        var foreign = await another.Page.GetAttributeAsync("input[name=form]", "value");
        await using var reader = await Reader.OpenAsync(desk);
        if (role.Length > 0)
            await reader.SignInAsync(role);

        foreach (var token in new[] { "", "forged", foreign! })
        {
            var form = reader.Page.APIRequest.CreateFormData();
            foreach (var (name, value) in new[] { ("form", token), ("role", Roles.Operator), ("meaning", "approved"), ("confirm", "yes"), ("bundle", "{}") })
                form.Set(name, value);
            var answer = await reader.Page.APIRequest.PostAsync(address.Replace("{run}", desk.Runs[0]), new APIRequestContextOptions { Form = form });

            answer.Status.ShouldBe(400);
            (await answer.TextAsync()).ShouldContain("This form has expired");
        }

        await reader.GoAsync("/api/desk");
        reader.Page.Url.Contains("sign-in", StringComparison.Ordinal).ShouldBe(role.Length == 0, "nobody was signed in or out");
    }
}
