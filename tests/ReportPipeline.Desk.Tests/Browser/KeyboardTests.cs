using ReportPipeline.Functions.Access;

namespace ReportPipeline.Desk.Tests.Browser;

/// <summary>Reading, validating and signing without a pointer, with the focus in sight at every step.</summary>
[Collection(DeskTests.Name)]
public sealed class KeyboardTests(DeskFixture desk)
{
    private const int MostSteps = 60;

    /// <summary>The browser scrolls to what has the focus some frames later.</summary>
    private const string InSight = """
        () => {
          const element = document.activeElement, box = element.getBoundingClientRect(), style = getComputedStyle(element);
          return box.width > 0 && box.bottom > 0 && box.top < innerHeight && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
        }
        """;

    [SkippableFact]
    public async Task Keyboard_Alone_SignsInReadsAndFollowsANumber()
    {
        await using var reader = await Reader.OpenAsync(desk);
        await reader.GoAsync($"/api/desk/sign-in?role={Roles.CommitteeClosed}");

        await reader.Page.Keyboard.PressAsync("Tab");
        (await FocusedAsync(reader)).ShouldBe("Skip to content");
        await StepToAsync(reader, "Sign in as committee member, closed reports");
        await EnterAsync(reader, "/api/desk");

        await StepToAsync(reader, "Reports");
        await EnterAsync(reader, "/reports");
        await StepToAsync(reader, "Closed (by arm)");
        await EnterAsync(reader, "/closed");
        await StepToAsync(reader, "Summary on one page");
        await EnterAsync(reader, "/section/summary");

        // The skip link passes over header and section list, so that the next stop stands in the text.
        await reader.Page.Keyboard.PressAsync("Tab");
        await reader.Page.Keyboard.PressAsync("Enter");
        await reader.UntilAsync("document.activeElement.id === 'content'");
        await StepToAsync(reader, "44");
        await EnterAsync(reader, "/result");
        (await reader.Page.InnerTextAsync("h1")).ShouldBe("Origin of a number");
    }

    [SkippableFact]
    public async Task Keyboard_Alone_ValidatesABundle()
    {
        await using var reader = await Reader.OpenAsync(desk);
        await reader.SignInAsync("site:renmin-wuhan");
        await reader.GoAsync("/api/desk/site/validate");

        await StepToAsync(reader, "#bundle");
        await reader.Page.Keyboard.TypeAsync("{}");
        await StepToAsync(reader, "Validate");
        await EnterAsync(reader, "/validate");

        (await reader.Page.InnerTextAsync("#judgement")).ShouldStartWith("This bundle would be refused");
        (await reader.Page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("result");
    }

    /// <summary>A rejection without its reason, so that nothing is signed.</summary>
    [SkippableFact]
    public async Task Keyboard_Alone_FillsTheFormOfASignature()
    {
        await using var reader = await Reader.OpenAsync(desk);
        await reader.SignInAsync(Roles.CommitteeSign);
        await reader.GoAsync($"/api/desk/reports/{desk.Runs[0]}/closed/sign");

        await StepToAsync(reader, "document");
        await reader.Page.Keyboard.PressAsync("Space");
        await StepToAsync(reader, "meaning");
        await reader.Page.Keyboard.PressAsync("ArrowDown");
        await reader.Page.Keyboard.PressAsync("ArrowDown");
        await StepToAsync(reader, "#reason");
        await StepToAsync(reader, "confirm");
        await reader.Page.Keyboard.PressAsync("Space");
        await StepToAsync(reader, "Sign");
        await EnterAsync(reader, "/sign");

        (await reader.Page.InnerTextAsync("[role=alert]")).ShouldBe("A rejection needs its reason.");
        (await reader.Page.Locator("input[name=meaning][value=rejected]").IsCheckedAsync()).ShouldBeTrue();
    }

    private static async Task EnterAsync(Reader reader, string path)
    {
        await reader.FollowAsync(() => reader.Page.Keyboard.PressAsync("Enter"));
        new Uri(reader.Page.Url).AbsolutePath.ShouldEndWith(path);
    }

    private static async Task StepToAsync(Reader reader, string name)
    {
        var seen = new List<string>();
        for (var step = 0; step < MostSteps; step++)
        {
            await reader.Page.Keyboard.PressAsync("Tab");
            var focused = await FocusedAsync(reader);
            await reader.UntilAsync(InSight);
            if (focused == name)
                return;
            seen.Add(focused);
        }

        seen.ShouldContain(name);
    }

    /// <summary>What has the focus: its text, else its id, else the name of a field.</summary>
    private static Task<string> FocusedAsync(Reader reader) => reader.Page.EvaluateAsync<string>("""
        () => {
          const element = document.activeElement;
          return (element.innerText ?? '').trim() || (element.id ? '#' + element.id : element.name ?? '');
        }
        """);
}
