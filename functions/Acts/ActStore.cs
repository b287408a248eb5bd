using System.Globalization;
using ReportPipeline.Custody.Acts;
using ReportPipeline.Custody.Signing;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Acts;

/// <summary>The acts on one subject, numbered from 1 below its folder; whoever creates the next number first has acted.</summary>
internal sealed class ActStore(PipelineStorage storage, SigningKey key)
{
    /// <summary>The acts in the order in which they were done.</summary>
    public async Task<IReadOnlyList<StoredAct>> ListAsync(string subject, CancellationToken cancellation)
    {
        var acts = new List<StoredAct>();
        while (await storage.Reports.ReadAsync(NameOf(subject, acts.Count + 1), cancellation) is { } bytes)
            acts.Add(new StoredAct(NameOf(subject, acts.Count + 1), BundleArchive.HashOf(bytes), SignedAct.Read(bytes).Act));
        return acts;
    }

    /// <summary>The act as it would be stored after the others, with its name and hash, not stored yet.</summary>
    public PreparedAct Prepare(IReadOnlyList<StoredAct> before, Act act)
    {
        var signed = SignedAct.Sign(act with { Previous = before.Count > 0 ? before[^1].Sha256 : null }, key);
        var bytes = signed.ToBytes();
        return new PreparedAct(new StoredAct(NameOf(act.Subject, before.Count + 1), BundleArchive.HashOf(bytes), signed.Act), bytes);
    }

    /// <returns>False when another act was first.</returns>
    public async Task<bool> TryAddAsync(PreparedAct act, CancellationToken cancellation)
    {
        try
        {
            await storage.Reports.CreateAsync(new Artefact(act.Stored.Name, act.Bytes, "application/json"), cancellation);
            return true;
        }
        catch (StoredBytesDifferException)
        {
            return false;
        }
    }

    private static string NameOf(string subject, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{subject}/acts/{number:D4}.json");
}

/// <param name="Name">Name in the container of the reports.</param>
/// <param name="Sha256">Hash of the stored bytes.</param>
internal sealed record StoredAct(string Name, string Sha256, Act Act);

/// <summary>An act ready to be stored.</summary>
internal sealed record PreparedAct(StoredAct Stored, byte[] Bytes);
