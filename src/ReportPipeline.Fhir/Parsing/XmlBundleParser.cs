using System.Text;
using System.Xml;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using ReportPipeline.Fhir.Gate;
using ReportPipeline.Fhir.Issues;

namespace ReportPipeline.Fhir.Parsing;

/// <summary>Parses an XML body the way <see cref="JsonBundleParser"/> does: the root and every entry by themselves.</summary>
internal static class XmlBundleParser
{
    // Shared: the deserializer keeps no state between calls.
    private static readonly FhirXmlDeserializer Deserializer = new(QuickAcceptance.Settings());

    public static ParsedBundle Parse(ReadOnlyMemory<byte> body, GateResult gate, IssueList issues)
    {
        using var reader = XmlGate.Open(body);
        var entries = new List<ParsedEntry>(gate.Entries.Length);
        var root = new StringBuilder($"<Bundle xmlns=\"{FhirNamespace.Uri}\">");
        reader.MoveToContent();
        reader.ReadStartElement();
        while (reader.NodeType != XmlNodeType.EndElement && !reader.EOF)
        {
            if (reader is { NodeType: XmlNodeType.Element, LocalName: "entry" })
            {
                TakeEntry(reader, gate.Entries[entries.Count], entries, issues);
            }
            else
            {
                root.Append(reader.NodeType == XmlNodeType.Element ? reader.ReadOuterXml() : Skip(reader));
            }
        }

        return new ParsedBundle(ParseRoot(root.Append("</Bundle>").ToString(), issues), entries);
    }

    private static string Skip(XmlReader reader)
    {
        reader.Read();
        return "";
    }

    private static void TakeEntry(XmlReader reader, EntrySlice slice, List<ParsedEntry> entries, IssueList issues)
    {
        Bundle.EntryComponent? parsed = null;
        if (slice.Parse)
        {
            using var entry = reader.ReadSubtree();
            entry.MoveToContent();
            parsed = ParseEntry(entry, slice, entries.Count, issues);
        }

        reader.Skip();
        var inexact = parsed is not null && slice.LongNumerals.Length > 0 && new LongDecimals(slice, issues).Check(parsed, ElementPath.Entry(entries.Count));
        entries.Add(new ParsedEntry(entries.Count, parsed) { HasInexactNumbers = inexact });
    }

    private static Bundle.EntryComponent? ParseEntry(XmlReader entry, EntrySlice slice, int index, IssueList issues)
    {
        var path = ElementPath.Entry(index);
        try
        {
            Deserializer.TryDeserializeElement(typeof(Bundle.EntryComponent), entry, out var element, out var found);
            return ParserOutcome.Judge(element as Bundle.EntryComponent, slice.LongNumerals.IsEmpty ? found : found.Where(exception => !ParserOutcome.IsLongNumber(exception)), path, issues);
        }
        catch (Exception exception) when (ParserOutcome.IsRefusal(exception))
        {
            issues.Add(BaseFhirIssues.ParserRefusal, path + ".resource");
            return null;
        }
    }

    private static Bundle? ParseRoot(string xml, IssueList issues)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(xml));
            reader.MoveToContent();
            Deserializer.TryDeserializeResource(reader, out var resource, out var found);
            return ParserOutcome.Judge(resource as Bundle, found, "Bundle", issues);
        }
        catch (Exception exception) when (ParserOutcome.IsRefusal(exception))
        {
            issues.Add(BaseFhirIssues.ParserRefusal, "Bundle");
            return null;
        }
    }
}
