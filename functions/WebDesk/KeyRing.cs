using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using ReportPipeline.Custody;
using ReportPipeline.Functions.Access;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.WebDesk;

/// <summary>
/// Keeps the keys of cookies and forms in blob storage, one blob per key, named by its content and told of in the audit trail, so that a
/// key that somebody put there is found. The interface is synchronous; it is asked once a day.
/// </summary>
internal sealed class KeyRing(PipelineStorage storage, AuditTrail audit) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => ReadAllAsync().GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName) =>
        StoreAsync(Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting))).GetAwaiter().GetResult();

    /// <summary>Name of a key in its container.</summary>
    public static string NameOf(byte[] key) => $"desk/{BundleArchive.HashOf(key)}.xml";

    private async Task StoreAsync(byte[] key)
    {
        var name = NameOf(key);
        var artefact = new AuditedArtefact(SealedRecord.Document, $"keys/{name}", BundleArchive.HashOf(key));
        // As for an act: whoever dies in between leaves an attempt, never a key that nobody was told of.
        await audit.RecordAsync(new AuditEvent(null, AuditAction.DeskKey, AuditOutcome.Attempted, artefact.Name) { Artefacts = [artefact] }, CancellationToken.None);
        await storage.Keys.CreateAsync(new Artefact(name, key, "application/xml"));
        await audit.RecordAsync(new AuditEvent(null, AuditAction.DeskKey, AuditOutcome.Done, artefact.Name), CancellationToken.None);
    }

    private async Task<IReadOnlyCollection<XElement>> ReadAllAsync()
    {
        var elements = new List<XElement>();
        await foreach (var name in storage.Keys.ListAsync("desk/"))
        {
            if (await storage.Keys.ReadAsync(name) is { } bytes)
                elements.Add(XElement.Parse(Encoding.UTF8.GetString(bytes)));
        }

        return elements;
    }
}
