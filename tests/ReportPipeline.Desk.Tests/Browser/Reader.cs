using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using ReportPipeline.Desk.Shell;

namespace ReportPipeline.Desk.Tests.Browser;

/// <summary>A person at a browser of their own: a language, a width, a role.</summary>
internal sealed class Reader : IAsyncDisposable
{
    public const int Desktop = 1280;
    public const int Phone = 390;

    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    private Reader(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        // A broken content policy, a missing file or a script's fault shows here.
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                complaints.Add(message.Text);
        };
        page.PageError += (_, fault) => complaints.Add(fault);
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Complaints => complaints;

    public static async Task<Reader> OpenAsync(DeskFixture desk, ReaderSettings? settings = null)
    {
        DeskFixture.RequireBrowser();
        settings ??= new ReaderSettings();
        var context = await desk.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = desk.Address.ToString(),
            Locale = settings.Locale,
            ViewportSize = new ViewportSize { Width = settings.Width, Height = 900 },
            ColorScheme = settings.Dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = settings.Script,
        });
        return new Reader(context, await context.NewPageAsync());
    }

    /// <summary>Through the development sign-in, as a developer does.</summary>
    public async Task SignInAsync(string role)
    {
        await Page.GotoAsync(DeskAddress.With(DeskAddress.SignIn, ("role", role)));
        await Page.Locator($"button[value='{role}']").ClickAsync();
        await Page.WaitForURLAsync(address => address.EndsWith(DeskAddress.Root, StringComparison.Ordinal));
    }

    public async Task<int> GoAsync(string address) => (await Page.GotoAsync(address))!.Status;

    /// <summary>The whole page as a picture, kept beside the test program.</summary>
    public Task ScreenshotAsync(string name) =>
        Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(DeskFixture.Screenshots, $"{name}.png"), FullPage = true });

    /// <summary>What axe finds against WCAG 2.2 AA on the page as it is, one line per element.</summary>
    public async Task<IReadOnlyList<string>> ViolationsAsync()
    {
        var result = await Page.RunAxe(new AxeRunOptions
        {
            RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
        });
        return [.. result.Violations.SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id}: {rule.Help} at {node.Html}"))];
    }

    /// <summary>True when the page must be pushed sideways, which on a phone hides what is written.</summary>
    public Task<bool> IsTooWideAsync() =>
        Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}

internal sealed record ReaderSettings
{
    public string Locale { get; init; } = "en-GB";

    public int Width { get; init; } = Reader.Desktop;

    public bool Dark { get; init; }

    public bool Script { get; init; } = true;
}
