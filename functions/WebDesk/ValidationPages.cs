using System.Text;
using ReportPipeline.Desk.Hospital;
using ReportPipeline.Desk.Shell;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Hosting;
using ReportPipeline.Functions.Ingest;
using ReportPipeline.Functions.Settings;

namespace ReportPipeline.Functions.WebDesk;

/// <summary>The form by which a hospital tries a bundle. Nothing that it sends is kept.</summary>
internal static class ValidationPages
{
    /// <summary>A larger bundle is not written back into the form.</summary>
    private const int LargestShownAgain = 200_000;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(DeskAddress.Validate, AskAsync).RequireAuthorization(Policies.Site);
        app.MapPost(DeskAddress.Validate, JudgeAsync).RequireAuthorization(Policies.Site).RequireRateLimiting(SenderRate.Policy).ForForms();
    }

    private static Task AskAsync(HttpContext context, DeskAnswers desk) =>
        desk.SendAsync<ValidatePage, ValidateModel>(context, ValidateModel.Empty);

    private static async Task JudgeAsync(HttpContext context, DeskAnswers desk, PipelineSettings settings, BundleReception reception)
    {
        var words = DeskLanguage.Of(context.Request).Hospital;
        var bundle = await SentAsync(context);
        var text = bundle.Length <= LargestShownAgain ? Encoding.UTF8.GetString(bundle) : "";
        var problem = bundle.Length == 0 ? words.NothingSent : bundle.Length > settings.BodyLimits.Received ? words.TooLarge : null;
        var judgement = problem is null ? Judge(await reception.JudgeAsync(Roles.SiteOf(context.User)!.Value, bundle, BundleFormats.Of(bundle), context.RequestAborted), bundle) : null;
        await desk.SendAsync<ValidatePage, ValidateModel>(context, new ValidateModel(text, problem, judgement));
    }

    private static Judgement Judge(IntakeResult result, byte[] bundle)
    {
        var (issues, source) = BundleLines.Of(bundle, result.Issues);
        return new Judgement(result.Accepted, result.HttpStatus, issues, source);
    }

    /// <summary>The file when one was chosen, else the text.</summary>
    private static async Task<byte[]> SentAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
            return Encoding.UTF8.GetBytes(form["bundle"].ToString().Trim());
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, context.RequestAborted);
        return bytes.ToArray();
    }
}
