using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ReportPipeline.SampleTrial;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.SampleTrial.Simulation;
using ReportPipeline.Tests.SampleResults;
using ReportPipeline.Trial.Dataset.DatasetJson;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;
using Xunit.Abstractions;

namespace ReportPipeline.Tests.DoubleProgramming;

/// <summary>A second programme, in R, recomputes the results of both trials, and of a trial with little data, from their exported datasets.</summary>
public sealed partial class RecomputationTests(ITestOutputHelper output)
{
    // Relative; both sides iterate to far below it. The absolute floor lets zeros differ by round-off.
    private const double Tolerance = 1e-6;

    private const double Floor = 1e-9;

    [SkippableFact]
    public void SampleTrial_RecomputedInR_AgreesOnEveryRow() => RecomputeAndCompare(SampleRun.Outcome, "msc-covid19.json");

    [SkippableFact]
    public void SecondTrial_RecomputedInR_AgreesOnEveryRow() => RecomputeAndCompare(SampleRun.SecondTrial, "simulated-ldl.json");

    /// <summary>Thirty resources a subject, as in the speed benchmark: strata without an event, samples of one, visits that nobody had.</summary>
    [SkippableTheory]
    [InlineData(1)] // one arm, no event
    [InlineData(12)] // separated arms
    [InlineData(44)]
    public void ThinTrial_RecomputedInR_AgreesOnEveryRow(int subjects) =>
        RecomputeAndCompare(SampleRun.Run("msc-covid19.json", protocol => Thin(protocol, subjects)), "msc-covid19.json");

    /// <summary>Reactions about every limit of the 24 hours, with and without times of day, after infusions given, stopped and not done.</summary>
    [SkippableFact]
    public void TrialWithReactions_RecomputedInR_AgreesOnEveryRow()
    {
        var sample = SampleRun.Run("msc-covid19.json", Reacting);

        sample.Number("EX/safety/MSC/infusion-reactions/events").ShouldBeGreaterThan(sample.Number("EX/safety/MSC/infusion-reactions/judged-by-day/events"));
        sample.Number("EX/safety/MSC/infusion-reactions/judged-by-day/events").ShouldBeGreaterThan(0);
        RecomputeAndCompare(sample, "msc-covid19.json");
    }

    // Every other subject's infusions are sent without their times of day.
    private static IEnumerable<BundleSubmission> Reacting(TrialProtocol protocol)
    {
        var writer = new BundleWriter(protocol);
        return new TrialSimulator(protocol, 1).Subjects(24).SelectMany((subject, index) => writer
            .Write(new SubjectExcerpt(protocol).Of(WithReactions(subject, index), index, 60))
            .Select(submission => index / 2 % 2 == 0 ? submission : submission with { Content = Encoding.UTF8.GetBytes(TimeOfStart().Replace(Encoding.UTF8.GetString(submission.Content.AsSpan()), "$1")) }));
    }

    private static SampleSubject WithReactions(SampleSubject subject, int index)
    {
        var first = subject.Administrations[0];
        var end = first.Date.ToDateTime(first.Start).AddMinutes(first.Minutes);
        double[] hours = [-3, -2.25, 0, 23.99, 24, 24.01, 30, 48];
        return subject with
        {
            Administrations = [first with { Status = index % 7 == 6 ? "not-done" : index % 5 == 4 ? "stopped" : "completed" }, .. subject.Administrations.Skip(index % 3 + 1)],
            AdverseEvents =
            [
                .. subject.AdverseEvents,
                .. hours.Where((_, at) => (index + at) % 4 == 0).Select(after => end.AddHours(after)).Select(onset => new SampleAdverseEvent("INFUSION_REACTION", index % 3 + 1, DateOnly.FromDateTime(onset), null, "ongoing")
                {
                    OnsetTime = index % 3 == 0 ? null : TimeOnly.FromDateTime(onset),
                    Serious = false,
                    Relatedness = "possible",
                }),
            ],
        };
    }

