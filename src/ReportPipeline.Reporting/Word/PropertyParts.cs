using System.Globalization;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Reporting.Word;

/// <summary>The file's properties. Every date is the data cut-off: the package knows no other.</summary>
internal static class PropertyParts
{
    // Format id of user-defined properties, [MS-OSHARED] 2.3.3.2.1.
    private const string UserDefined = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";

    public static void AddTo(Package package, DocumentDescription description)
    {
        package.Add("docProps/core.xml", PartTypes.Core, Core(description));
        package.Add("docProps/app.xml", PartTypes.Extended, Extended(description));
        package.Add("docProps/custom.xml", PartTypes.Custom, Custom(description));
        package.Relate("", PartTypes.DocumentRelation, "word/document.xml");
        package.Relate("", PartTypes.CoreRelation, "docProps/core.xml");
        package.Relate("", PartTypes.ExtendedRelation, "docProps/app.xml");
        package.Relate("", PartTypes.CustomRelation, "docProps/custom.xml");
    }

    private static byte[] Core(DocumentDescription description)
    {
        string date = description.DataCutOff.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        using var xml = new Markup("cp:coreProperties", "cp", "dc", "dcterms", "xsi");
        xml.TextElement("dc:title", description.Title).TextElement("dc:subject", description.Subject)
            .TextElement("dc:creator", description.Generator).TextElement("cp:lastModifiedBy", description.Generator);
        xml.Start("dcterms:created").Attribute("xsi:type", "dcterms:W3CDTF").Text(date).End();
        xml.Start("dcterms:modified").Attribute("xsi:type", "dcterms:W3CDTF").Text(date).End();
        xml.TextElement("dc:language", LanguageTags.DocumentLanguage(description.Language));
        return xml.ToBytes();
    }

    private static byte[] Extended(DocumentDescription description)
    {
        using var xml = new Markup("ap:Properties", "ap");
        xml.TextElement("ap:Application", description.Generator);
        return xml.ToBytes();
    }

    private static byte[] Custom(DocumentDescription description)
    {
        using var xml = new Markup("op:Properties", "op", "vt");
        int id = 2; // property ids 0 and 1 are reserved
        foreach ((string name, string value) in description.Properties)
        {
            xml.Start("op:property").Attribute("fmtid", UserDefined).Attribute("pid", id++).Attribute("name", name)
                .TextElement("vt:lpwstr", value).End();
        }

        return xml.ToBytes();
    }
}

/// <summary>Maps the report's language to the tags Word uses for proofing.</summary>
internal static class LanguageTags
{
    public static string DocumentLanguage(string language) => language == "zh-Hans" ? "zh-CN" : "en-GB";

    /// <summary>Language of Latin text; in a Chinese document Word keeps it apart from the East Asian one.</summary>
    public static string Latin(string language) => language == "zh-Hans" ? "en-US" : "en-GB";
}
