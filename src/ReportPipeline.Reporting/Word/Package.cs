namespace ReportPipeline.Reporting.Word;

/// <summary>The parts of an Open Packaging file with their content types and explicitly numbered relationships.</summary>
internal sealed class Package
{
    private readonly SortedDictionary<string, byte[]> parts = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> contentTypes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<Relationship>> relationships = new(StringComparer.Ordinal);

    private sealed record Relationship(string Id, string Type, string Target);

    /// <param name="path">Path in the package without a leading slash, for example <c>word/document.xml</c>.</param>
    public void Add(string path, string contentType, byte[] content)
    {
        parts.Add(path, content);
        contentTypes.Add(path, contentType);
    }

    /// <summary>Links two parts and returns the id: <c>rId1</c>, <c>rId2</c>, … in the order of the calls for each source.</summary>
    /// <param name="source">Path of the linking part; empty for the package itself.</param>
    /// <param name="target">Relative to the folder of <paramref name="source"/>.</param>
    public string Relate(string source, string type, string target)
    {
        if (!relationships.TryGetValue(source, out List<Relationship>? list))
        {
            relationships[source] = list = [];
        }

        string id = $"rId{list.Count + 1}";
        list.Add(new Relationship(id, type, target));
        return id;
    }

    public byte[] ToBytes()
    {
        var entries = new Dictionary<string, byte[]>(parts, StringComparer.Ordinal) { ["[Content_Types].xml"] = ContentTypes() };
        foreach ((string source, List<Relationship> list) in relationships)
        {
            int slash = source.LastIndexOf('/') + 1;
            entries[$"{source[..slash]}_rels/{source[slash..]}.rels"] = RelationshipPart(list);
        }

        return DeterministicZip.Write(entries);
    }

    private byte[] ContentTypes()
    {
        using var xml = new Markup("ct:Types", "ct");
        xml.Start("ct:Default").Attribute("Extension", "rels").Attribute("ContentType", "application/vnd.openxmlformats-package.relationships+xml").End();
        xml.Start("ct:Default").Attribute("Extension", "xml").Attribute("ContentType", "application/xml").End();
        foreach ((string path, string type) in contentTypes)
        {
            xml.Start("ct:Override").Attribute("PartName", "/" + path).Attribute("ContentType", type).End();
        }

        return xml.ToBytes();
    }

    private static byte[] RelationshipPart(List<Relationship> list)
    {
        using var xml = new Markup("rel:Relationships", "rel");
        foreach (Relationship relationship in list)
        {
            xml.Start("rel:Relationship").Attribute("Id", relationship.Id).Attribute("Type", relationship.Type)
                .Attribute("Target", relationship.Target).End();
        }

        return xml.ToBytes();
    }
}

/// <summary>Relationship and content types of ECMA-376 part 1 that a report uses.</summary>
internal static class PartTypes
{
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

    public const string DocumentRelation = Office + "officeDocument";
    public const string CoreRelation = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    public const string ExtendedRelation = Office + "extended-properties";
    public const string CustomRelation = Office + "custom-properties";
    public const string StylesRelation = Office + "styles";
    public const string NumberingRelation = Office + "numbering";
    public const string SettingsRelation = Office + "settings";
    public const string FontsRelation = Office + "fontTable";
    public const string HeaderRelation = Office + "header";
    public const string FooterRelation = Office + "footer";
    public const string ChartRelation = Office + "chart";
    public const string WorkbookRelation = Office + "package";
    public const string WorksheetRelation = Office + "worksheet";
    public const string CustomXmlRelation = Office + "customXml";
    public const string CustomXmlPropertiesRelation = Office + "customXmlProps";

    public const string Document = Word + "document.main+xml";
    public const string Styles = Word + "styles+xml";
    public const string Numbering = Word + "numbering+xml";
    public const string Settings = Word + "settings+xml";
    public const string Fonts = Word + "fontTable+xml";
    public const string Header = Word + "header+xml";
    public const string Footer = Word + "footer+xml";
    public const string Core = "application/vnd.openxmlformats-package.core-properties+xml";
    public const string Extended = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
    public const string Custom = "application/vnd.openxmlformats-officedocument.custom-properties+xml";
    public const string Chart = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml";
    public const string CustomXml = "application/xml";
    public const string CustomXmlProperties = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml";
    public const string EmbeddedWorkbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    public const string Worksheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
}
