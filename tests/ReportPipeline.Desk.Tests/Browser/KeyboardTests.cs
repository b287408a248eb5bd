using ReportPipeline.Functions.Access;

namespace ReportPipeline.Desk.Tests.Browser;

/// <summary>From the sign-in to the origin of a number without a pointer, with the focus in sight at every step.</summary>
[Collection(DeskTests.Name)]
public sealed class KeyboardTests(DeskFixture desk)
{
    private const int MostSteps = 60;

    [SkippableFact]
    public async Task Keyboard_Alone_SignsInReadsAndFollowsANumber()
    {
        await using var reader = await Reader.OpenAsync(desk);
        await reader.GoAsync($"/api/desk/sign-in?role={Roles.CommitteeClosed}");

        await reader.Page.Keyboard.PressAsync("Tab");
        (await FocusedAsync(reader)).ShouldBe("Skip to content");
        await StepToAsync(reader, "Sign in as committee member, closed reports");
        await reader.Page.Keyboard.PressAsync("Enter");
        await reader.Page.WaitForURLAsync("**/api/desk");

        await StepToAsync(reader, "Reports");
        await reader.Page.Keyboard.PressAsync("Enter");
        await reader.Page.WaitForURLAsync("**/reports");
        await StepToAsync(reader, "Closed (by arm)");
        await reader.Page.Keyboard.PressAsync("Enter");
        await reader.Page.WaitForURLAsync("**/closed");
        await StepToAsync(reader, "Summary on one page");
        await reader.Page.Keyboard.PressAsync("Enter");
        await reader.Page.WaitForURLAsync("**/section/summary");

        // The skip link passes over header and section list, so that the next stop stands in the text.
        await reader.Page.Keyboard.PressAsync("Tab");
        await reader.Page.Keyboard.PressAsync("Enter");
        await StepToAsync(reader, "44");
        await reader.Page.Keyboard.PressAsync("Enter");
        await reader.Page.WaitForURLAsync("**/result?id=*");
        (await reader.Page.InnerTextAsync("h1")).ShouldBe("Origin of a number");
    }

    private static async Task StepToAsync(Reader reader, string name)
    {
        var seen = new List<string>();
        for (var step = 0; step < MostSteps; step++)
        {
            await reader.Page.Keyboard.PressAsync("Tab");
            var focused = await FocusedAsync(reader);
            (await IsInSightAsync(reader)).ShouldBeTrue($"the focus on '{focused}' cannot be seen");
            if (focused == name)
                return;
            seen.Add(focused);
        }

        seen.ShouldContain(name);
    }

    private static Task<string> FocusedAsync(Reader reader) =>
        reader.Page.EvaluateAsync<string>("(document.activeElement.innerText ?? '').trim()");

    private static Task<bool> IsInSightAsync(Reader reader) => reader.Page.EvaluateAsync<bool>("""
        () => {
          const element = document.activeElement, box = element.getBoundingClientRect(), style = getComputedStyle(element);
          return box.width > 0 && box.bottom > 0 && box.top < innerHeight && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
        }
        """);
}
