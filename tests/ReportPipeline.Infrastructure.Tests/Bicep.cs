using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace ReportPipeline.Tests;

/// <summary>What one call of the Bicep compiler ended with.</summary>
/// <param name="ExitCode">0 when there was no error; warnings alone leave it 0.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error, where Bicep also writes warnings.</param>
internal sealed record BicepRun(int ExitCode, string Output, string Errors)
{
    /// <summary>
    /// The SARIF logs of a run with <c>--diagnostics-format sarif</c>: one per file that was linted, or one for a build.
    /// An unreadable log is a fault of the test, not an empty list.
    /// </summary>
    public IReadOnlyList<JsonElement> Logs()
    {
        // "lint" writes its logs to standard output, "build" keeps that for the template and writes to standard error.
        var text = Encoding.UTF8.GetBytes(Output.Contains("sarif-2.1.0", StringComparison.Ordinal) ? Output : Errors);
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { AllowMultipleValues = true });
        var logs = new List<JsonElement>();
        while (reader.Read())
            logs.Add(JsonElement.ParseValue(ref reader));
        return logs;
    }

    /// <summary>Every diagnostic of every log, as <c>level rule: message</c>.</summary>
    public IReadOnlyList<string> Diagnostics() =>
        [.. Logs().SelectMany(log => log.GetProperty("runs").EnumerateArray())
            .SelectMany(run => run.GetProperty("results").EnumerateArray())
            .Select(Describe)];

    private static string Describe(JsonElement result)
    {
        // SARIF 2.1.0 §3.27.10: an absent level means "warning".
        var level = result.TryGetProperty("level", out var value) ? value.GetString() : "warning";
        return $"{level} {result.GetProperty("ruleId").GetString()}: {result.GetProperty("message").GetProperty("text").GetString()}";
    }
}

/// <summary>Runs the Bicep compiler that NuGet restored: no Azure account, no network.</summary>
internal static class Bicep
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly string Executable = typeof(Bicep).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "BicepExecutable").Value!;

    /// <summary>What the parameter files read from the environment. Addresses are RFC 5737's, names RFC 2606's.</summary>
    public static readonly IReadOnlyDictionary<string, string> Tenant = new Dictionary<string, string>
    {
        ["TOKEN_AUTHORITY"] = "https://issuer.example/v2.0",
        ["TOKEN_AUDIENCE"] = "00000000-0000-0000-0000-00000000000a",
        ["RENMIN_CLIENT_ID"] = "00000000-0000-0000-0000-000000000001",
        ["ZHEJIANG_CLIENT_ID"] = "00000000-0000-0000-0000-000000000002",
        ["OPERATOR_EMAIL"] = "operators@trial.example",
        ["ALLOWED_CALLER_RANGES"] = "192.0.2.0/24,198.51.100.0/24",
    };

    public static Task<BicepRun> Run(params string[] arguments) => Run(Tenant, arguments);

    public static async Task<BicepRun> Run(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        // The package brings the Linux compiler only.
        Skip.IfNot(OperatingSystem.IsLinux(), "The Bicep compiler in use runs on Linux: run these tests there, or in CI.");
        var start = new ProcessStartInfo(Executable, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in Tenant.Keys)
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return new BicepRun(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"bicep {string.Join(' ', arguments)} took longer than {Patience}.");
        }
    }
}
