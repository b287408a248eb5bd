using System.Text;
using System.Xml;

namespace ReportPipeline.Reporting.Verification;

/// <summary>A text of a document, as the leak guard reads it.</summary>
/// <param name="Where">Part of the package; the part of an embedded workbook follows its path and <c>!</c>.</param>
/// <param name="Visible">False for attributes that no reader sees.</param>
public sealed record DocumentText(string Where, string Text, bool Visible);

/// <summary>Every text of every part: paragraphs whole, other elements one by one, and all attributes.</summary>
public static class DocumentTexts
{
    private const string Description = "descr";

    /// <exception cref="InvalidDataException">The file is no package, or a part of it is not XML.</exception>
    public static IEnumerable<DocumentText> Read(byte[] document) => Read(new PackageParts(document), "");

    private static IEnumerable<DocumentText> Read(PackageParts parts, string prefix)
    {
        foreach (string name in parts.Descriptions.Select(part => part.Name).Where(name => !name.Contains('!', StringComparison.Ordinal)))
        {
            byte[] content = parts.Find(name)!;
            IEnumerable<DocumentText> texts = name.EndsWith(".xlsx", StringComparison.Ordinal)
                ? Read(new PackageParts(content), $"{prefix}{name}!")
                : OfPart(prefix + name, content);
            foreach (DocumentText text in texts)
            {
                yield return text;
            }
        }
    }

    private static IEnumerable<DocumentText> OfPart(string where, byte[] content)
    {
        using XmlReader reader = PartXml.Open(new MemoryStream(content, writable: false));
        var text = new StringBuilder();
        int paragraphs = 0;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    paragraphs += reader.LocalName == "p" && !reader.IsEmptyElement ? 1 : 0;
                    while (reader.MoveToNextAttribute())
                    {
                        yield return new DocumentText(where, reader.Value, reader.LocalName == Description);
                    }

                    break;
                case XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                    text.Append(reader.Value);
                    break;
                case XmlNodeType.EndElement:
                    paragraphs -= reader.LocalName == "p" ? 1 : 0;
                    if (text.Length > 0 && (paragraphs == 0 || reader.LocalName == "p"))
                    {
                        yield return new DocumentText(where, text.ToString(), Visible: true);
                        text.Clear();
                    }

                    break;
            }
        }
    }
}
