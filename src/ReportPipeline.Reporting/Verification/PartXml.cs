using System.Xml;
using System.Xml.Linq;

namespace ReportPipeline.Reporting.Verification;

/// <summary>Reads parts of a document that may come from anyone: no document type, no entities, nothing fetched.</summary>
internal static class PartXml
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
    };

    public static XmlReader Open(Stream part) => XmlReader.Create(part, Settings);

    /// <exception cref="XmlException">It is not XML.</exception>
    public static XDocument Load(byte[] part)
    {
        using XmlReader reader = Open(new MemoryStream(part, writable: false));
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
    }
}
