using System.Collections.Immutable;
using ReportPipeline.Desk.Committee;
using ReportPipeline.Functions.Hosting;
using ReportPipeline.Functions.Reports;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Reporting;
using ReportPipeline.Storage;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Functions.WebDesk;

/// <summary>
/// Stored results as pages: composed by the same code and the same protocol as the documents, so that the two cannot disagree. What a
/// run stored never changes, so it is kept.
/// </summary>
internal sealed class DeskReports(PipelineStorage storage, RunCatalogue runs, RunSettings settings, TrialProtocol protocol)
{
    private readonly RecentlyUsed<string, AnalysisResults> results = new(3);
    private readonly RecentlyUsed<(string Run, string Edition, string Language), ReportOutline?> outlines = new(12);

    /// <summary>Complete runs, newest first.</summary>
    public async Task<ImmutableArray<RunIdentity>> ListAsync(CancellationToken cancellation) => [.. (await runs.ListAsync(cancellation)).Reverse()];

    /// <summary>The results of a complete run; null when there is none with this id.</summary>
    public async Task<AnalysisResults?> ResultsAsync(string run) => await runs.FindAsync(run, CancellationToken.None) is null
        ? null
        : await results.GetAsync(run, async () => ResultFiles.FromJson(await storage.Results.ReadAsync($"{run}/results.json")));

    /// <summary>True when the run was made by the protocol and the program that are in use.</summary>
    public bool CanBeShown(RunIdentity run) => run.ProtocolHash == settings.Protocol.Hash && run.SoftwareVersion == settings.SoftwareVersion;

    /// <summary>
    /// The pages of a report; null when another version of protocol or program made it, and when the run has no such document, as when
    /// a guard refused it: what must not be written must not be shown either.
    /// </summary>
    public async Task<ReportOutline?> OutlineAsync(string run, string edition, string language)
    {
        if (await runs.FindAsync(run, CancellationToken.None) is not { } identity || !CanBeShown(identity))
            return null;
        return await outlines.GetAsync((run, edition, language), async () =>
            await storage.Reports.ReadAsync(new ReportDocument(run, edition, language).Name) is null
                ? null
                : ReportOutline.Of(ClinicalReport.Compose(await RequestAsync(new ReportDocument(run, edition, language)))));
    }

    /// <summary>What the document of a complete run is a function of.</summary>
    public async Task<ReportRequest> RequestAsync(ReportDocument document) => new()
    {
        Protocol = protocol,
        Results = (await ResultsAsync(document.Run))!,
        Audience = document.Audience == ReportDocument.Closed ? Audience.Closed : Audience.Open,
        Language = document.Language,
    };

    /// <summary>The language of the pages: the reader's, when the trial reports in it.</summary>
    public string LanguageFor(string reader) => protocol.ReportLanguages.Contains(reader) ? reader : protocol.ReportLanguages[0];

    public ImmutableArray<string> Languages => [.. protocol.ReportLanguages];
}
