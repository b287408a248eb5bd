using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using ReportPipeline.Functions.Answers;

namespace ReportPipeline.Functions.Access;

/// <summary>Answers 401 and 403 with a body, and counts them; unauthenticated requests leave no other trace.</summary>
internal sealed class RefusalAnswers : IAuthorizationMiddlewareResultHandler
{
    private static readonly Meter Meter = new("ReportPipeline.Functions");
    private static readonly Counter<long> Refused = Meter.CreateCounter<long>("report_pipeline.requests.refused");

    public async Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            await next(context);
        }
        else if (authorizeResult.Challenged)
        {
            Refused.Add(1, new KeyValuePair<string, object?>("status", 401));
            await context.ChallengeAsync();
            await ErrorAnswer.WriteAsync(context, EdgeError.NotAuthenticated);
        }
        else
        {
            Refused.Add(1, new KeyValuePair<string, object?>("status", 403));
            await ErrorAnswer.WriteAsync(context, IsLackOfSite(context) ? EdgeError.NoSite : EdgeError.NotAllowed);
        }
    }
    // Whoever has a role of another kind was given it on purpose: a site is not what is missing there.
    private static bool IsLackOfSite(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api/fhir") && !Roles.WithoutSite.Any(context.User.IsInRole);
}
