using System.ComponentModel;
using System.Text.Json;
using ReportPipeline.Cli.FunctionApp;
using ReportPipeline.Cli.Verbs;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Cli.Qualification;

/// <summary>Installation and operation, step by step. A step that cannot be run is a step that failed, and the rest is still run.</summary>
internal static class QualificationRun
{
    public static async Task<QualificationRecord> RunAsync(QualificationOrder order, Action<string> progress, CancellationToken cancellation)
    {
        var startedAt = TimeProvider.System.GetUtcNow();
        var steps = new List<QualificationStep>();
        steps.AddRange(InstallationChecks.Run(order));
        steps.AddRange(KnownAnswers.Run());
        var version = await OperateAsync(order, steps, progress, cancellation);
        if (order.Deployed is { } address)
            steps.Add(await CompareWithDeployedAsync(address, version, cancellation));
        return new QualificationRecord(
            [
                new("Software", version.Length > 0 ? $"ReportPipeline {version}" : "ReportPipeline, version not told"),
                new("Program", order.ProgramFolder == AppContext.BaseDirectory ? "the folder of the tool" : "a published folder"),
                new("Begun", startedAt.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", System.Globalization.CultureInfo.InvariantCulture)),
                new("Signing key", order.Key.Verification.KeyId),
            ],
            steps, InstallationChecks.Files(order.ProgramFolder));
    }

    private static async Task<string> OperateAsync(
        QualificationOrder order, List<QualificationStep> steps, Action<string> progress, CancellationToken cancellation)
    {
        if (ProtocolFile.Load(order.ProtocolFile).Protocol is not { } protocol)
            return "";
        var scratch = Directory.CreateTempSubdirectory("report-pipeline-qualify-");
        try
        {
            var folder = new LocalFolder(scratch);
            var start = new LocalPipelineStart(folder.Blobs, folder.Keys, order.ProtocolFile, progress) { UnderHost = true, Program = order.Program };
            await using var pipeline = await LocalPipeline.StartAsync(start, cancellation);
            var operation = new OperationChecks(pipeline, folder.Keys, protocol);
            progress("Sending the sample trial through the system");
            await foreach (var step in operation.RunAsync(cancellation))
                steps.Add(step);
            return operation.SoftwareVersion;
        }
        catch (Win32Exception)
        {
            steps.Add(new QualificationStep("OQ-99", "The program", "can be started",
                $"{order.Program.FileName} is missing or cannot be executed; --program names the folder of the unpacked package", false));
            return "";
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            steps.Add(new QualificationStep("OQ-99", "The next step", "runs to its end", $"{fault.GetType().Name}: {fault.Message}", false));
            return "";
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static async Task<QualificationStep> CompareWithDeployedAsync(Uri address, string version, CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = address };
        try
        {
            using var live = await client.GetAsync("/api/health/live", cancellation);
            using var metadata = JsonDocument.Parse(await client.GetByteArrayAsync("/api/fhir/metadata", cancellation));
            var deployed = metadata.RootElement.GetProperty("software").GetProperty("version").GetString();
            return new QualificationStep("IQ-05", "The deployed system", $"lives and runs version {version}", $"{(int)live.StatusCode}, version {deployed}",
                live.IsSuccessStatusCode && deployed == version);
        }
        // One that does not answer in time ends as a cancellation that nobody asked for.
        catch (Exception fault) when (fault is HttpRequestException or JsonException or KeyNotFoundException
            || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new QualificationStep("IQ-05", "The deployed system", $"lives and runs version {version}", fault.Message, false);
        }
    }
}
