using ReportPipeline.Trial.Content;

namespace ReportPipeline.Reporting.Word;

/// <summary>Turns composed content into a Word file. The same content gives the same bytes on every machine.</summary>
public static class WordDocument
{
    public static byte[] Write(ReportContent content)
    {
        var package = new Package();
        var numbering = new Numbering(content);
        var trace = new TraceMap();
        PropertyParts.AddTo(package, content.Description);
        StaticParts.AddTo(package, content.Description.Language);
        (string header, string footer) = RunningParts.AddTo(package, content.Description, numbering);
        var body = new BodyWriter(package, numbering, trace, header, footer);
        package.Add("word/document.xml", PartTypes.Document, body.Write(content));
        AddTrace(package, trace);
        return package.ToBytes();
    }

    private static void AddTrace(Package package, TraceMap trace)
    {
        package.Add("customXml/item1.xml", PartTypes.CustomXml, trace.ToBytes());
        using var properties = new Markup("ds:datastoreItem", "ds");

        // A fixed id: the part is found by its namespace, the id only has to be there and be the same every time.
        properties.Attribute("ds:itemID", "{5D1C2A50-7A3E-4B58-9C7D-0B4A6B1F2E01}").Start("ds:schemaRefs")
            .Start("ds:schemaRef").Attribute("ds:uri", TraceMap.Namespace).End().End();
        package.Add("customXml/itemProps1.xml", PartTypes.CustomXmlProperties, properties.ToBytes());
        package.Relate("word/document.xml", PartTypes.CustomXmlRelation, "../customXml/item1.xml");
        package.Relate("customXml/item1.xml", PartTypes.CustomXmlPropertiesRelation, "itemProps1.xml");
    }
}
