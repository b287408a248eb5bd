using System.Text.RegularExpressions;

namespace ReportPipeline.Tests.Architecture;

/// <summary>
/// Every log line stands in one class: there it can be read that none holds a person's data, and there the generator gives the
/// same code in every build, which it does not for several classes. Module ids identify the software in every run.
/// </summary>
public sealed partial class LogLineTests
{
    [Fact]
    public void SourceCode_Logging_IsOneClass() =>
        DependencyTests.SourceFiles()
            .Where(file => Logging().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetFileName(file))
            .ShouldBe(["LogLines.cs"], "move the line to functions/Telemetry/LogLines.cs");

    [GeneratedRegex(@"\[LoggerMessage\(|\.Log(Trace|Debug|Information|Warning|Error|Critical)?\(LogLevel|\.Log(Trace|Debug|Information|Warning|Error|Critical)\(")]
    private static partial Regex Logging();
}
