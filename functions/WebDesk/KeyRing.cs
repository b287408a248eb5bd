using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.WebDesk;

/// <summary>
/// Keeps the keys of cookies and forms in blob storage, one blob per key, named by its content. The interface is synchronous; it is
/// asked once a day.
/// </summary>
internal sealed class KeyRing(PipelineStorage storage) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => ReadAllAsync().GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName)
    {
        var bytes = Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting));
        var name = $"desk/{Convert.ToHexStringLower(SHA256.HashData(bytes))}.xml";
        storage.Keys.CreateAsync(new Artefact(name, bytes, "application/xml")).GetAwaiter().GetResult();
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
