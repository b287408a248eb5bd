using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using ReportPipeline.Fhir.Identity;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.SampleTrial;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.SampleTrial.Simulation;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Benchmarks.Speed;

/// <summary>
/// Our analysis beside that of the independent R programme on the same exported datasets: the reconstructed trial, and the second trial
/// simulated at several sizes, and the trial of the benchmark <c>speed</c>, thirty resources a subject, at several.
/// </summary>
internal static class SideBySideBenchmark
{
    /// <summary>As in the comparison of the tests.</summary>
    private const double Tolerance = 1e-6;

    private const double Floor = 1e-9;

    private const int WarmRuns = 5;

    /// <summary>A large trial is analysed fewer times.</summary>
    private const double EnoughSeconds = 20;

    /// <summary>The data cut-off: R counts every assessment as due.</summary>
    private static readonly DateTimeOffset AllVisitsPast = new(2024, 7, 1, 0, 0, 0, TimeSpan.Zero);

    /// <returns>1 when a number that both have differs.</returns>
    public static int Run(SideBySideOptions options)
    {
        Console.WriteLine("| Trial | Subjects | ours: analyse, s | R: start, s | R: read dataset, s | R: analyse, s | R's analysis / ours | rows of both | disagree |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        var (first, second) = (new Shipped("msc-covid19.json"), new Shipped("simulated-ldl.json"));
        var effect = ImmutableDictionary<string, double>.Empty.Add("LDL", 0.4);
        var differing = Measure(first, options, "reconstructed", () => DatasetOf(first.Protocol, new BundleWriter(first.Protocol).WriteAll(ReconstructedTrial.Load())));
        foreach (var size in options.Second)
            differing += Measure(second, options, "simulated", () => DatasetOf(second.Protocol, new ProtocolSimulator(second.Protocol, 1, effect).Bundles(size)));
        foreach (var size in options.Large)
            differing += Measure(first, options, "30 resources each", () => LargeDataset(first.Protocol, size));
        return differing == 0 ? 0 : 1;
    }

    /// <returns>How many numbers differ.</returns>
    private static int Measure(Shipped trial, SideBySideOptions options, string data, Func<TrialDataset> derive)
    {
        Progress($"{trial.Protocol.Id}, {data}: the dataset");
        var dataset = derive();
        Progress($"{trial.Protocol.Id}, {dataset.Subjects.Length} subjects: our analysis");
        var results = Analyse(trial.Protocol, dataset); // Compiles what the measured ones run.
        var seconds = Median(trial.Protocol, dataset);
        Progress($"{trial.Protocol.Id}, {dataset.Subjects.Length} subjects: R, {options.Patience.TotalMinutes} minutes at most");
        var ours = string.Create(CultureInfo.InvariantCulture, $"| {trial.Protocol.Id}, {data} | {dataset.Subjects.Length} | {seconds:F3} |");
        if (RecomputationInR.Measure(trial.Path, trial.Protocol, dataset, options.Patience) is not { } other)
        {
            Console.WriteLine($"{ours} | | | | | |");
            return 0;
        }

        var shared = other.Results.Keys.Where(id => results.Find(id) is not null).ToList();
        var differing = shared.Where(id => !Agree((results.Find(id)!.Value as NumberValue)?.Value, other.Results[id])).ToList();
        var (start, read, analyse) = (other.Seconds["start"], other.Seconds["read"], other.Seconds["analyse"]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{ours} {start:F1} | {read:F1} | {analyse:F1} | {analyse / seconds:F0} | {shared.Count} | {differing.Count} |"));
        foreach (var id in differing.Take(10))
            Console.Error.WriteLine(FormattableString.Invariant($"{id}: {(results.Find(id)!.Value as NumberValue)?.Value} here, {other.Results[id]} in R"));
        return differing.Count;
    }

    private static TrialDataset LargeDataset(TrialProtocol protocol, int subjects)
    {
        var folder = Directory.CreateTempSubdirectory("side-by-side-").FullName;
        try
        {
            var files = new LargeTrialFiles(protocol);
            return files.PutTogether(files.Derive(files.Casebooks(files.BundlesIn(folder, subjects))));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Progress(FormattableString text) => Console.Error.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static TrialDataset DatasetOf(TrialProtocol protocol, IEnumerable<BundleSubmission> bundles)
    {
        var intake = new BundleIntake(protocol, new PseudonymKey(new byte[PseudonymKey.LeastBytes]));
        var read = bundles.AsParallel().AsOrdered()
            .Select(bundle => intake.Examine(new IntakeRequest(bundle.Content, BundleFormat.Json, new SiteId(bundle.Site), bundle.SentAt.ToUniversalTime())))
            .ToList();
        return DeriveDataset.From(
            protocol, DecisionList.Empty(protocol.Id), [.. read.SelectMany(bundle => bundle.Facts)], read.SelectMany(bundle => bundle.Queries));
    }

    private static double Median(TrialProtocol protocol, TrialDataset dataset)
    {
        var seconds = new List<double>();
        while (seconds.Count == 0 || (seconds.Count < WarmRuns && seconds.Sum() < EnoughSeconds))
        {
            var clock = Stopwatch.StartNew();
            Analyse(protocol, dataset);
            seconds.Add(clock.Elapsed.TotalSeconds);
        }

        return seconds.Order().ElementAt(seconds.Count / 2);
    }

    private static AnalysisResults Analyse(TrialProtocol protocol, TrialDataset dataset) => EndpointAnalyses.Run(
        protocol, DecisionList.Empty(protocol.Id), dataset,
        new RunIdentity("side-by-side", 1, "head", "snapshot", AllVisitsPast, protocol.Id, protocol.Version, "hash", "benchmark", 1));

    private static bool Agree(double? here, double? there) => (here, there) switch
    {
        (null, null) => true,
        ({ } first, { } second) => Math.Abs(first - second) <= Math.Max(Floor, Tolerance * Math.Abs(second)),
        _ => false,
    };

    private sealed record Shipped(string File)
    {
        public string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "protocols", File);

        public TrialProtocol Protocol { get; } = ProtocolFile.Load(System.IO.Path.Combine(AppContext.BaseDirectory, "protocols", File)).Protocol!;
    }
}
