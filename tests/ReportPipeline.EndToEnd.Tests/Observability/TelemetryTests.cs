using System.Text.RegularExpressions;

namespace ReportPipeline.Tests.Observability;

/// <summary>What an operator sees tells how the program fares, and nothing about any person.</summary>
public sealed class TelemetryTests(ObservedRun run) : IClassFixture<ObservedRun>
{
    [Fact]
    public void Campaign_Itself_WasTakenAndRefusedAndFilledWithIdentities()
    {
        run.Accepted.ShouldBeGreaterThan(40);
        run.Refused.ShouldBeGreaterThan(40);
        run.Identities.Count.ShouldBeGreaterThan(300);
    }

    [Theory]
    [InlineData("log")]
    [InlineData("traces")]
    [InlineData("metrics")]
    public void Signal_EveryIdentityValueSent_IsAbsent(string signal)
    {
        var text = signal switch { "log" => run.Log, "traces" => run.Traces, _ => run.Metrics };
        text.Length.ShouldBeGreaterThan(1000);

        // A JSON log line may escape what is not ASCII, an address percent-encodes it.
        var readable = text + Regex.Unescape(Regex.Replace(text, @"\\(?!u[0-9a-fA-F]{4})", @"\\")) + Uri.UnescapeDataString(text);
        run.Identities.Where(identity => readable.Contains(identity, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
        readable.ShouldNotContain("ZHANGWEI");
        readable.ShouldNotContain("0af7651916cd43dd8448eb211c80319c");
    }

    [Theory]
    [InlineData("report_pipeline.ingest.duration")]
    [InlineData("report_pipeline.ingest.issues")]
    [InlineData("report_pipeline.bundles.accepted")]
    [InlineData("report_pipeline.bundles.sealed")]
    [InlineData("report_pipeline.bundles.unsealed")]
    [InlineData("report_pipeline.bundles.unsealed.age")]
    [InlineData("report_pipeline.run.duration")]
    [InlineData("report_pipeline.run.stage.duration")]
    [InlineData("http.server.request.duration")]
    public void Metric_OfTheRun_ReachesTheCollector(string name) => run.Metrics.ShouldContain(name);

    [Theory]
    [InlineData("RunAnalyses")]
    [InlineData("seal")]
    [InlineData("read-facts")]
    [InlineData("derive")]
    [InlineData("take-over")]
    [InlineData("analyse")]
    [InlineData("report")]
    [InlineData("/api/fhir")]
    public void Span_OfTheRun_ReachesTheCollector(string name) => run.Traces.ShouldContain(name);

    [Fact]
    public void Log_UnderTheHost_IsOneJsonObjectPerLine()
    {
        var lines = run.Log.Split(Environment.NewLine).Where(line => line.StartsWith('{')).ToList();

        lines.Count.ShouldBeGreaterThan(40);
        foreach (var line in lines)
        {
            using var entry = System.Text.Json.JsonDocument.Parse(line);
            entry.RootElement.GetProperty("Message").GetString().ShouldNotBeNull();
        }

        lines.ShouldContain(line => line.Contains("event=RunCompleted", StringComparison.Ordinal));
    }
}
