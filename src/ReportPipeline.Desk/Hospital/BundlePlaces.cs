using System.Globalization;
using System.Text.Json;
using System.Xml;

namespace ReportPipeline.Desk.Hospital;

/// <summary>
/// On which line of a bundle each element begins, by its FHIRPath with indexes from 0. It reads as far as the text can be read: of a
/// broken bundle the part before the break.
/// </summary>
public sealed class BundlePlaces
{
    private readonly Dictionary<string, int> lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> below = new(StringComparer.Ordinal);
    private readonly int? breaksAt;

    private BundlePlaces(byte[] bundle)
    {
        try
        {
            if (bundle.AsSpan().TrimStart("\uFEFF \t\r\n"u8) is [(byte)'<', ..])
                ReadXml(bundle);
            else
                ReadJson(bundle);
        }
        catch (JsonException broken)
        {
            breaksAt = (int)(broken.LineNumber ?? 0) + 1;
        }
        catch (XmlException broken)
        {
            breaksAt = Math.Max(1, broken.LineNumber);
        }
    }

    public static BundlePlaces Of(byte[] bundle) => new(bundle);

    /// <summary>The line of the element, or of the nearest one around it; where the text breaks for an issue without a place.</summary>
    /// <returns>From 1, or null when the issue is about the whole bundle.</returns>
    public int? LineOf(string path)
    {
        var (place, line) = ("", breaksAt);
        foreach (var part in Parts(path))
        {
            if (Find(place, part) is not { } found)
                break;
            place = found;
            line = lines[found];
        }

        return line;
    }

    /// <summary>
    /// Every part below the root with an index, because XML does not say what may repeat. Functions such as ofType() select among
    /// elements; the element before them is near enough.
    /// </summary>
    private static IEnumerable<string> Parts(string path)
    {
        var function = path.IndexOf('(', StringComparison.Ordinal);
        var plain = function < 0 ? path : path[..Math.Max(0, path.LastIndexOf('.', function))];
        return plain.Split('.').Skip(1).Select(part => part.EndsWith(']') ? part : $"{part}[0]");
    }

    // FHIRPath says "value" where the text says "valueQuantity".
    private string? Find(string place, string part)
    {
        var exact = place.Length == 0 ? part : $"{place}.{part}";
        if (lines.ContainsKey(exact))
            return exact;
        var name = place.Length == 0 ? part[..part.IndexOf('[')] : $"{place}.{part[..part.IndexOf('[')]}";
        return below.GetValueOrDefault(place)?.Find(child =>
            child.StartsWith(name, StringComparison.Ordinal) && child.Length > name.Length && char.IsAsciiLetterUpper(child[name.Length]));
    }

    private void Add(string place, int line)
    {
        if (!lines.TryAdd(place, line))
            return;
        var parent = place[..Math.Max(0, place.LastIndexOf('.'))];
        if (!below.TryGetValue(parent, out var children))
            below[parent] = children = [];
        children.Add(place);
    }

    private static string Below(string parent, string name, int index) => parent.Length == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{name}[{index}]")
        : string.Create(CultureInfo.InvariantCulture, $"{parent}.{name}[{index}]");

    private void ReadJson(byte[] bundle)
    {
        var start = bundle.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        var reader = new Utf8JsonReader(bundle.AsSpan(start), new JsonReaderOptions { MaxDepth = 256 });
        var (open, lineCounter, name) = (new Stack<JsonPlace>(), new LineCounter(bundle, start), "");
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = reader.GetString()!;
                    Add(Below(open.Peek().Path, name, 0), lineCounter.LineAt(reader.TokenStartIndex));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open.Pop();
                    break;
                default:
                    ReadJsonValue(open, reader.TokenType, name, lineCounter.LineAt(reader.TokenStartIndex));
                    break;
            }
        }
    }

    private void ReadJsonValue(Stack<JsonPlace> open, JsonTokenType kind, string name, int line)
    {
        var parent = open.TryPeek(out var around) ? around : null;
        var path = parent switch
        {
            null => "",
            { Array: { } array } => Below(parent.Path, array, parent.Next++),
            _ => Below(parent.Path, name, 0),
        };
        if (parent?.Array is not null)
        {
            Add(path, line);
            lines[path] = line;
        }

        if (kind == JsonTokenType.StartObject)
            open.Push(new JsonPlace(path, null));
        else if (kind == JsonTokenType.StartArray)
            open.Push(new JsonPlace(parent?.Path ?? "", name));
    }

    private void ReadXml(byte[] bundle)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using var reader = XmlReader.Create(new MemoryStream(bundle), settings);
        var open = new Stack<XmlPlace>();
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.EndElement)
            {
                open.Pop();
            }
            else if (reader.NodeType == XmlNodeType.Element)
            {
                var path = XmlPath(open, reader.LocalName);
                Add(path, ((IXmlLineInfo)reader).LineNumber);
                if (!reader.IsEmptyElement)
                    open.Push(new XmlPlace(path, reader.LocalName, []));
            }
        }
    }

    private static string XmlPath(Stack<XmlPlace> open, string name)
    {
        if (!open.TryPeek(out var parent))
            return "";
        // The element inside resource is named by its type; paths go on below "resource".
        if (parent.Name == "resource")
            return parent.Path;
        var number = parent.Seen.GetValueOrDefault(name);
        parent.Seen[name] = number + 1;
        return Below(parent.Path, name, number);
    }

    private sealed record XmlPlace(string Path, string Name, Dictionary<string, int> Seen);

    /// <summary>An open object, or an array of its parent's elements of one name.</summary>
    private sealed record JsonPlace(string Path, string? Array)
    {
        public int Next { get; set; }
    }

    /// <summary>Counts line ends up to a place; places are asked in order, so that a large bundle is counted once.</summary>
    private sealed class LineCounter(byte[] text, int start)
    {
        private int at;
        private int line = 1;

        public int LineAt(long place)
        {
            for (var end = (int)place + start; at < end; at++)
            {
                if (text[at] == '\n')
                    line++;
            }

            return line;
        }
    }
}
