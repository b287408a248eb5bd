using System.Diagnostics;
using System.Diagnostics.Metrics;
using ReportPipeline.Trial;

namespace ReportPipeline.Functions.Telemetry;

/// <summary>
/// What the program measures of itself; <c>docs/operations.md</c> explains each name. Tags hold values from closed lists
/// only (sites of the protocol, codes, stages, route patterns), never anything that a sender wrote.
/// </summary>
internal static class Measures
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Source = "ReportPipeline.Functions";

    public static readonly ActivitySource Spans = new(Source);

    private static readonly Meter Meter = new(Source);

    private static readonly Histogram<double> IngestDuration = Meter.CreateHistogram(
        "report_pipeline.ingest.duration", "s", "From the last byte of a bundle to its answer.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });

    private static readonly Counter<long> BundlesAccepted = Meter.CreateCounter<long>(
        "report_pipeline.bundles.accepted", "{bundle}", "Bundles kept and acknowledged, repeats not counted.");

    private static readonly Counter<long> IngestIssues = Meter.CreateCounter<long>(
        "report_pipeline.ingest.issues", "{issue}", "Issues told to senders, by code.");

    private static readonly Counter<long> RequestsRefused = Meter.CreateCounter<long>(
        "report_pipeline.requests.refused", "{request}", "Requests without a valid token or without the role they need.");

    private static readonly Gauge<long> BundlesUnsealed = Meter.CreateGauge<long>(
        "report_pipeline.bundles.unsealed", "{bundle}", "Acknowledged bundles that no ledger entry holds yet.");

    private static readonly Gauge<double> OldestUnsealed = Meter.CreateGauge<double>(
        "report_pipeline.bundles.unsealed.age", "s", "How long the oldest of them has waited; 0 when there is none.");

    private static readonly Counter<long> BundlesSealed = Meter.CreateCounter<long>(
        "report_pipeline.bundles.sealed", "{bundle}", "Bundles that runs have sealed into the ledger.");

    private static readonly Histogram<double> RunDuration = Meter.CreateHistogram(
        "report_pipeline.run.duration", "s", "A whole run, by outcome.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600] });

    private static readonly Histogram<double> StageDuration = Meter.CreateHistogram(
        "report_pipeline.run.stage.duration", "s", "One stage of a run.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600] });

    public static void Ingested(SiteId site, IngestOutcome outcome, long startedAt)
    {
        var siteTag = Tag("site", site.Value);
        IngestDuration.Record(SecondsSince(startedAt), siteTag, Tag("outcome", Word(outcome)));
        if (outcome == IngestOutcome.Accepted)
            BundlesAccepted.Add(1, siteTag);
    }

    public static void Issues(IEnumerable<IngestIssue> issues)
    {
        foreach (var group in issues.GroupBy(issue => (issue.Code, issue.Severity)))
            IngestIssues.Add(group.Count(), Tag("code", group.Key.Code), Tag("severity", Word(group.Key.Severity)));
    }

    public static void Refused(int status) => RequestsRefused.Add(1, Tag("status", status));

    /// <param name="bundles">Acknowledged and not sealed.</param>
    /// <param name="oldest">Age of the oldest of them; zero when there is none.</param>
    public static void Unsealed(long bundles, TimeSpan oldest)
    {
        BundlesUnsealed.Record(bundles);
        OldestUnsealed.Record(oldest.TotalSeconds);
    }

    public static void Sealed(long bundles) => BundlesSealed.Add(bundles);

    public static void Ran(string outcome, long startedAt) => RunDuration.Record(SecondsSince(startedAt), Tag("outcome", outcome));

    public static void Staged(string stage, long startedAt) => StageDuration.Record(SecondsSince(startedAt), Tag("stage", stage));

    private static double SecondsSince(long startedAt) => Stopwatch.GetElapsedTime(startedAt).TotalSeconds;

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);

    private static string Word(Enum value) => value.ToString().ToLowerInvariant();
}

/// <summary>What became of a posted bundle.</summary>
internal enum IngestOutcome
{
    /// <summary>Kept for the first time.</summary>
    Accepted,

    /// <summary>The same bytes had been kept before.</summary>
    Repeated,

    /// <summary>Answered with an OperationOutcome and kept apart.</summary>
    Refused,
}
