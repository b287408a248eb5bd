using System.Text;
using ReportPipeline.Fhir.Identity;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Tests;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Fhir.Tests;

/// <summary>The sample trial's protocol, a key that is no secret, and one fixed arrival time.</summary>
internal static class TestTrial
{
    public const string SubjectSystem = "https://reportpipeline.example/trials/msc-covid19/subject";

    public static readonly SiteId Wuhan = new("renmin-wuhan");
    public static readonly SiteId Zhejiang = new("first-affiliated-zhejiang");
    public static readonly DateTimeOffset ReceivedAt = new(2020, 3, 1, 4, 0, 0, TimeSpan.Zero);
    public static readonly PseudonymKey Key = new(Encoding.ASCII.GetBytes("a key for tests, which is no secret"));

    public static TrialProtocol Protocol { get; } = ReadProtocol();

    public static BundleIntake Intake { get; } = new(Protocol, Key);

    public static IntakeResult Examine(byte[] body, BundleFormat format = BundleFormat.Json, SiteId? site = null) =>
        Intake.Examine(new IntakeRequest(body, format, site ?? Wuhan, ReceivedAt));

    public static IntakeResult Examine(string body, BundleFormat format = BundleFormat.Json, SiteId? site = null) =>
        Examine(Encoding.UTF8.GetBytes(body), format, site);

    /// <summary>Each issue as "severity code path".</summary>
    public static string[] Lines(IntakeResult result) =>
        [.. result.Issues.Select(issue => $"{issue.Severity.ToString().ToLowerInvariant()} {issue.Code} {issue.FhirPath}".TrimEnd())];

    private static TrialProtocol ReadProtocol()
    {
        var reading = ProtocolFile.Load(Path.Combine(Repository.Root, "protocols", "msc-covid19.json"));
        reading.Problems.ShouldBeEmpty();
        return reading.Protocol!;
    }
}
