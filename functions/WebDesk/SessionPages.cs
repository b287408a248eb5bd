using Microsoft.AspNetCore.Authentication;
using ReportPipeline.Desk.Access;
using ReportPipeline.Desk.Assets;
using ReportPipeline.Desk.Shell;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Functions.Settings;

namespace ReportPipeline.Functions.WebDesk;

/// <summary>Signing in and out, the choice of language, the first page, and the files that pages load.</summary>
internal static class SessionPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(DeskAddress.Root, HomeAsync).RequireAuthorization();
        app.MapGet(DeskAddress.SignIn, SignInAsync).AllowAnonymous();
        app.MapPost(DeskAddress.SignIn, TakeRoleAsync).AllowAnonymous().ForForms();
        app.MapGet(DeskAddress.SignInElsewhere, SignInElsewhereAsync).AllowAnonymous();
        // As a delegate: filters do not run before a handler that takes the whole context alone.
        app.MapPost(DeskAddress.SignOut, (Delegate)SignOutAsync).AllowAnonymous().ForForms();
        app.MapGet(DeskAddress.SignOutElsewhere, SignOutElsewhereAsync).AllowAnonymous();
        app.MapGet(DeskAddress.Language, ChooseLanguage).AllowAnonymous();
        app.MapGet($"{DeskAddress.Assets}/{{name}}", AssetAsync).AllowAnonymous();
    }

    private static Task HomeAsync(HttpContext context, DeskAnswers desk) => desk.SendAsync<HomePage, HomeModel>(context, new HomeModel());

    private static Task SignInAsync(HttpContext context, DeskAnswers desk, PipelineSettings settings)
    {
        var offered = settings.Authentication.DevelopmentKeyFolder is null
            ? []
            : DevelopmentRoles.Offered(settings.Protocol.Protocol!, desk.FrameOf(context).Words, context.Request.Query["role"].ToString());
        return desk.SendAsync<SignInPage, SignInModel>(context, new SignInModel(
            Back(context.Request.Query["back"]), context.Request.Query["fresh"] == "1", settings.Desk.ClientId is not null, offered)
        {
            Failed = context.Request.Query["failed"] == "1",
            SignedOut = context.Request.Query["out"] == "1",
        });
    }

    private static async Task TakeRoleAsync(HttpContext context, PipelineSettings settings, TimeProvider clock)
    {
        var role = context.Request.Form["role"].ToString();
        if (settings.Authentication.DevelopmentKeyFolder is null || !DevelopmentRoles.IsOffered(settings.Protocol.Protocol!, role))
        {
            await ErrorAnswer.WriteAsync(context, EdgeError.NotAllowed);
            return;
        }

        await context.SignInAsync(DeskSession.Scheme, DeskSession.Principal(
            $"developer:{role}", $"Developer ({role})", DevelopmentRoles.RolesOf(role), clock.GetUtcNow()));
        context.Response.Redirect(Back(context.Request.Form["back"]));
    }

    private static async Task SignInElsewhereAsync(HttpContext context, DeskSettings settings)
    {
        if (settings.ClientId is null)
        {
            await ErrorAnswer.WriteAsync(context, EdgeError.NotFound);
            return;
        }

        var properties = new AuthenticationProperties { RedirectUri = Back(context.Request.Query["back"]) };
        if (context.Request.Query["fresh"] == "1")
            properties.Items[DeskSignIn.Fresh] = "1";
        await context.ChallengeAsync(DeskSignIn.Scheme, properties);
    }

    private static async Task SignOutAsync(HttpContext context)
    {
        await context.SignOutAsync(DeskSession.Scheme);
        // Not straight on to the provider: the policy of the pages lets a form lead nowhere else.
        context.Response.Redirect(DeskAddress.With(DeskAddress.SignIn, ("out", "1")));
    }

    private static async Task SignOutElsewhereAsync(HttpContext context, DeskSettings settings)
    {
        if (settings.ClientId is null)
        {
            await ErrorAnswer.WriteAsync(context, EdgeError.NotFound);
            return;
        }

        await context.SignOutAsync(DeskSignIn.Scheme);
    }

    private static Task ChooseLanguage(HttpContext context)
    {
        DeskLanguage.Choose(context, context.Request.Query["to"].ToString());
        context.Response.Redirect(Back(context.Request.Query["back"]));
        return Task.CompletedTask;
    }

    private static async Task AssetAsync(HttpContext context, string name)
    {
        if (DeskAsset.Find(name) is not { } asset)
        {
            await ErrorAnswer.WriteAsync(context, EdgeError.NotFound);
            return;
        }

        // The address carries the version: what is at it never changes.
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        await context.Response.SendAsync(asset.ContentType, asset.Bytes);
    }

    private static string Back(string? address) => DeskAddress.IsOwn(address) ? address! : DeskAddress.Root;
}
