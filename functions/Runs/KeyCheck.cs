using ReportPipeline.Functions.WebDesk;

namespace ReportPipeline.Functions.Runs;

/// <summary>
/// Finds keys of the desk that the program did not store: a line tells of each before it is written, and the next run seals it. Sealed ones
/// are compared with their leaf.
/// </summary>
internal static class KeyCheck
{
    /// <returns>How many wait for the next run.</returns>
    public static async Task<long> CompareAsync(CheckScope scope, SealedItems items, TrailReading waiting)
    {
        var waits = 0L;
        await foreach (var blob in scope.Storage.ListStoredAsync("keys", scope.Cancellation))
        {
            var name = $"keys/{blob}";
            if (items.Records.ContainsKey(name))
                continue;
            if (waiting.Names(name))
                waits++;
            else if (await scope.Storage.ReadStoredAsync(name, scope.Cancellation) is not { } bytes || KeyRing.NameOf(bytes) != blob)
                scope.Findings.Add($"{name} has other bytes than its name says.");
            else
                scope.Findings.Add($"{name} is in no entry: it was inserted, or its entry was taken out.");
        }

        return waits;
    }
}
