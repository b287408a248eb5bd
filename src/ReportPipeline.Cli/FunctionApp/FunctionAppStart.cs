namespace ReportPipeline.Cli.FunctionApp;

/// <summary>How to start the function app.</summary>
public sealed record FunctionAppStart
{
    /// <summary>Settings as environment variables, for example <c>Storage__ConnectionString</c>.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>True to stand in for the Functions host, which names the port and calls the timer.</summary>
    public bool UnderHost { get; init; }

    /// <summary>Where to listen; null for any free port.</summary>
    public int? Port { get; init; }

    /// <summary>What to run; the program beside this one unless a test publishes its own.</summary>
    public FunctionAppProgram Program { get; init; } = FunctionAppProgram.BesideThisOne();
}

/// <param name="FileName">The executable.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record FunctionAppProgram(string FileName, IReadOnlyList<string> Arguments)
{
    public static FunctionAppProgram BesideThisOne() => new(
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } dotnet ? dotnet : "dotnet",
        ["exec", Path.Combine(AppContext.BaseDirectory, "ReportPipeline.Functions.dll")]);
}

/// <summary>The function app did not come up.</summary>
/// <param name="output">What it said.</param>
/// <param name="exitCode">Its exit code, or null when it was still running.</param>
public sealed class FunctionAppException(string output, int? exitCode)
    : Exception($"The function app did not start. {output}")
{
    public int? ExitCode => exitCode;
}
