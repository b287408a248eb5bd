using System.Security.Claims;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Access;

/// <summary>
/// Writes down who read a report. A bundle's acceptance is not repeated here: content,
/// arrival marker and ledger already say who sent what, when.
/// </summary>
internal sealed class AuditTrail(PipelineStorage storage, TimeProvider clock)
{
    /// <exception cref="StorageUnavailableException">It could not be written down, so it must not happen.</exception>
    public Task RecordAsync(ClaimsPrincipal caller, string action, string reference, CancellationToken cancellation) =>
        storage.Audit.AppendAsync(new AuditEntry(clock.GetUtcNow(), ActorOf(caller), action, "granted", reference), cancellation);

    private static string ActorOf(ClaimsPrincipal caller) => caller.FindFirst("sub")?.Value ?? "unknown";
}
