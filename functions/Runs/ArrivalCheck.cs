using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Runs;

/// <summary>Compares the arrival markers with the bundles. They can be made again; a run finds by them what is new, and a hospital its receipt.</summary>
internal static class ArrivalCheck
{
    public static async Task CompareAsync(CheckScope scope, SealedItems items)
    {
        await foreach (var name in scope.Storage.Bundles.ListMarkerNamesAsync(scope.Cancellation))
        {
            if (await FindFaultAsync(scope, items, name) is { } fault)
                scope.Findings.Add($"arrivals/{name} {fault}");
        }
    }

    private static async Task<string?> FindFaultAsync(CheckScope scope, SealedItems items, string name)
    {
        if (BundleArchive.ParseMarker(name) is not { } marker)
            return "was inserted: it is no arrival marker.";
        var arrival = marker.Arrival;
        if (items.Bundles.TryGetValue((arrival.Site.Value, arrival.BundleHash), out var found) && found.Bundle.ReceivedAt != arrival.ReceivedAt)
            return $"names another arrival time than was sealed in entry {found.Entry}.";
        if (marker.MarkerTime != arrival.ReceivedAt && marker.MarkerTime - arrival.ReceivedAt <= BundleArchive.LateAfter)
            return "was inserted: its time is neither that of the arrival nor that of a late one.";
        if (found.Bundle is null && await scope.Storage.Bundles.FindNotesAsync(arrival.Site, arrival.BundleHash, scope.Cancellation) is null)
            return "names a bundle that storage does not hold: it was inserted, or the bundle was removed.";
        return await scope.Storage.Bundles.ReadMarkerAsync(name, scope.Cancellation) == ReceiptId.Of(arrival.Site, arrival.BundleHash)
            ? null
            : "has other bytes than were written.";
    }
}
