using System.Collections.Immutable;
using ReportPipeline.Desk.Committee;
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
internal sealed class DeskReports(PipelineStorage storage, RunSettings settings, TrialProtocol protocol)
{
    private readonly RecentlyUsed<string, RunIdentity?> identities = new(10_000);
    private readonly RecentlyUsed<string, AnalysisResults?> results = new(3);
    private readonly RecentlyUsed<(string Run, string Edition, string Language), ReportOutline> outlines = new(12);

    /// <summary>Runs that have reports, newest first.</summary>
    public async Task<ImmutableArray<RunIdentity>> ListAsync(CancellationToken cancellation)
    {
        var runs = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var name in storage.Reports.ListAsync(cancellation: cancellation))
        {
            if (ReportDocument.Parse(name) is { } document)
                runs.Add(document.Run);
        }

        var found = new List<RunIdentity>();
        foreach (var run in runs)
        {
            if (await IdentityAsync(run) is { } identity)
                found.Add(identity);
        }

        return [.. found.OrderByDescending(run => run.LedgerSequence).ThenByDescending(run => run.DataCutOff).ThenBy(run => run.RunId, StringComparer.Ordinal)];
    }

    /// <summary>What a run was made from; null when it has not finished or never was.</summary>
    public async Task<RunIdentity?> IdentityAsync(string run)
    {
        // An unfinished run is asked again; its absence is no fault, but nothing to keep either.
        var identity = await identities.GetAsync(run, async () => (await ResultsAsync(run))?.Identity);
        if (identity is null)
            identities.Remove(run);
        return identity;
    }

    public async Task<AnalysisResults?> ResultsAsync(string run)
    {
        var found = await results.GetAsync(run, async () =>
            await storage.Results.ReadAsync(RunPipeline.CompletionMark(run)) is not null && await storage.Results.ReadAsync($"{run}/results.json") is { } bytes
                ? ResultFiles.FromJson(bytes)
                : null);
        if (found is null)
            results.Remove(run);
        return found;
    }

    /// <summary>True when the run was made by the protocol and the program that are in use.</summary>
    public bool CanBeShown(RunIdentity run) => run.ProtocolHash == settings.Protocol.Hash && run.SoftwareVersion == settings.SoftwareVersion;

    /// <summary>The pages of a report; null when there is none, or another version of protocol or program made it.</summary>
    public async Task<ReportOutline?> OutlineAsync(string run, string edition, string language)
    {
        if (await IdentityAsync(run) is not { } identity || !CanBeShown(identity))
            return null;
        return await outlines.GetAsync((run, edition, language), async () => ReportOutline.Of(ClinicalReport.Compose(new ReportRequest
        {
            Protocol = protocol,
            Results = (await ResultsAsync(run))!,
            Audience = edition == Editions.Closed ? Audience.Closed : Audience.Open,
            Language = language,
        })));
    }

    /// <summary>The language of the pages: the reader's, when the trial reports in it.</summary>
    public string LanguageFor(string reader) => protocol.ReportLanguages.Contains(reader) ? reader : protocol.ReportLanguages[0];

    public ImmutableArray<string> Languages => [.. protocol.ReportLanguages];
}
