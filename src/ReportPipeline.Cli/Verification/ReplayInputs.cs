using ReportPipeline.Cli.Azurite;
using ReportPipeline.Custody.Signing;
using ReportPipeline.Fhir.Identity;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Functions.Replay;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Storage;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Cli.Verification;

/// <summary>What a replay needs beside the stored data: the protocol with its decisions, and the key of the pseudonyms.</summary>
internal static class ReplayInputs
{
    /// <summary>As the program's own setting is called: base64.</summary>
    public const string KeyVariable = "PseudonymKey";

    private const string KeyFile = "pseudonym.key";

    /// <summary>Replays the run in a storage of its own, which is empty at the start and gone at the end.</summary>
    /// <exception cref="MissingPrerequisiteException">The protocol cannot be used, or there is no key.</exception>
    public static async Task<ReplayOutcome?> RunAsync(PipelineStorage storage, ReplayedRun run, CancellationToken cancellation)
    {
        var reading = ProtocolFile.Load(run.Protocol.FullName);
        if (reading.Problems.Length > 0)
        {
            throw new MissingPrerequisiteException($"The protocol cannot be used: {string.Join(Environment.NewLine, reading.Problems)}");
        }

        foreach (var warning in reading.Warnings)
        {
            await Console.Error.WriteLineAsync($"{run.Protocol.Name}: {warning}");
        }

        var key = ReadKey(run.Keys);
        var folder = Directory.CreateTempSubdirectory("report-pipeline-replay-");
        try
        {
            await using var azurite = await AzuriteProcess.StartAsync(folder.FullName, cancellation: cancellation);
            var clean = PipelineStorage.Open(new StorageOptions { ConnectionString = azurite.ConnectionString }, TimeProvider.System);

            // Nothing is sealed in a replay; the seal only reads the ledger.
            var ledger = new LedgerSeal(storage, SigningKey.Create(), TimeProvider.System);
            return await new RunReplay(storage, clean, ledger, new BundleIntake(reading.Protocol!, key), RunSettings.Of(reading, key)).RunAsync(run.Id, cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static PseudonymKey ReadKey(string keys)
    {
        var file = Path.Combine(keys, KeyFile);
        var text = Environment.GetEnvironmentVariable(KeyVariable);
        var bytes = new byte[Math.Max(1, text?.Length ?? 0)];
        var length = 0;
        if (text is { Length: > 0 } ? !Convert.TryFromBase64String(text, bytes, out length) || length < PseudonymKey.LeastBytes : !File.Exists(file))
        {
            throw new MissingPrerequisiteException(
                $"The pseudonym key is missing: set the environment variable {KeyVariable} (base64, as for the program), or point --data at the folder of 'serve'.");
        }

        return text is { Length: > 0 } ? new PseudonymKey(bytes.AsSpan(0, length)) : new PseudonymKey(File.ReadAllBytes(file));
    }
}

/// <param name="Id">Run id.</param>
/// <param name="Protocol">The protocol file; its decision list lies beside it.</param>
/// <param name="Keys">Folder of the development keys, for want of the environment variable.</param>
internal sealed record ReplayedRun(string Id, FileInfo Protocol, string Keys);
