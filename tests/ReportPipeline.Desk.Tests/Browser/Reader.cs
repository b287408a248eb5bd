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

    /// <summary>A fault, not a slow machine: every wait is for a condition and ends when that holds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

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
            BaseURL = (settings.Address ?? desk.Address).ToString(),
            IgnoreHTTPSErrors = settings.Address is not null,
            Locale = settings.Locale,
            ViewportSize = new ViewportSize { Width = settings.Width, Height = 900 },
            ColorScheme = settings.Dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = settings.Script,
        });
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        return new Reader(context, await context.NewPageAsync());
    }

    /// <summary>Through the development sign-in, as a developer does.</summary>
    public async Task SignInAsync(string role)
    {
        await Page.GotoAsync(DeskAddress.With(DeskAddress.SignIn, ("role", role)));
        await FollowAsync(Page.Locator($"button[value='{role}']"));
        new Uri(Page.Url).AbsolutePath.ShouldBe(DeskAddress.Root);
    }

    public async Task<int> GoAsync(string address) => (await Page.GotoAsync(address))!.Status;

    /// <summary>Clicks what leads to another page, and waits until that is loaded: a click by itself comes back before.</summary>
    public Task FollowAsync(ILocator link) => FollowAsync(() => link.ClickAsync());

    /// <inheritdoc cref="FollowAsync(ILocator)"/>
    public async Task FollowAsync(Func<Task> act)
    {
        var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Told(object? sender, IPage page) => loaded.TrySetResult();
        Page.Load += Told;
        try
        {
            await act();
            await loaded.Task.WaitAsync(Patience);
        }
        finally
        {
            Page.Load -= Told;
        }
    }

    /// <summary>Waits until the script's condition holds in the page. Asked from here, because the policy of the pages forbids eval.</summary>
    public async Task UntilAsync(string condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await Page.EvaluateAsync<bool>(condition))
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
    }

    public Task<IReadOnlyList<BrowserContextCookiesResult>> CookiesAsync() => context.CookiesAsync();

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

    /// <summary>Where the desk is; null for the fixture's own. A certificate of the test's own making is taken there.</summary>
    public Uri? Address { get; init; }
}
