using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using ReportPipeline.Desk.Shell;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Functions.Telemetry;
using ReportPipeline.Functions.WebDesk;

namespace ReportPipeline.Functions.Access;

/// <summary>Answers 401 and 403 with a body, and counts them. Only what an authenticated caller was refused is
/// written down, too: a flood from outside leaves no other trace.</summary>
internal sealed class RefusalAnswers(RefusalTrail trail) : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            await next(context);
        }
        else if (authorizeResult.Challenged)
        {
            Measures.Refused(StatusCodes.Status401Unauthorized);
            if (DeskSession.IsDesk(context.Request.Path))
            {
                context.Response.Redirect(DeskAddress.With(DeskAddress.SignIn, ("back", context.Request.Path + context.Request.QueryString)));
                return;
            }

            await context.ChallengeAsync();
            await ErrorAnswer.WriteAsync(context, EdgeError.NotAuthenticated);
        }
        else
        {
            Measures.Refused(StatusCodes.Status403Forbidden);
            var error = IsLackOfSite(context) ? EdgeError.NoSite : EdgeError.NotAllowed;
            await trail.RecordAsync(context, error.Code);
            await ErrorAnswer.WriteAsync(context, error);
        }
    }

    // Whoever has a role of another kind was given it on purpose: a site is not what is missing there.
    private static bool IsLackOfSite(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api/fhir") && !Roles.WithoutSite.Any(context.User.IsInRole);
}
