using System.Text.Json;
using System.Text.RegularExpressions;

namespace ReportPipeline.Tests;

/// <summary>What a person must hear about is asked for, in the words the program logs.</summary>
public sealed class AlertTests
{
    public static TheoryData<string> Stages => ["test", "production"];

    [SkippableTheory]
    [MemberData(nameof(Stages))]
    public async Task Rules_All_ReachTheOperators(string stage)
    {
        var deployment = await PredictedDeployment.Of(stage);

        var operators = deployment.Single("Microsoft.Insights/actionGroups");
        operators.GetProperty("properties").GetProperty("emailReceivers").EnumerateArray()
            .Select(receiver => receiver.GetProperty("emailAddress").GetString()).ShouldBe(["operators@trial.example"]);
        var rules = deployment.OfType("Microsoft.Insights/scheduledQueryRules");
        rules.Select(PredictedDeployment.NameOf).ShouldBe(
            new[] { "silent-site", "run-failed", "run-missing", "ledger-broken", "bundles-waiting", "ingest-slow", "refusals" }
                .Select(rule => $"msc-{stage}-{rule}"));
        foreach (var properties in rules.Select(rule => rule.GetProperty("properties")))
        {
            properties.GetProperty("enabled").GetBoolean().ShouldBeTrue();
            properties.GetProperty("actions").GetProperty("actionGroups").EnumerateArray().Single().GetString()
                .ShouldBe(operators.GetProperty("id").GetString());
        }
    }

    [SkippableTheory]
    [InlineData("silent-site", "BundleAccepted")]
    [InlineData("run-failed", "RunFailed")]
    [InlineData("run-missing", "RunCompleted")]
    [InlineData("ledger-broken", "LedgerBroken")]
    public async Task Query_OfARule_AsksForItsEventAndHasNoBlankLeft(string rule, string logEvent)
    {
        var query = Query(await PredictedDeployment.Of("production"), rule);

        query.ShouldContain($"Name == '{logEvent}'");
        query.ShouldContain($"{logEvent}\\b'");
        // Every other brace has been filled in; KQL itself uses none here.
        query.ShouldNotContain("{");
    }

    [SkippableTheory]
    [InlineData("bundles-waiting", "report_pipeline.bundles.unsealed.age")]
    [InlineData("ingest-slow", "report_pipeline.ingest.duration")]
    [InlineData("refusals", "report_pipeline.ingest.duration")]
    public async Task Query_OfAMetricRule_AsksForAMetricThatOperationsExplains(string rule, string metric)
    {
        var query = Query(await PredictedDeployment.Of("production"), rule);

        query.ShouldContain($"Name == '{metric}'");
        query.ShouldNotContain("{");
        File.ReadAllText(Repository.PathOf("docs", "operations.md")).ShouldContain($"| `{metric}` |");
    }

    [SkippableFact]
    public async Task Query_SilentSite_NamesEverySiteOfTheProtocol()
    {
        var deployment = await PredictedDeployment.Of("production", "param silentSiteHours = 12");

        var query = Query(deployment, "silent-site");
        query.ShouldContain($"dynamic({JsonSerializer.Serialize(Protocol.SiteIds())})");
        query.ShouldContain("ago(12h)");
        Criterion(deployment, "silent-site").GetProperty("dimensions").EnumerateArray().Single()
            .GetProperty("name").GetString().ShouldBe("Site");
    }

    // The host passes our lines on as they are, or as JSON inside JSON.
    [SkippableTheory]
    [InlineData("event=BundleAccepted site=renmin-wuhan", "renmin-wuhan")]
    [InlineData("""{"event":"BundleAccepted","site":"renmin-wuhan"}""", "renmin-wuhan")]
    [InlineData("""{"message":"{\"event\": \"BundleAccepted\", \"site\": \"renmin-wuhan\"}"}""", "renmin-wuhan")]
    [InlineData("event=BundleAcceptedTwice site=renmin-wuhan", null)]
    [InlineData("prevent=BundleAccepted site=renmin-wuhan", null)]
    [InlineData("event=BundleRefused site=renmin-wuhan", null)]
    public async Task Query_SilentSite_ReadsTheSiteFromALogLine(string line, string? site)
    {
        var query = Query(await PredictedDeployment.Of("production"), "silent-site");
        var patterns = Regex.Matches(query, "@'(?<pattern>[^']+)'").Select(match => match.Groups["pattern"].Value).ToList();

        patterns.Count.ShouldBe(2);
        var found = Regex.IsMatch(line, patterns[0]) ? Regex.Match(line, patterns[1]).Groups[1].Value : null;
        found.ShouldBe(site);
    }

    [SkippableFact]
    public async Task SilentSiteHours_LongerThanTheServiceLooksBack_IsAnError()
    {
        using var folder = new TemporaryFolder();
        var parameters = Path.Combine(folder.CopyInfrastructure(), "parameters", "test.bicepparam");
        await File.AppendAllTextAsync(parameters, "\nparam silentSiteHours = 49\n");

        var run = await Bicep.Run("build-params", parameters, "--stdout", "--no-restore", "--diagnostics-format", "sarif");

        run.ExitCode.ShouldNotBe(0);
        run.Diagnostics().ShouldNotBeEmpty();
    }

    [Fact]
    public void Guide_LogEvents_AreAllExplained()
    {
        using var events = JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("infra", "log-events.json")));
        var guide = File.ReadAllText(Repository.PathOf("infra", "README.md"));

        foreach (var logEvent in events.RootElement.EnumerateObject())
            guide.ShouldContain($"| `{logEvent.Value.GetString()}` |");
    }

    private static string Query(PredictedDeployment deployment, string rule) =>
        Criterion(deployment, rule).GetProperty("query").GetString()!;

    private static JsonElement Criterion(PredictedDeployment deployment, string rule) =>
        deployment.OfType("Microsoft.Insights/scheduledQueryRules")
            .Single(candidate => PredictedDeployment.NameOf(candidate) == $"msc-production-{rule}")
            .GetProperty("properties").GetProperty("criteria").GetProperty("allOf").EnumerateArray().Single();
}
