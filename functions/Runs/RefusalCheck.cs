using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Runs;

/// <summary>
/// Compares what was refused with the lines that tell of it. It is kept for a limited time: nothing is said about what is no longer
/// there.
/// </summary>
internal static class RefusalCheck
{
    private const string Body = "/body";
    private const string Outcome = "/outcome.json";

    public static async Task CompareAsync(CheckScope scope, IReadOnlyList<TrailReading> trails)
    {
        await foreach (var name in scope.Storage.Rejected.ListAsync(null, scope.Cancellation))
        {
            var refusal = RefusalOf(name);
            if (refusal is null || RejectedStore.BodyHashOf(refusal) is not { } bodyHash)
            {
                scope.Findings.Add($"rejected/{name} was inserted: it is no part of a refusal.");
                continue;
            }

            var line = trails.Select(trail => trail.RefusalOf(refusal)).FirstOrDefault(found => found is not null);
            var expected = name.EndsWith(Body, StringComparison.Ordinal)
                ? bodyHash
                : line?.Artefacts?.FirstOrDefault(artefact => artefact.Name == $"rejected/{name}")?.Sha256;
            if (expected is not null && expected != BundleArchive.HashOf(await scope.Storage.Rejected.ReadAsync(name, scope.Cancellation)))
                scope.Findings.Add($"rejected/{name} has other bytes than were refused.");
            else if (line is null)
                scope.Remarks.Add($"rejected/{name} is in no line of the audit trail: the rest of a request that was cut, or put there.");
        }
    }

    private static string? RefusalOf(string name) =>
        name.EndsWith(Body, StringComparison.Ordinal) ? name[..^Body.Length]
        : name.EndsWith(Outcome, StringComparison.Ordinal) ? name[..^Outcome.Length]
        : null;
}
