using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Tests;

namespace ReportPipeline.Functions.Tests.Hosting;

/// <summary>The alerts look for names in the log: the names in infra/ are those that the program writes.</summary>
public sealed partial class LogEventTests
{
    [Theory]
    [InlineData("bundleAccepted", "BundleAccepted", LogLevel.Information)]
    [InlineData("runCompleted", "RunCompleted", LogLevel.Information)]
    [InlineData("runFailed", "RunFailed", LogLevel.Error)]
    [InlineData("ledgerBroken", "LedgerBroken", LogLevel.Critical)]
    public void EventName_OfTheInfrastructure_IsWhatTheProgramLogs(string key, string name, LogLevel level)
    {
        using var names = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("infra", "log-events.json")));

        names.RootElement.GetProperty(key).GetString().ShouldBe(name);
        Messages().Where(message => EventName().Match(message.Message).Groups[1].Value == name)
            .ShouldHaveSingleItem().Level.ShouldBe(level);
    }

    [Fact]
    public void EventNames_OfTheInfrastructure_AreTheseFour()
    {
        using var names = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("infra", "log-events.json")));

        names.RootElement.EnumerateObject().Count().ShouldBe(4);
    }

    private static IEnumerable<LoggerMessageAttribute> Messages() => typeof(RunPipeline).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public))
        .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
        .OfType<LoggerMessageAttribute>();

    [GeneratedRegex(@"^event=(\w+)")]
    private static partial Regex EventName();
}
