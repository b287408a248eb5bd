using System.Collections.Immutable;
using System.Globalization;
using ReportPipeline.Custody;
using ReportPipeline.Desk.Hospital;
using ReportPipeline.Desk.Shell;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Storage;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Functions.WebDesk;

/// <summary>A hospital's own receipts, data queries and completeness. No address names a hospital: the session does.</summary>
internal static class HospitalPages
{
    private const int EntriesOfPage = 50;
    private const int LinesOfPage = 200;

    /// <summary>Hexadecimal digits of SHA-256; a receipt's id has more.</summary>
    private const int BundleHashLength = 64;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(DeskAddress.Receipts, ReceiptsAsync).RequireAuthorization(Policies.Site);
        app.MapGet($"{DeskAddress.Receipts}/{{id}}", ReceiptAsync).RequireAuthorization(Policies.Site);
        app.MapGet(DeskAddress.Queries, QueriesAsync).RequireAuthorization(Policies.Site);
        app.MapGet(DeskAddress.Completeness, CompletenessAsync).RequireAuthorization(Policies.Site);
    }

    private static async Task ReceiptsAsync(HttpContext context, DeskAnswers desk, PipelineStorage storage, SealedBundles ledger, UnsealedArrivals arrivals)
    {
        var site = Roles.SiteOf(context.User)!.Value;
        var search = context.Request.Query["search"].ToString().Trim().ToLowerInvariant();
        if (search.Length > 0)
        {
            var id = search.Length == BundleHashLength ? ReceiptId.Of(site, search) : search;
            var found = await storage.Bundles.FindReceiptAsync(site, id, context.RequestAborted);
            ImmutableArray<ReceiptLine> line = found is null ? [] : [Line(found, (await ProveAsync(ledger, found, context))?.Number)];
            await desk.SendAsync<ReceiptsPage, ReceiptsModel>(context, new ReceiptsModel(search, line, null));
            return;
        }

        var head = await ledger.HeadAsync(context.RequestAborted);
        var (from, skip) = (Math.Min(Number(context, "from") ?? head, head), (int)(Number(context, "skip") ?? 0));
        var lines = from == head && skip == 0 ? await WaitingAsync(site, arrivals, head, context.RequestAborted) : [];
        (long Entry, int Skip)? older = null;
        for (var number = from; number > 0 && older is null; number--)
        {
            var own = (await ledger.EntryAsync(number)).Bundles.Where(bundle => bundle.Site == site.Value).OrderByDescending(bundle => bundle.ReceivedAt).ToList();
            var first = number == from ? skip : 0;
            var taken = Math.Clamp(own.Count - first, 0, Math.Max(0, LinesOfPage - lines.Count));
            lines.AddRange(own.Skip(first).Take(taken)
                .Select(bundle => new ReceiptLine(ReceiptId.Of(site, bundle.BundleHash), bundle.BundleHash, bundle.ReceivedAt, number)));
            if (lines.Count >= LinesOfPage || from - number >= EntriesOfPage)
                older = Next(number, first + taken, own.Count);
        }

        await desk.SendAsync<ReceiptsPage, ReceiptsModel>(context, new ReceiptsModel("", [.. lines], older is { Entry: > 0 } ? older : null));
    }

    /// <summary>Where the next page begins: further down in the entry, or at the one before.</summary>
    private static (long Entry, int Skip) Next(long entry, int skip, int all) => skip < all ? (entry, skip) : (entry - 1, 0);

    private static long? Number(HttpContext context, string name) =>
        long.TryParse(context.Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= int.MaxValue ? number : null;

    private static async Task<List<ReceiptLine>> WaitingAsync(SiteId site, UnsealedArrivals arrivals, long head, CancellationToken cancellation) =>
        [
            .. (await arrivals.FindAsync(head, cancellation)).Where(arrival => arrival.Site == site)
                .OrderByDescending(arrival => arrival.ReceivedAt)
                .Select(arrival => new ReceiptLine(ReceiptId.Of(site, arrival.BundleHash), arrival.BundleHash, arrival.ReceivedAt, null)),
        ];

    private static async Task ReceiptAsync(HttpContext context, string id, PipelineStorage storage, SealedBundles ledger)
    {
        var site = Roles.SiteOf(context.User)!.Value;
        if (await storage.Bundles.FindReceiptAsync(site, id, context.RequestAborted) is not { } receipt)
        {
            await ErrorAnswer.WriteAsync(context, EdgeError.NotFound);
            return;
        }

        var proof = await ProveAsync(ledger, receipt, context);
        if (context.Request.Query["as"] == "json" && proof is not null)
        {
            await context.Response.SendAsync("application/json; charset=utf-8", proof.ToBytes());
            return;
        }

        await context.RequestServices.GetRequiredService<DeskAnswers>().SendAsync<ReceiptPage, ReceiptModel>(
            context, new ReceiptModel(Line(receipt, proof?.Number), proof is null ? null : SealedBundles.Shown(proof)));
    }

    private static async Task<InclusionProof?> ProveAsync(SealedBundles ledger, Receipt receipt, HttpContext context) =>
        await ledger.ProveAsync(new SealedBundle(receipt.Site.Value, receipt.BundleHash, receipt.ReceivedAt), await ledger.HeadAsync(context.RequestAborted));

    private static ReceiptLine Line(Receipt receipt, long? entry) => new(receipt.Id, receipt.BundleHash, receipt.ReceivedAt, entry);

    private static async Task QueriesAsync(HttpContext context, DeskAnswers desk, SiteDocuments documents)
    {
        var site = Roles.SiteOf(context.User)!.Value;
        var document = await documents.FindNewestAsync<QueriesDocument>(run => FeedbackFile.Queries(run, site), context.RequestAborted);
        var model = document is null ? QueriesModel.NoRunYet : Model(document, PageNumber.Of(context.Request));
        await ReportPages.RecordAsync(context, AuditAction.ReadQueries, null);
        await desk.SendAsync<QueriesPage, QueriesModel>(context, model);
    }

    private static QueriesModel Model(QueriesDocument document, int page) =>
        new(document.DataCutOff, Page(document.Open, page), Page(document.Answered, page), page);

    private static QueryListing Page(ImmutableArray<Runs.QueryLine> queries, int page) =>
        new([.. queries.Skip((page - 1) * QueriesModel.QueriesOfPage).Take(QueriesModel.QueriesOfPage).Select(Line)], queries.Length);

    private static Desk.Hospital.QueryLine Line(Runs.QueryLine query) => new(
        query.Code, query.Subject, query.Parameter, query.Message,
        new RecordPlace(query.Concerns.ResourceType, query.Concerns.BundleSha256, query.Concerns.Expression, query.Concerns.ReceivedAt),
        query.AnsweredBy?.ReceivedAt);

    private static async Task CompletenessAsync(HttpContext context, DeskAnswers desk, SiteDocuments documents, TrialProtocol protocol)
    {
        var site = Roles.SiteOf(context.User)!.Value;
        var language = DeskLanguage.Of(context.Request).Tag;
        var model = CompletenessModel.NoRunYet;
        if (await documents.FindNewestAsync<CompletenessDocument>(run => FeedbackFile.Completeness(run, site), context.RequestAborted) is { } document)
        {
            model = new CompletenessModel(
                document.DataCutOff, document.Missing, [.. protocol.Visits.Select(visit => (visit.Id, visit.Label.In(language)))],
                document.Subjects, PageNumber.Of(context.Request))
            {
                ParameterLabel = code => protocol.FindParameter(code)?.Label.In(language) ?? code,
            };
        }

        await ReportPages.RecordAsync(context, AuditAction.ReadCompleteness, null);
        await desk.SendAsync<CompletenessPage, CompletenessModel>(context, model);
    }
}