    [GeneratedRegex("(\"effectivePeriod\":{\"start\":\"[0-9-]{10})T[^\"]*")]
    private static partial Regex TimeOfStart();

    private static IEnumerable<BundleSubmission> Thin(TrialProtocol protocol, int subjects)
    {
        var (writer, excerpt) = (new BundleWriter(protocol), new SubjectExcerpt(protocol));
        return new TrialSimulator(protocol, 1).Subjects(subjects)
            .SelectMany((subject, index) => writer.Write(excerpt.Of(subject, index, SubjectExcerpt.FewestResources)));
    }

    private void RecomputeAndCompare(SampleOutcome sample, string protocolFile)
    {
        Skip.IfNot(
            Succeeds("-e", "library(survival); library(exactRankTests); library(cmprsk); library(jsonlite)"),
            "R or a package is absent: apt-get install r-base-core r-cran-survival r-cran-exactranktests r-cran-cmprsk r-cran-jsonlite");
        var folder = Directory.CreateTempSubdirectory("recomputation");
        try
        {
            Compare(sample, Recompute(sample, protocolFile, folder));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Dictionary<string, double?> Recompute(SampleOutcome sample, string protocolFile, DirectoryInfo folder)
    {
        var origin = new DatasetOrigin(DateTimeOffset.UnixEpoch, sample.Protocol.Id, sample.Protocol.Version, "0");
        foreach (var table in DatasetTables.Of(sample.Protocol, sample.Dataset))
        {
            File.WriteAllBytes(Path.Combine(folder.FullName, table.Name + ".json"), DatasetJsonWriter.Write(table, origin));
        }

        var answer = Path.Combine(folder.FullName, "recomputed.json");
        Succeeds(Repository.PathOf("tests", "double-programming", "recompute.R"), Repository.PathOf("protocols", protocolFile), folder.FullName, answer)
            .ShouldBeTrue("the R programme failed");
        return JsonSerializer.Deserialize<Dictionary<string, double?>>(File.ReadAllBytes(answer))!;
    }

    private void Compare(SampleOutcome sample, Dictionary<string, double?> recomputed)
    {
        var ours = Covered(sample).ToDictionary(row => row.Id, row => (row.Value as NumberValue)?.Value, StringComparer.Ordinal);
        List<string> problems =
        [
            .. ours.Keys.Except(recomputed.Keys).Select(id => $"only here: {id}"),
            .. recomputed.Keys.Except(ours.Keys).Select(id => $"only in R: {id}"),
            .. ours.Keys.Intersect(recomputed.Keys).Where(id => !Agree(ours[id], recomputed[id])).Select(id => FormattableString.Invariant($"{id}: {ours[id]} here, {recomputed[id]} in R")),
        ];
        var estimable = ours.Values.Count(value => value is not null);
        output.WriteLine($"{ours.Count} rows compared, {estimable} of them numbers, the others not estimable on both sides; {problems.Count} disagree");
        problems.ShouldBeEmpty();
        ours.Count.ShouldBeGreaterThan(1000);
    }

    /// <summary>Every endpoint's rows but those of listings, which are texts; not the audit, queries and profiles, which are no endpoints.</summary>
    private static IEnumerable<AnalysisResult> Covered(SampleOutcome sample)
    {
        var endpoints = sample.Protocol.Endpoints.Where(endpoint => endpoint is not ListingEndpoint).Select(endpoint => endpoint.Id).ToHashSet(StringComparer.Ordinal);
        return sample.Results.Rows.Where(row => endpoints.Contains(row.Analysis) && row.Value is not TextValue);
    }

    private static bool Agree(double? here, double? there) => (here, there) switch
    {
        (null, null) => true,
        ({ } first, { } second) => Math.Abs(first - second) <= Math.Max(Floor, Tolerance * Math.Abs(second)),
        _ => false,
    };

    private static bool Succeeds(params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("Rscript", arguments) { RedirectStandardOutput = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
