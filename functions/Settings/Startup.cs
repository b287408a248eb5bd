using ReportPipeline.Functions.Telemetry;

namespace ReportPipeline.Functions.Settings;

internal static class Startup
{
    /// <summary>Exit code of a program that was not configured rightly.</summary>
    public const int NotConfigured = 2;

    /// <summary>The Functions host says in its own variable whether this is production.</summary>
    public static WebApplicationOptions Options(string[] args) => new()
    {
        Args = args,
        EnvironmentName = Environment.GetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT") is { Length: > 0 } name ? name : null,
    };

    /// <summary>Logs what does not keep the program from starting and somebody should put right.</summary>
    public static void Warn(ILogger log, IEnumerable<string> warnings)
    {
        foreach (var warning in warnings)
            LogLines.ProtocolWarning(log, warning);
    }

    /// <summary>Prints every problem on the error stream; the caller ends the program with the returned exit code.</summary>
    public static int Refuse(IReadOnlyList<string> problems)
    {
        Console.Error.WriteLine("The program does not start:");
        foreach (var problem in problems)
            Console.Error.WriteLine($"  - {problem}");
        return NotConfigured;
    }
}
