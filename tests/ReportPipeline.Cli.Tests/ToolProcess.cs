using System.Diagnostics;

namespace ReportPipeline.Cli.Tests;

/// <summary>Runs the tool as a user does, as a process of its own.</summary>
internal sealed record ToolProcess(int ExitCode, string Output, string Errors)
{
    public static async Task<ToolProcess> RunAsync(string[] arguments, Action<ProcessStartInfo>? change = null)
    {
        using var process = Process.Start(StartInfo(arguments, change))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ToolProcess(process.ExitCode, await output, await errors);
    }

    public static ProcessStartInfo StartInfo(string[] arguments, Action<ProcessStartInfo>? change = null)
    {
        var tool = Path.Combine(AppContext.BaseDirectory, "ReportPipeline.Cli.dll");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["exec", tool, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        change?.Invoke(start);
        return start;
    }

    /// <summary>
    /// A tool that takes Ctrl-C whoever started the tests: a script that runs them in the background has them ignore it, and a process
    /// hands on to its children what it ignores.
    /// </summary>
    public static Process StartInterruptible(string[] arguments) => Process.Start(StartInfo(arguments, start =>
    {
        start.ArgumentList.Insert(0, start.FileName);
        start.ArgumentList.Insert(0, "--default-signal=INT");
        start.FileName = "env";
    }))!;

    /// <summary>What Ctrl-C sends; waits until the tool has ended.</summary>
    public static async Task InterruptAsync(Process tool)
    {
        using var kill = Process.Start("kill", ["-INT", $"{tool.Id}"]);
        await kill.WaitForExitAsync();
        await tool.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
    }
}
