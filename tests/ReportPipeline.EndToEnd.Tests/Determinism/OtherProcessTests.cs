using System.Diagnostics;

namespace ReportPipeline.Tests.Determinism;

/// <summary>The same inputs in processes of their own, with the culture and time zone that their environment gives them.</summary>
public sealed class OtherProcessTests
{
    // Comma as decimal sign, another calendar of words, the dotless i: what formatting and sorting trip over.
    private static readonly (string Culture, string Zone, int Offset)[] Places =
    [
        ("en-US", "UTC", 0), ("en-US", "Asia/Shanghai", 8), ("de-DE", "UTC", 0), ("de-DE", "Asia/Shanghai", 8),
        ("zh-CN", "UTC", 0), ("zh-CN", "Asia/Shanghai", 8), ("tr-TR", "UTC", 0), ("tr-TR", "Asia/Shanghai", 8),
    ];

    [Fact]
    public async Task Write_InEveryCultureAndTimeZone_GivesTheSameBytes()
    {
        string[]? expected = null;
        foreach (var (culture, zone, offset) in Places)
        {
            var lines = await RunAsync(culture, zone);

            // Where it ran, so that a setting without effect does not pass for determinism.
            lines[0].ShouldBe($"{culture} {offset}");
            lines.Length.ShouldBeGreaterThan(12);
            expected ??= lines[1..];
            lines[1..].ShouldBe(expected, $"{culture} in {zone}");
        }
    }

    private static async Task<string[]> RunAsync(string culture, string zone)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(OtherProcessTests).Assembly.Location, Program.Verb])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LC_ALL"] = start.Environment["LANG"] = culture.Replace('-', '_') + ".UTF-8";
        start.Environment["TZ"] = zone;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await errors);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
