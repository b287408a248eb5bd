using System.Collections.Immutable;
using ReportPipeline.Custody;
using ReportPipeline.Desk.Committee;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Functions.WebDesk;

/// <summary>Where a number comes from: its row, the records behind it, the proof that they are sealed.</summary>
internal static class OriginPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet($"{ReportPages.OneReport}/result", ResultAsync).RequireAuthorization(Policies.Committee).ForReaders();
        app.MapGet($"{ReportPages.OneReport}/proof", ProofAsync).RequireAuthorization(Policies.Committee).ForReaders();
    }

    /// <summary>Only results that the edition itself prints: the open one must not lead to a number by arm.</summary>
    private static async Task ResultAsync(HttpContext context, string run, string edition, DeskAnswers desk, DeskReports reports)
    {
        var id = context.Request.Query["id"].ToString();
        var report = await ReportPages.FrameAsync(context, run, edition);
        if (report.Links?.Outline.Printed.Contains(id) != true || (await reports.ResultsAsync(run))!.Find(id) is not { } row)
        {
            await ErrorAnswer.WriteAsync(context, EdgeError.NotFound);
            return;
        }

        var results = (await reports.ResultsAsync(run))!;
        var versions = results.SourceSets[row.Sources];
        var page = PageNumber.Of(context.Request);
        ImmutableArray<SourceReference> shown =
        [
            .. versions.Select(version => results.SourceVersions[version])
                .OrderBy(source => source.Site, StringComparer.Ordinal).ThenBy(source => source.ReceivedAt).ThenBy(source => source.EntryIndex)
                .Skip((page - 1) * ResultOriginModel.VersionsOfPage).Take(ResultOriginModel.VersionsOfPage),
        ];
        await ReportPages.RecordAsync(context, AuditAction.ReadReport, $"{run}/{edition}/result");
        await desk.SendAsync<ResultOriginPage, ResultOriginModel>(context, new ResultOriginModel(report, row, shown, versions.Length, page));
    }

    private static async Task ProofAsync(HttpContext context, string run, string edition, DeskReports reports, SealedBundles ledger)
    {
        var (site, bundle) = (context.Request.Query["site"].ToString(), context.Request.Query["bundle"].ToString());
        var report = await ReportPages.FrameAsync(context, run, edition);
        var source = (await reports.ResultsAsync(run))!.SourceVersions.Values.FirstOrDefault(version => version.Site == site && version.BundleHash == bundle);
        if (source is null || report.Links is null)
        {
            await ErrorAnswer.WriteAsync(context, EdgeError.NotFound);
            return;
        }

        await ReportPages.RecordAsync(context, AuditAction.ReadReport, $"{run}/{edition}/proof");
        var proof = await ledger.ProveAsync(new SealedBundle(site, bundle, source.ReceivedAt), report.Identity.LedgerSequence);
        if (context.Request.Query["as"] == "json" && proof is not null)
        {
            await context.Response.SendAsync("application/json; charset=utf-8", proof.ToBytes());
            return;
        }

        await context.RequestServices.GetRequiredService<DeskAnswers>().SendAsync<ProofPage, ProofModel>(
            context, new ProofModel(report, site, bundle, proof is null ? null : SealedBundles.Shown(proof)));
    }
}
