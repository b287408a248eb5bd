using System.Diagnostics;
using System.Security.Cryptography;

namespace ReportPipeline.Tests.Receiving;

/// <summary>A folder with <c>package.json</c> and its lock file, installed on first use with <c>npm ci</c>.</summary>
internal static class NodePackage
{
    public static async Task InstallAsync(string folder)
    {
        var mark = Path.Combine(folder, "node_modules", ".installed-from");
        var wanted = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(folder, "package-lock.json"))));
        if (File.Exists(mark) && await File.ReadAllTextAsync(mark) == wanted)
            return;
        var (exitCode, output) = await RunAsync(folder, OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        exitCode.ShouldBe(0, output);
        await File.WriteAllTextAsync(mark, wanted);
    }

    /// <summary>Runs a program in the folder and gives what it printed.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var text = await output;
        return (process.ExitCode, process.ExitCode == 0 ? text : text + await errors);
    }
}
