using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Answers;
using ReportPipeline.Functions.Settings;

namespace ReportPipeline.Functions.Hosting;

/// <summary>One token bucket per site, so that one hospital's backlog does not keep the other waiting.</summary>
internal static class SenderRate
{
    public const string Policy = "sender";

    public static void Configure(RateLimiterOptions options, RateLimitSettings settings)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy(Policy, context => RateLimitPartition.GetTokenBucketLimiter(
            Roles.SiteOf(context.User)?.Value ?? "",
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = settings.Burst,
                TokensPerPeriod = settings.PerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            }));
        options.OnRejected = async (rejected, _) =>
            await ErrorAnswer.WriteAsync(rejected.HttpContext, EdgeError.TooManyRequests);
    }
}
