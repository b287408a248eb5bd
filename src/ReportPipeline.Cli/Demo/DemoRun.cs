using ReportPipeline.Cli.Client;
using ReportPipeline.Cli.FunctionApp;
using ReportPipeline.Cli.Verbs;
using ReportPipeline.Custody.Manifests;
using ReportPipeline.Functions.Access;
using ReportPipeline.Trial.Protocol;
using Spectre.Console;

namespace ReportPipeline.Cli.Demo;

/// <summary>The demonstration, station by station. It keeps nothing but what it puts into the output folder.</summary>
internal static class DemoRun
{
    /// <summary>Runs every station; what was started goes on until the session is disposed.</summary>
    public static async Task<DemoSession> RunAsync(DirectoryInfo output, ProgressContext progress, CancellationToken cancellation)
    {
        var scratch = Directory.CreateTempSubdirectory("report-pipeline-demo-");
        var session = new DemoSession(scratch);
        try
        {
            session.Summary = await RunAsync(session, output, progress, cancellation);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    private static async Task<DemoSummary> RunAsync(
        DemoSession session, DirectoryInfo output, ProgressContext progress, CancellationToken cancellation)
    {
        var scratch = new LocalFolder(session.Scratch);
        var starting = progress.AddTask("Starting Azurite", maxValue: 3);
        var start = new LocalPipelineStart(scratch.Blobs, scratch.Keys, SampleProtocol.File, text => Step(starting, text)) { UnderHost = true };
        var pipeline = session.Pipeline = await LocalPipeline.StartAsync(start, cancellation);
        Finish(starting, $"Azurite on port {pipeline.Azurite.Port}, function app on port {pipeline.App.Address.Port}");

        using var client = new PipelineClient(pipeline.App.Address, DevelopmentIssuer.Open(scratch.Keys), TimeProvider.System);
        var submissions = await SubmitAsync(client, progress, cancellation);

        var running = progress.AddTask("Running the analyses", maxValue: 1);
        var log = await client.RunAnalysesAsync(cancellation);
        Finish(running, "Analyses run");

        var fetching = progress.AddTask("Fetching report and results", maxValue: 1);
        var files = await FetchAsync(client, output, cancellation);
        Finish(fetching, "Report and results fetched");
        return new DemoSummary(submissions, log, files);
    }

    /// <summary>Both hospitals send at the same time, each its own bundles in order.</summary>
    private static async Task<IReadOnlyList<SiteSubmissions>> SubmitAsync(
        PipelineClient client, ProgressContext progress, CancellationToken cancellation) =>
        await Task.WhenAll(DemoBundles.BySite(ProtocolFile.Load(SampleProtocol.File).Protocol!)
            .Select(site => (site, task: progress.AddTask($"Bundles of {site.Site}", maxValue: site.Bundles.Count)))
            .Select(one => SubmitAsync(client, one.site, one.task, cancellation)));

    private static async Task<SiteSubmissions> SubmitAsync(
        PipelineClient client, SiteBundles site, ProgressTask task, CancellationToken cancellation)
    {
        var refused = new List<string>();
        foreach (var bundle in site.Bundles)
        {
            var answer = await client.SubmitAsync(site.Site, bundle.Content, cancellation);
            if (!answer.Accepted)
                refused.Add($"{Path.GetFileName(bundle.RelativePath)}: status {answer.Status}, {string.Join("; ", answer.Problems)}");
            task.Increment(1);
        }

        return new SiteSubmissions(site.Site, site.Bundles.Count - refused.Count, refused);
    }

    private static async Task<IReadOnlyList<FileInfo>> FetchAsync(
        PipelineClient client, DirectoryInfo output, CancellationToken cancellation)
    {
        output.Create();
        var files = new List<FileInfo>();
        var reports = await client.ListReportsAsync(cancellation);
        foreach (var report in reports)
        {
            var document = $"report.{report.Audience}.{report.Language}.docx";
            var manifest = ManifestNames.ManifestOf(document);
            await SaveAsync(document, await client.GetReportAsync(report, cancellation));
            await SaveAsync(manifest, await client.GetManifestAsync(report, cancellation));
            await SaveAsync(ManifestNames.SignatureOf(manifest), await client.GetSignatureAsync(report, cancellation));
        }

        await SaveAsync(VerifyVerb.KeyFile, await client.GetVerificationKeyAsync(cancellation));
        foreach (var run in reports.Select(report => report.Run).Distinct())
            await SaveAsync("results.json", await client.GetResultsAsync(run, cancellation));
        return files;

        async Task SaveAsync(string name, byte[] bytes)
        {
            var file = new FileInfo(Path.Combine(output.FullName, name));
            await File.WriteAllBytesAsync(file.FullName, bytes, cancellation);
            files.Add(file);
        }
    }

    private static void Step(ProgressTask task, string text)
    {
        task.Description = text;
        task.Increment(0.9);
    }

    private static void Finish(ProgressTask task, string text)
    {
        task.Description = text;
        task.Value = task.MaxValue;
    }
}
