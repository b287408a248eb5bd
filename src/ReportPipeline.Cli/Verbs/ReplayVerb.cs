using System.CommandLine;
using System.Globalization;
using ReportPipeline.Cli.Verification;
using ReportPipeline.Functions.Replay;
using ReportPipeline.Storage;

namespace ReportPipeline.Cli.Verbs;

/// <summary><c>replay</c>: makes a report anew from the raw bytes and compares every byte with what was stored.</summary>
internal static class ReplayVerb
{
    public static Command Create()
    {
        var report = new Option<string>("--report") { Description = "The report's run id.", Required = true };
        var output = new Option<DirectoryInfo?>("--out") { Description = "A new or empty folder for the files made anew." };
        var protocol = Protocol();
        var (data, connection) = (LocalFolder.Option(), StorageAccess.Connection());
        var verb = CommandLine.Verb("replay",
            "Makes snapshot, results and documents of a report anew from the raw bytes and compares every byte with what is stored. "
            + "A difference is explained by the first stage that shows it. Exit code 1 when anything differs.",
            $"{CommandLine.Tool} replay --report 3f9a0c1b2d4e5f60 --out ./replayed");
        foreach (var option in new Option[] { report, output, protocol, data, connection })
            verb.Add(option);
        verb.SetAction((parsed, cancellation) => StorageAccess.WithStorageAsync(
            parsed.GetRequiredValue(data),
            parsed.GetValue(connection),
            storage => RunAsync(
                storage,
                new ReplayedRun(parsed.GetRequiredValue(report), parsed.GetRequiredValue(protocol), new LocalFolder(parsed.GetRequiredValue(data)).Keys),
                parsed.GetValue(output),
                cancellation),
            cancellation));
        return verb;
    }

    public static Option<FileInfo> Protocol() => new("--protocol")
    {
        Description = "The protocol file that the report was made with; its decision list lies beside it.",
        DefaultValueFactory = _ => new FileInfo(SampleProtocol.File),
    };

    private static async Task<int> RunAsync(PipelineStorage storage, ReplayedRun run, DirectoryInfo? output, CancellationToken cancellation)
    {
        if (output is { Exists: true } && output.EnumerateFileSystemInfos().Any())
        {
            await Console.Error.WriteLineAsync("--out: the folder is not empty; a replay starts in a clean one.");
            return CommandLine.NotUsable;
        }

        if (await ReplayInputs.RunAsync(storage, run, cancellation) is not { } outcome)
        {
            await Console.Error.WriteLineAsync("Storage holds no complete report of this id.");
            return CommandLine.NotUsable;
        }

        if (output is not null)
            await WriteAsync(outcome, output, cancellation);
        foreach (var line in Lines(outcome))
            Console.WriteLine(line);
        return outcome.Findings.IsEmpty ? CommandLine.Done : CommandLine.Failed;
    }

    public static IEnumerable<string> Lines(ReplayOutcome outcome)
    {
        foreach (var finding in outcome.Findings.OrderBy(finding => finding.Stage))
            yield return $"{finding.Stage.ToString().ToLowerInvariant()}: {finding.Name}: {finding.Explanation}";
        yield return outcome.Findings.IsEmpty
            ? string.Create(CultureInfo.InvariantCulture, $"Replayed: all {outcome.Files.Length} files came out as they are stored, byte for byte.")
            : $"NOT REPLAYED: the first difference is in the stage '{outcome.Findings.Min(finding => finding.Stage).ToString().ToLowerInvariant()}'.";
    }

    private static async Task WriteAsync(ReplayOutcome outcome, DirectoryInfo output, CancellationToken cancellation)
    {
        foreach (var (name, bytes) in outcome.Files)
        {
            var file = new FileInfo(Path.Combine(output.FullName, name));
            file.Directory!.Create();
            await File.WriteAllBytesAsync(file.FullName, bytes, cancellation);
        }
    }
}
