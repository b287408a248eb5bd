using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using ReportPipeline.Custody.Signing;
using ReportPipeline.Functions.Hosting;
using ReportPipeline.Functions.Settings;

namespace ReportPipeline.Tests.Settings;

/// <summary>What the program reads at its start against what the deployment sets: nothing is set in vain, nothing left out without a reason.</summary>
public sealed partial class SettingsListTests
{
    private static readonly string Readme = File.ReadAllText(Repository.PathOf("infra", "README.md"));

    [Fact]
    public void Template_Settings_AreThoseThatTheProgramReads() =>
        SetByTheTemplate().Where(name => name != "AZURE_FUNCTIONS_ENVIRONMENT").Order(StringComparer.Ordinal)
            .ShouldBe(ReadByTheProgram().Except(LeftAlone()).Order(StringComparer.Ordinal));

    [Fact]
    public void LeftAlone_Settings_AreReadAndNotSet()
    {
        LeftAlone().Except(ReadByTheProgram()).ShouldBeEmpty();
        LeftAlone().Intersect(SetByTheTemplate()).ShouldBeEmpty();
    }

    [Fact]
    public void Readme_SettingsOfTheTemplate_AreAllNamed() =>
        SetByTheTemplate().Where(name => !name.Contains("Clients", StringComparison.Ordinal))
            .ShouldAllBe(name => Readme.Contains($"`{name}`", StringComparison.Ordinal) || name == "APPLICATIONINSIGHTS_CONNECTION_STRING");

    private static HashSet<string> ReadByTheProgram()
    {
        var given = new Dictionary<string, string?>
        {
            ["ProtocolFile"] = Repository.PathOf("protocols", "msc-covid19.json"),
            ["RunAnalysesSchedule"] = "0 0 2 * * *",
            ["Storage:AccountUri"] = "https://account.blob.core.windows.net",
            ["Authentication:Authority"] = "https://issuer.example/v2.0",
            ["Authentication:Audience"] = "audience",
            ["Authentication:Clients:0:ClientId"] = "client",
            ["Authentication:Clients:0:Site"] = "renmin-wuhan",
            ["SigningKey"] = SigningKey.Create().ToPem(),
            ["Desk:ClientId"] = "desk",
        };
        var read = new HashSet<string>(StringComparer.Ordinal) { StopWithParent.Setting };
        SettingsReader.Read(
            new RecordingConfiguration(new ConfigurationBuilder().AddInMemoryCollection(given).Build(), read),
            new HostingEnvironment { EnvironmentName = Environments.Production },
            []);
        return [.. read.Select(name => name.Replace("Clients__0__", "Clients__N__", StringComparison.Ordinal))];
    }

    private static HashSet<string> SetByTheTemplate() =>
    [
        .. Setting().Matches(Block(File.ReadAllText(Repository.PathOf("infra", "main.bicep")), "settings: union(", "dependsOn")).Select(name => name.Groups[1].Value),
        .. Setting().Matches(Block(File.ReadAllText(Repository.PathOf("infra", "main.bicep")), "var deskSettings", "module functionApp")).Select(name => name.Groups[1].Value),
        "Authentication__Clients__N__ClientId",
        "Authentication__Clients__N__Site",
        "APPLICATIONINSIGHTS_CONNECTION_STRING",
    ];

    private static HashSet<string> LeftAlone() =>
        [.. Code().Matches(string.Join('\n', Block(Readme, "| Left alone |", "## Cost").Split('\n').Select(line => string.Join('|', line.Split('|').Take(2))))).Select(name => name.Groups[1].Value)];

    private static string Block(string text, string from, string to)
    {
        var at = text.IndexOf(from, StringComparison.Ordinal);
        at.ShouldBeGreaterThan(0, from);
        return text[at..text.IndexOf(to, at, StringComparison.Ordinal)];
    }

    [GeneratedRegex("^ +([A-Z][A-Za-z0-9_]+): ", RegexOptions.Multiline)]
    private static partial Regex Setting();

    [GeneratedRegex("`([A-Za-z0-9_]+)`")]
    private static partial Regex Code();
}
