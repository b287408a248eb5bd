using System.Collections.Immutable;
using System.CommandLine;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.SampleTrial.Simulation;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Cli.Verbs;

/// <summary><c>simulate</c>: writes the bundles of any number of made-up subjects, for load work.</summary>
internal static class SimulateVerb
{
    public static Command Create()
    {
        var subjects = new Option<int>("--subjects") { Description = "How many subjects, at least 1.", Required = true };
        var seed = new Option<ulong>("--seed") { Description = "The same seed gives the same bytes.", DefaultValueFactory = _ => 1 };
        var file = new Option<FileInfo?>("--protocol") { Description = "Simulate the trial of this protocol file instead of the sample trial." };
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder for the bundles, one folder per hospital.", Required = true };
        subjects.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > TrialSimulator.MaximumSubjects)
                result.AddError($"--subjects must be from 1 to {TrialSimulator.MaximumSubjects}.");
        });
        var verb = CommandLine.Verb("simulate",
            "Writes the bundles that the hospitals would post for simulated subjects.",
            $"{CommandLine.Tool} simulate --subjects 1000 --seed 7 --out ./bundles");
        verb.Add(subjects);
        verb.Add(seed);
        verb.Add(output);
        verb.Add(file);
        verb.SetAction(parsed =>
        {
            var (count, start) = (parsed.GetValue(subjects), parsed.GetValue(seed));
            var path = parsed.GetValue(file)?.FullName ?? SampleProtocol.File;
            var reading = ProtocolFile.Load(path);
            var own = parsed.GetValue(file) is not null;
            var problems = own && reading.Protocol is { } readable ? ProtocolSimulator.Problems(readable) : reading.Problems;
            foreach (var line in problems.Concat(reading.Warnings))
                Console.Error.WriteLine($"{Path.GetFileName(path)}: {line}");
            if (reading.Protocol is not { } protocol || problems.Length > 0)
                return CommandLine.NotUsable;

            var bundles = own
                ? new ProtocolSimulator(protocol, start, ImmutableDictionary<string, double>.Empty).Bundles(count)
                : new TrialSimulator(protocol, start).Bundles(count);
            Write(bundles, count, parsed.GetRequiredValue(output));
            return CommandLine.Done;
        });
        return verb;
    }

    private static void Write(IEnumerable<BundleSubmission> bundles, int subjects, DirectoryInfo output)
    {
        var written = 0;
        foreach (var bundle in bundles)
        {
            var file = Path.Combine(output.FullName, bundle.RelativePath);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, bundle.Content);
            written++;
        }

        Console.WriteLine($"{written} bundles of {subjects} subjects in {output.FullName}");
    }
}
