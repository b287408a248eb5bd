using System.Threading.RateLimiting;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Access;

/// <summary>
/// Writes down what authenticated callers were not allowed to do. A caller who is refused all the time fills neither the trail
/// nor the ledger: after a burst, only the counter goes on.
/// </summary>
internal sealed class RefusalTrail(AuditTrail audit) : IDisposable
{
    private const int Burst = 60;

    private readonly PartitionedRateLimiter<string> perCaller = PartitionedRateLimiter.Create<string, string>(caller =>
        RateLimitPartition.GetTokenBucketLimiter(caller, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = Burst,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1),
            QueueLimit = 0,
        }));

    public async Task RecordAsync(HttpContext context, string code)
    {
        using var lease = perCaller.AttemptAcquire(context.User.FindFirst("sub")?.Value ?? "");
        if (!lease.IsAcquired)
            return;
        var action = IsSubmission(context) ? AuditAction.Submit : AuditAction.Access;
        // The route's pattern, never the address as sent: an address may carry what belongs in no record.
        var refused = new AuditEvent(context.User, action, AuditOutcome.Refused, context.GetEndpoint()?.DisplayName) { Reason = code };
        await audit.RecordAsync(refused, context.RequestAborted);
    }

    public void Dispose() => perCaller.Dispose();

    private static bool IsSubmission(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method) && context.Request.Path.Equals("/api/fhir", StringComparison.Ordinal);
}
