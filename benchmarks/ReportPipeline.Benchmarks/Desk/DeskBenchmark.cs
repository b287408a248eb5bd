using System.Diagnostics;
using System.Globalization;
using ReportPipeline.Functions.Access;

namespace ReportPipeline.Benchmarks.Desk;

/// <summary>How long the desk's pages take when their report has been opened before, as the table of <c>docs/desk.md</c>.</summary>
internal static class DeskBenchmark
{
    private const int WarmUps = 2;
    private const int Repeats = 9;

    public static async Task<int> RunAsync(IReadOnlyList<int> sizes)
    {
        Console.WriteLine("| Subjects | Page | Median | Slowest | Size | Bound |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var subjects in sizes)
            await MeasureAsync(subjects);
        return 0;
    }

    private static async Task MeasureAsync(int subjects)
    {
        await using var trial = await StoredTrial.MakeAsync(subjects);
        var bound = subjects <= 44 ? 100 : 500;
        foreach (var (role, pages) in await PagesAsync(trial))
        {
            using var client = await DeskClient.SignInAsync(trial.Address, role);
            foreach (var page in pages)
                await PrintAsync(client, subjects, page, bound);
        }
    }

    private static async Task<IReadOnlyList<(string Role, IReadOnlyList<string> Pages)>> PagesAsync(StoredTrial trial)
    {
        using var client = await DeskClient.SignInAsync(trial.Address, Roles.CommitteeClosed);
        var report = $"/api/desk/reports/{trial.Run}/closed";
        var sections = await client.LinksAsync(report, "/section/");
        var widest = await client.LinksAsync(sections[0], "/result?id=");
        return
        [
            (Roles.CommitteeClosed, ["/api/desk/reports", "/api/desk/decisions", report, .. sections, $"{report}/changes", widest[0]]),
            (Roles.OfSite(StoredTrial.Site), ["/api/desk/site/receipts", "/api/desk/site/queries", "/api/desk/site/completeness"]),
            (Roles.Operator, ["/api/desk/operation", "/api/desk/operation/reports", $"/api/desk/operation/reports/{trial.Run}", "/api/desk/operation/audit"]),
        ];
    }

    private static async Task PrintAsync(DeskClient client, int subjects, string page, int bound)
    {
        var (times, size) = (new List<double>(), 0);
        for (var repeat = -WarmUps; repeat < Repeats; repeat++)
        {
            var clock = Stopwatch.StartNew();
            size = (await client.GetAsync(page)).Length;
            if (repeat >= 0)
                times.Add(clock.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {subjects} | {Name(page)} | {times[times.Count / 2]:F0} ms | {times[^1]:F0} ms | {size / 1024.0:F0} KiB | {bound} ms{(times[times.Count / 2] > bound ? ": **not met**" : "")} |"));
    }

    private static string Name(string page) => page.Contains("/section/", StringComparison.Ordinal)
        ? $"section {page[(page.LastIndexOf('/') + 1)..]}"
        : page.Contains("/result?", StringComparison.Ordinal) ? "origin of a number"
        : page.Contains("/operation/reports/", StringComparison.Ordinal) ? "release of a report"
        : page.EndsWith("/operation/reports", StringComparison.Ordinal) ? "releases"
        : page.EndsWith("/closed", StringComparison.Ordinal) ? "report" : page[(page.LastIndexOf('/') + 1)..];
}
