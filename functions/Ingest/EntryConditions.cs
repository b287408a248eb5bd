using System.Collections.Concurrent;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Storage;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Functions.Ingest;

/// <summary>
/// ifMatch and ifNoneExist, which depend on what was received before. Of several bundles that come at once, with whatever instance, the
/// one that has the claim wins; a repeat of that bundle finds its own claim and gets the same answer.
/// </summary>
internal sealed class EntryConditions(PipelineStorage storage, ReceivedRecords received)
{
    /// <summary>Conditional creations of one bundle that are looked up at the same time.</summary>
    private const int AtOnce = 16;

    /// <summary>Claims that are remembered: they never change, so forgetting costs a look-up and nothing else.</summary>
    private const int MostRemembered = 100_000;

    private readonly ConcurrentDictionary<string, string> remembered = new(StringComparer.Ordinal);

    /// <summary>The preconditions that do not hold now. Nothing is claimed.</summary>
    public async Task<IReadOnlyList<VersionPrecondition>> FindUnconfirmedAsync(IntakeResult result, CancellationToken cancellation)
    {
        if (result.Preconditions.IsEmpty)
            return [];
        // Decided once: a repeat is told what the first was told, whatever was received in between.
        if (await storage.Bundles.FindKeptAsync(result.Site, result.BundleHash, cancellation) is { } kept)
            return RefusedThen(result, kept);
        var unconfirmed = new List<VersionPrecondition>();
        var named = new HashSet<(string, string)>();
        foreach (var precondition in result.Preconditions)
        {
            // Of two entries of a batch that name the same version, the first may succeed it.
            if (!named.Add((precondition.ResourceKey, precondition.VersionId)) || !await HoldsAsync(precondition, result, cancellation))
                unconfirmed.Add(precondition);
        }

        return unconfirmed;
    }

    /// <summary>The preconditions that were found not to hold when the bundle was kept.</summary>
    public static IReadOnlyList<VersionPrecondition> RefusedThen(IntakeResult result, Receipt kept)
    {
        var refused = RefusedEntries.Read(kept.RefusedEntries);
        return [.. result.Preconditions.Where(precondition => refused.Contains(precondition.EntryIndex))];
    }

    /// <summary>Makes the bundle the one successor of the versions that its accepted entries name.</summary>
    /// <returns>The preconditions that another bundle has been quicker with.</returns>
    public async Task<IReadOnlyList<VersionPrecondition>> ClaimSuccessionAsync(IntakeResult result, CancellationToken cancellation)
    {
        var lost = new List<VersionPrecondition>();
        foreach (var precondition in result.Preconditions)
        {
            if (await storage.Claims.ClaimAsync(result.Site, SuccessorOf(precondition), result.BundleHash, cancellation) != result.BundleHash)
                lost.Add(precondition);
        }

        return lost;
    }

    /// <summary>The conditional creations whose resource another bundle has created; the others are this bundle's from now on.</summary>
    public Task<IReadOnlyCollection<ConditionalCreation>> ClaimCreationAsync(IntakeResult result, CancellationToken cancellation) =>
        FindOthersAsync(result, (what, token) => storage.Claims.ClaimAsync(result.Site, what, result.BundleHash, token)!, cancellation);

    /// <summary>The conditional creations whose resource another bundle has created. Nothing is claimed.</summary>
    public Task<IReadOnlyCollection<ConditionalCreation>> FindExistingAsync(IntakeResult result, CancellationToken cancellation) =>
        FindOthersAsync(result, (what, token) => storage.Claims.FindAsync(result.Site, what, token), cancellation);

    /// <summary>The claims that the bundle has after <see cref="ClaimSuccessionAsync"/>, for its line of the audit trail.</summary>
    public static IEnumerable<AuditedArtefact> SuccessionsOf(IntakeResult result, IReadOnlyList<VersionPrecondition> lost) =>
        result.Preconditions.Except(lost).Select(SuccessorOf).Distinct().Select(what => ClaimStore.ArtefactOf(result.Site, what, result.BundleHash));

    /// <summary>The claims that the bundle has after <see cref="ClaimCreationAsync"/>, for its line of the audit trail.</summary>
    public static IEnumerable<AuditedArtefact> CreationsOf(IntakeResult result, IReadOnlyCollection<ConditionalCreation> existing) =>
        result.Creations.Except(existing).Select(CreationOf).Distinct().Select(what => ClaimStore.ArtefactOf(result.Site, what, result.BundleHash));

    private async Task<bool> HoldsAsync(VersionPrecondition precondition, IntakeResult result, CancellationToken cancellation)
    {
        if (precondition.VersionId.Length == 0)
            return false;
        if (await storage.Claims.FindAsync(result.Site, SuccessorOf(precondition), cancellation) is { } successor)
            return successor == result.BundleHash;
        return await received.FindCurrentVersionAsync(IdentityOf(precondition, result), cancellation) == precondition.VersionId;
    }

    private async Task<IReadOnlyCollection<ConditionalCreation>> FindOthersAsync(
        IntakeResult result, Func<string, CancellationToken, Task<string?>> ownerOf, CancellationToken cancellation)
    {
        var existing = new ConcurrentBag<ConditionalCreation>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(result.Creations, parallel, async (creation, token) =>
        {
            var what = CreationOf(creation);
            if (!remembered.TryGetValue(what, out var owner) && (owner = await ownerOf(what, token)) is not null)
                Remember(what, owner);
            if (owner is not null && owner != result.BundleHash)
                existing.Add(creation);
        });
        return [.. existing.OrderBy(creation => creation.EntryIndex)];
    }

    private void Remember(string what, string owner)
    {
        if (remembered.Count >= MostRemembered)
            remembered.Clear();
        remembered[what] = owner;
    }

    private static ResourceIdentity IdentityOf(VersionPrecondition precondition, IntakeResult result) =>
        new(result.Site.Value, precondition.ResourceType, precondition.ResourceKey);

    private static string CreationOf(ConditionalCreation creation) => $"created/{creation.ResourceKey}";

    private static string SuccessorOf(VersionPrecondition precondition) => $"succeeded/{precondition.ResourceKey}/{precondition.VersionId}";
}
