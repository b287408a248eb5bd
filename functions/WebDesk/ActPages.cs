using System.Collections.Immutable;
using ReportPipeline.Desk.Committee;
using ReportPipeline.Desk.Language;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Acts;
using ReportPipeline.Functions.Reports;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.WebDesk;

/// <summary>What a committee member does to a report: verify it and sign it.</summary>
internal static class ActPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet($"{ReportPages.OneReport}/verify", AskAsync).RequireAuthorization(Policies.Committee).ForReaders();
        app.MapPost($"{ReportPages.OneReport}/verify", VerifyAsync).RequireAuthorization(Policies.Committee).ForReaders().ForForms();
        app.MapGet($"{ReportPages.OneReport}/sign", AskToSignAsync).RequireAuthorization(Policies.Committee, Policies.Sign).ForReaders();
        app.MapPost($"{ReportPages.OneReport}/sign", SignAsync).RequireAuthorization(Policies.Committee, Policies.Sign).ForReaders().ForForms();
    }

    private static async Task AskAsync(HttpContext context, string run, string edition, DeskAnswers desk) =>
        await desk.SendAsync<VerifyPage, VerifyModel>(context, new VerifyModel(await ReportPages.FrameAsync(context, run, edition), null));

    private static async Task VerifyAsync(HttpContext context, string run, string edition, DeskAnswers desk, ReportChecks checks)
    {
        var report = await ReportPages.FrameAsync(context, run, edition);
        var found = await checks.RunAsync(report, DeskLanguage.Of(context.Request).Acts, context.RequestAborted);
        await desk.SendAsync<VerifyPage, VerifyModel>(context, new VerifyModel(report, found));
    }

    private static Task AskToSignAsync(HttpContext context, string run, string edition) =>
        SendFormAsync(context, (run, edition), SignEntry.Empty, null);

    private static async Task SignAsync(HttpContext context, string run, string edition, ReportActs acts)
    {
        var words = DeskLanguage.Of(context.Request).Acts;
        var entry = SentSignature.Read(context.Request.Form);
        var documents = await DocumentsAsync(context, run, edition);
        var document = documents.FirstOrDefault(offered => offered.Shown.Hash == entry.Hash).Document;
        if (SentSignature.Problem(entry, document is not null, words) is { } problem)
        {
            await SendFormAsync(context, (run, edition), entry, problem);
            return;
        }

        var request = new SignatureRequest(document!, entry.Hash, SentSignature.MeaningOf(entry.Meaning)!.Value, SentSignature.ReasonOf(entry));
        var answer = await acts.SignAsync(context.User, request, context.RequestAborted);
        await SendFormAsync(context, (run, edition), entry, TextOf(answer, words), answer.Act is not null);
    }

    /// <summary>Whether the reader has signed in recently enough to sign.</summary>
    public static bool IsFresh(HttpContext context)
    {
        var services = context.RequestServices;
        return services.GetRequiredService<FreshAuthentication>().Refuse(context.User, services.GetRequiredService<TimeProvider>().GetUtcNow()) is null;
    }

    /// <summary>Why an act was refused, in the reader's words; null when it was done.</summary>
    public static string? TextOf(ActAnswer answer, ActWords words) =>
        answer.Refusal is { } refusal ? words.RefusalOf(refusal.Code) ?? refusal.Message : null;

    private static async Task SendFormAsync(HttpContext context, (string Run, string Edition) report, SignEntry entry, string? problem, bool done = false)
    {
        var services = context.RequestServices;
        var documents = await DocumentsAsync(context, report.Run, report.Edition);
        context.Response.StatusCode = problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        await services.GetRequiredService<DeskAnswers>().SendAsync<SignPage, SignModel>(context, new SignModel(
            await ReportPages.FrameAsync(context, report.Run, report.Edition), [.. documents.Select(document => document.Shown)], entry, problem)
        {
            Fresh = IsFresh(context),
            Done = done,
        });
    }

    private static async Task<ImmutableArray<(ReportDocument? Document, SignedDocument Shown)>> DocumentsAsync(HttpContext context, string run, string edition)
    {
        var storage = context.RequestServices.GetRequiredService<PipelineStorage>();
        var documents = ImmutableArray.CreateBuilder<(ReportDocument?, SignedDocument)>();
        foreach (var language in context.RequestServices.GetRequiredService<DeskReports>().Languages)
        {
            var document = new ReportDocument(run, edition, language);
            if (await storage.Reports.ReadAsync(document.Name, context.RequestAborted) is { } bytes)
                documents.Add((document, new SignedDocument($"{edition}.{language}", BundleArchive.HashOf(bytes))));
        }

        return documents.ToImmutable();
    }
}
