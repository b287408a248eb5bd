using System.Globalization;
using System.Text;
using System.Xml;

namespace ReportPipeline.Reporting.Word;

/// <summary>Writes one XML part with short names: <c>Start("w:p")</c>, <c>Value("w:pStyle", "Title")</c>, <c>End()</c>.</summary>
/// <remarks>No indentation, no byte order mark, invariant numbers: the same calls give the same bytes anywhere.</remarks>
internal sealed class Markup : IDisposable
{
    private static readonly Dictionary<string, string> Namespaces = new(StringComparer.Ordinal)
    {
        ["w"] = "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        ["r"] = "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        ["wp"] = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        ["a"] = "http://schemas.openxmlformats.org/drawingml/2006/main",
        ["c"] = "http://schemas.openxmlformats.org/drawingml/2006/chart",
        ["mc"] = "http://schemas.openxmlformats.org/markup-compatibility/2006",
        ["w15"] = "http://schemas.microsoft.com/office/word/2012/wordml",
        ["wpg"] = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        ["wps"] = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        ["cp"] = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        ["dc"] = "http://purl.org/dc/elements/1.1/",
        ["dcterms"] = "http://purl.org/dc/terms/",
        ["xsi"] = "http://www.w3.org/2001/XMLSchema-instance",
        ["op"] = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
        ["ap"] = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
        ["vt"] = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
        ["s"] = "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        ["ds"] = "http://schemas.openxmlformats.org/officeDocument/2006/customXml",
        ["ct"] = "http://schemas.openxmlformats.org/package/2006/content-types",
        ["rel"] = "http://schemas.openxmlformats.org/package/2006/relationships",
        ["t"] = TraceMap.Namespace,
    };

    // Written without a prefix: readers of packages and workbooks compare whole element names.
    private static readonly HashSet<string> Unprefixed = new(["ct", "rel", "s", "ap", "op", "t"], StringComparer.Ordinal);

    // Every name is taken apart once: a long listing writes a handful of names a million times.
    private readonly Dictionary<string, Name> names = new(StringComparer.Ordinal);
    private readonly MemoryStream bytes = new();
    private readonly XmlWriter writer;

    /// <param name="root">Root element, for example <c>w:document</c>.</param>
    /// <param name="prefixes">Namespaces declared on the root, in this order.</param>
    public Markup(string root, params ReadOnlySpan<string> prefixes)
    {
        writer = XmlWriter.Create(bytes, new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            NewLineHandling = NewLineHandling.None,
            CheckCharacters = false, // XmlText has cleaned every text and attribute
        });
        writer.WriteStartDocument(standalone: true);
        Start(root);
        foreach (string prefix in prefixes)
        {
            if (Unprefixed.Contains(prefix))
            {
                continue;
            }

            writer.WriteAttributeString("xmlns", prefix, null, Namespaces[prefix]);
        }
    }

    public static string NamespaceOf(string prefix) => Namespaces[prefix];

    public Markup Start(string name)
    {
        Name split = NameOf(name);
        writer.WriteStartElement(split.WrittenPrefix, split.Local, split.Namespace);
        return this;
    }

    public Markup Attribute(string name, string value)
    {
        string clean = XmlText.Clean(value);
        if (name.Contains(':', StringComparison.Ordinal))
        {
            Name split = NameOf(name);
            writer.WriteAttributeString(split.Prefix, split.Local, split.Namespace, clean);
        }
        else
        {
            writer.WriteAttributeString(name, clean);
        }

        return this;
    }

    public Markup Attribute(string name, long value) => Attribute(name, value.ToString(CultureInfo.InvariantCulture));

    public Markup Text(string value)
    {
        writer.WriteString(XmlText.Clean(value));
        return this;
    }

    public Markup End()
    {
        writer.WriteEndElement();
        return this;
    }

    /// <summary>An element without attributes or content.</summary>
    public Markup Empty(string name) => Start(name).End();

    /// <summary>An element that holds only text.</summary>
    public Markup TextElement(string name, string text) => Start(name).Text(text).End();

    /// <summary>An element whose <c>val</c> attribute (in its own namespace where the vocabulary asks for it) is its whole content.</summary>
    public Markup Value(string name, string value) =>
        Start(name).Attribute(name.StartsWith("w:", StringComparison.Ordinal) ? "w:val" : "val", value).End();

    public Markup Value(string name, long value) => Value(name, value.ToString(CultureInfo.InvariantCulture));

    public Markup Value(string name, double value) => Value(name, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Closes the root and returns the part. Call once.</summary>
    public byte[] ToBytes()
    {
        writer.WriteEndDocument();
        writer.Flush();
        return bytes.ToArray();
    }

    public void Dispose()
    {
        writer.Dispose();
        bytes.Dispose();
    }

    private Name NameOf(string name)
    {
        if (!names.TryGetValue(name, out Name? split))
        {
            int colon = name.IndexOf(':', StringComparison.Ordinal);
            string prefix = name[..colon];
            names[name] = split = new Name(prefix, name[(colon + 1)..], prefix == "xml" ? null : Namespaces[prefix]);
        }

        return split;
    }

    private sealed record Name(string Prefix, string Local, string? Namespace)
    {
        public string WrittenPrefix { get; } = Unprefixed.Contains(Prefix) ? "" : Prefix;
    }
}
