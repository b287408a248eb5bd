using ReportPipeline.Desk.Committee;
using ReportPipeline.Desk.Shell;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Acts;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Functions.WebDesk;

/// <summary>The decision list in use: read by committee and operator, signed by those members who sign.</summary>
internal static class DecisionPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(DeskAddress.Decisions, ShowAsync).RequireAuthorization(Policies.Acts);
        app.MapPost(DeskAddress.Decisions, SignAsync).RequireAuthorization(Policies.Sign).ForForms();
    }

    private static Task ShowAsync(HttpContext context) => SendAsync(context, SignEntry.Empty, null);

    private static async Task SignAsync(HttpContext context, ReportActs acts)
    {
        var words = DeskLanguage.Of(context.Request).Acts;
        var entry = SentSignature.Read(context.Request.Form);
        // The page offers one document, the list that it shows; whether that is still the one in use, the act itself decides.
        if (SentSignature.Problem(entry, entry.Hash.Length > 0, words) is { } problem)
        {
            await SendAsync(context, entry, problem);
            return;
        }

        var request = new DecisionsSignatureRequest(entry.Hash, SentSignature.MeaningOf(entry.Meaning)!.Value, SentSignature.ReasonOf(entry));
        var answer = await acts.SignDecisionsAsync(context.User, request, context.RequestAborted);
        await SendAsync(context, entry, ActPages.TextOf(answer, words), answer.Act is not null);
    }

    private static async Task SendAsync(HttpContext context, SignEntry entry, string? problem, bool done = false)
    {
        var services = context.RequestServices;
        var protocol = services.GetRequiredService<TrialProtocol>();
        var language = DeskLanguage.Of(context.Request).Tag;
        var state = await services.GetRequiredService<ReportActs>().FindDecisionsAsync(context.RequestAborted);
        var signatures = ReportStandings.OfEverything(state.Acts);
        context.Response.StatusCode = problem is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        await services.GetRequiredService<DeskAnswers>().SendAsync<DecisionsPage, DecisionsModel>(context, new DecisionsModel(state.List, state.Sha256, state.Approved, signatures)
        {
            Entry = context.User.IsInRole(Roles.CommitteeSign) && signatures.All(signature => signature.Meaning != SignatureMeaning.Rejected) ? entry : null,
            Problem = problem,
            Fresh = ActPages.IsFresh(context),
            Done = done,
            SetLabel = id => protocol.AnalysisSets.FirstOrDefault(set => set.Id == id)?.Label.In(language) ?? id,
        });
    }
}
