using System.Collections.Immutable;
using ReportPipeline.Custody;
using ReportPipeline.Desk.Committee;
using ReportPipeline.Desk.Language;
using ReportPipeline.Functions.Reports;
using ReportPipeline.Reporting;
using ReportPipeline.Storage;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Functions.WebDesk;

/// <summary>Verifies a stored report: every document of the edition against its results, and the ledger up to its head.</summary>
internal sealed class ReportChecks(PipelineStorage storage, DeskReports reports, SealedBundles ledger, TrialProtocol protocol)
{
    public async Task<ImmutableArray<VerifyCheck>> RunAsync(ReportFrame report, DeskWords words, CancellationToken cancellation)
    {
        var checks = ImmutableArray.CreateBuilder<VerifyCheck>();
        if (reports.CanBeShown(report.Identity))
        {
            foreach (var language in reports.Languages)
                checks.Add(await CheckAsync(new ReportDocument(report.Identity.RunId, report.Edition, language), words.Acts, cancellation));
        }
        else
        {
            checks.Add(new VerifyCheck(words.Committee.Documents, false, words.Committee.OtherSoftware));
        }

        checks.Add(await CheckHeadAsync(report, words.Acts));
        return checks.ToImmutable();
    }

    private async Task<VerifyCheck> CheckAsync(ReportDocument document, ActWords words, CancellationToken cancellation)
    {
        var name = words.DocumentCheck($"{document.Audience}.{document.Language}");
        if (await storage.Reports.ReadAsync(document.Name, cancellation) is not { } bytes)
            return new VerifyCheck(name, false, words.OtherBytes);
        var request = new ReportRequest
        {
            Protocol = protocol,
            Results = (await reports.ResultsAsync(document.Run))!,
            Audience = document.Audience == ReportDocument.Closed ? Audience.Closed : Audience.Open,
            Language = document.Language,
        };
        try
        {
            var differences = ReportVerification.Differences(bytes, request);
            var numbers = differences.Count(difference => difference.Place.Length > 0);
            return new VerifyCheck(name, differences.IsEmpty, differences.IsEmpty ? words.SameBytes : numbers > 0 ? words.OtherNumbers(numbers) : words.OtherBytes);
        }
        catch (InvalidDataException)
        {
            return new VerifyCheck(name, false, words.OtherBytes);
        }
    }

    /// <summary>Reading an entry recomputes its root and head; the head must be the one that the report names.</summary>
    private async Task<VerifyCheck> CheckHeadAsync(ReportFrame report, ActWords words)
    {
        try
        {
            var entry = await ledger.EntryAsync(report.Identity.LedgerSequence);
            return new VerifyCheck(words.LedgerCheck, entry.Head == report.Identity.LedgerHead, entry.Head);
        }
        catch (LedgerBrokenException broken)
        {
            return new VerifyCheck(words.LedgerCheck, false, broken.Message);
        }
    }
}
