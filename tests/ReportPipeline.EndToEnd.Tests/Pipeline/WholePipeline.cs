using System.IO.Compression;
using System.Text;
using ReportPipeline.Cli.Client;
using ReportPipeline.Cli.FunctionApp;
using ReportPipeline.Functions.Access;
using ReportPipeline.SampleTrial;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Tests.Pipeline;

/// <summary>
/// Azurite and the function app as processes of their own, both hospitals' bundles over HTTP, the timer as the Functions
/// host fires it, and what came of it.
/// </summary>
public sealed class WholePipeline : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("report-pipeline-e2e-");

    private readonly TrialProtocol protocol = ProtocolFile.Load(Repository.PathOf("protocols", "msc-covid19.json")).Protocol!;

    private LocalPipeline? pipeline;

    private PipelineClient? client;

    public IReadOnlyList<SubmissionAnswer> Answers { get; private set; } = [];

    public IReadOnlyList<string> FirstRun { get; private set; } = [];

    public IReadOnlyList<string> SecondRun { get; private set; } = [];

    /// <summary>Documents by <c>audience.language</c>.</summary>
    public Dictionary<string, byte[]> Documents { get; } = [];

    public byte[] Results { get; private set; } = [];

    public async Task InitializeAsync()
    {
        var keys = Path.Combine(folder.FullName, "keys");
        var start = new LocalPipelineStart(
            Path.Combine(folder.FullName, "blobs"), keys, Repository.PathOf("protocols", "msc-covid19.json"), _ => { })
        { UnderHost = true };
        pipeline = await LocalPipeline.StartAsync(start, CancellationToken.None);
        client = new PipelineClient(pipeline.App.Address, DevelopmentIssuer.Open(keys), TimeProvider.System);
        Answers = (await Task.WhenAll(protocol.Sites.Select(site => SubmitAsync(site.Id)))).SelectMany(answers => answers).ToList();
        FirstRun = await client.RunAnalysesAsync(CancellationToken.None);
        SecondRun = await client.RunAnalysesAsync(CancellationToken.None);
        foreach (var report in await client.ListReportsAsync(CancellationToken.None))
        {
            Documents[$"{report.Audience}.{report.Language}"] = await client.GetReportAsync(report, CancellationToken.None);
            Results = await client.GetResultsAsync(report.Run, CancellationToken.None);
        }
    }

    public async Task DisposeAsync()
    {
        client?.Dispose();
        if (pipeline is not null)
        {
            await pipeline.DisposeAsync();
        }

        folder.Delete(recursive: true);
    }

    /// <summary>Every part of a package as text.</summary>
    public static IReadOnlyDictionary<string, string> Parts(byte[] document)
    {
        using var package = new ZipArchive(new MemoryStream(document));
        return package.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
            return reader.ReadToEnd();
        });
    }

    // A hospital sends its own bundles one after the other; the two hospitals at the same time.
    private async Task<List<SubmissionAnswer>> SubmitAsync(string site)
    {
        var answers = new List<SubmissionAnswer>();
        foreach (var submission in new BundleWriter(protocol).WriteAll(ReconstructedTrial.Load()).Where(submission => submission.Site == site))
        {
            answers.Add(await client!.SubmitAsync(site, submission.Content, CancellationToken.None));
        }

        return answers;
    }
}
