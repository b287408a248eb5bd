using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using ReportPipeline.Cli.Client;
using ReportPipeline.Cli.FunctionApp;
using ReportPipeline.Functions.Access;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.SampleTrial.Simulation;
using ReportPipeline.Storage;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Tests.SecondTrial;

/// <summary>
/// The same binary with another protocol file, over HTTP, storage and timer: 30 of 72 simulated subjects, a run, its release, then the
/// others with a correction and a late bundle, and a second run.
/// </summary>
public sealed class SecondTrialPipeline : IAsyncLifetime
{
    private const int SubjectsAtFirst = 30;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("report-pipeline-second-");
    private readonly TrialProtocol protocol = ProtocolFile.Load(ProtocolPath).Protocol!;

    private LocalPipeline? pipeline;
    private PipelineClient? client;

    public static string ProtocolPath => Repository.PathOf("protocols", "simulated-ldl.json");

    /// <summary>Folder with the keys of the running program, as the tool's <c>--data</c> takes it.</summary>
    public string Data => folder.FullName;

    public string ConnectionString => pipeline!.Azurite.ConnectionString;

    public List<SubmissionAnswer> Answers { get; } = [];

    /// <summary>Before any look, released.</summary>
    public RunOutput First { get; private set; } = null!;

    /// <summary>At the final look.</summary>
    public RunOutput Second { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var keys = Path.Combine(folder.FullName, "keys");
        pipeline = await LocalPipeline.StartAsync(
            new LocalPipelineStart(Path.Combine(folder.FullName, "blobs"), keys, ProtocolPath, _ => { }) { UnderHost = true }, CancellationToken.None);
        var issuer = DevelopmentIssuer.Open(keys);
        client = new PipelineClient(pipeline.App.Address, issuer, TimeProvider.System);
        var subjects = new ProtocolSimulator(protocol, 1, ImmutableDictionary<string, double>.Empty.Add("LDL", 0.4)).Bundles(72)
            .GroupBy(submission => submission.Subject).Select(own => own.ToList()).ToList();
        var (corrected, late) = (Cholesterol.LastOf(subjects[0]), Cholesterol.LastOf(subjects[1]));

        await SubmitAsync(subjects.Take(SubjectsAtFirst).Select(own => own.Except([late]).Select(submission => submission == corrected ? Cholesterol.Wrong(submission) : submission)));
        First = await RunAsync();
        await ReleaseAsync(issuer, First);
        await SubmitAsync([.. subjects.Skip(SubjectsAtFirst), [late], [Cholesterol.Corrected(corrected)]]);
        Second = await RunAsync();
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

    // Each subject's bundles in order, several subjects at a time.
    private Task SubmitAsync(IEnumerable<IEnumerable<BundleSubmission>> subjects) => Parallel.ForEachAsync(
        subjects,
        new ParallelOptions { MaxDegreeOfParallelism = 6 },
        async (own, cancellation) =>
        {
            foreach (var submission in own)
            {
                var answer = await client!.SubmitAsync(submission.Site, submission.Content, cancellation);
                lock (Answers)
                {
                    Answers.Add(answer);
                }
            }
        });

    private async Task<RunOutput> RunAsync()
    {
        var earlier = First?.Run;
        await client!.RunAnalysesAsync(CancellationToken.None);
        var listed = (await client.ListReportsAsync(CancellationToken.None)).Where(report => report.Run != earlier).ToList();
        var run = listed.Select(report => report.Run).Distinct().ShouldHaveSingleItem();
        var documents = new Dictionary<string, StoredDocument>();
        foreach (var report in listed)
        {
            documents[$"{report.Audience}.{report.Language}"] = new StoredDocument(
                await client.GetReportAsync(report, CancellationToken.None),
                await client.GetManifestAsync(report, CancellationToken.None),
                await client.GetSignatureAsync(report, CancellationToken.None));
        }

        return new RunOutput(run, documents, ResultFiles.FromJson(await client.GetResultsAsync(run, CancellationToken.None)), await client.GetVerificationKeyAsync(CancellationToken.None));
    }

    private async Task ReleaseAsync(DevelopmentIssuer issuer, RunOutput run)
    {
        await PostAsync(issuer, [Roles.CommitteeSign, Roles.CommitteeClosed], $"/api/reports/{run.Run}/signatures", new
        {
            audience = "closed",
            language = "en",
            documentSha256 = BundleArchive.HashOf(run.Documents["closed.en"].Bytes),
            meaning = "approved",
        });
        await PostAsync(issuer, [Roles.Operator], $"/api/reports/{run.Run}/release", null);
    }

    private async Task PostAsync(DevelopmentIssuer issuer, string[] roles, string path, object? body)
    {
        using var http = new HttpClient { BaseAddress = pipeline!.App.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", issuer.Issue(new TokenRequest("li", roles, DevelopmentSettings.Audience, TimeProvider.System.GetUtcNow())));
        using var answer = await http.PostAsync(path, body is null ? null : JsonContent.Create(body));
        ((int)answer.StatusCode).ShouldBe(201, await answer.Content.ReadAsStringAsync());
    }
}

/// <param name="Documents">By <c>audience.language</c>.</param>
public sealed record RunOutput(string Run, IReadOnlyDictionary<string, StoredDocument> Documents, AnalysisResults Results, byte[] Key);

public sealed record StoredDocument(byte[] Bytes, byte[] Manifest, byte[] Signature);
