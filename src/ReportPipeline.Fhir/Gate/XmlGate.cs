using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Fhir.Issues;

namespace ReportPipeline.Fhir.Gate;

/// <summary>One pass over an XML body: well-formedness, no document type, depth, root, Bundle.type, number and size of entries.</summary>
internal sealed class XmlGate(BundleLimits limits, IssueList issues)
{
    private const int EntryDepth = 1;
    private readonly ImmutableArray<EntrySlice>.Builder _entries = ImmutableArray.CreateBuilder<EntrySlice>();
    private readonly List<string> _longNumerals = [];
    private string? _bundleType;
    private int _elements;
    private int _rootElements;
    private bool _inEntry;
    private bool _shut;

    public static GateResult Scan(ReadOnlyMemory<byte> body, BundleLimits limits, IssueList issues) =>
        new XmlGate(limits, issues).Scan(body);

    /// <summary>A reader that resolves nothing. The text is decoded before, so that no declaration can choose another encoding.</summary>
    public static XmlReader Open(ReadOnlyMemory<byte> body) => XmlReader.Create(
        new StringReader(Encoding.UTF8.GetString(body.Span)),
        new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true });

    private GateResult Scan(ReadOnlyMemory<byte> body)
    {
        using var reader = Open(body);
        try
        {
            while (!_shut && reader.Read())
            {
                Take(reader);
            }
        }
        catch (XmlException exception)
        {
            Shut(WhyUnreadable(body.Span), string.Create(CultureInfo.InvariantCulture, $"Line {exception.LineNumber}, position {exception.LinePosition}."));
        }

        return _shut ? GateResult.Shut : new GateResult(_bundleType, _entries.ToImmutable(), true);
    }

    // Well-formed content has no raw "<!DOCTYPE" outside comments, so in a body that cannot be read it is the cause.
    private static IssueDefinition WhyUnreadable(ReadOnlySpan<byte> body) =>
        body.IndexOf("<!DOCTYPE"u8) >= 0 ? BodyIssues.DocumentType : BodyIssues.NotXml;

    private void Take(XmlReader reader)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.XmlDeclaration when reader.GetAttribute("encoding") is { } encoding && !encoding.Equals("utf-8", StringComparison.OrdinalIgnoreCase):
                Shut(BodyIssues.NotUtf8);
                break;
            case XmlNodeType.Element when reader.Depth >= limits.Depth:
                Shut(BodyIssues.TooDeep);
                break;
            case XmlNodeType.Element:
                TakeElement(reader);
                break;
            case XmlNodeType.EndElement when reader.Depth == EntryDepth && reader.LocalName == "entry":
                EndEntry();
                break;
        }
    }

    private void TakeElement(XmlReader reader)
    {
        _elements++;
        CountOutsideEntries(reader);
        if (reader.Depth == 0 && (reader.LocalName != "Bundle" || reader.NamespaceURI != FhirNamespace.Uri))
        {
            Shut(BodyIssues.NotABundle);
        }
        else if (reader.Depth == EntryDepth && reader.LocalName == "type")
        {
            _bundleType ??= reader.GetAttribute("value");
        }
        else if (reader.Depth == EntryDepth && reader.LocalName == "entry")
        {
            StartEntry(reader.IsEmptyElement);
        }

        KeepLongNumeral(reader.GetAttribute("value"));
    }

    // The root is parsed in one piece, too: without a limit, a million elements beside the entries cost a gigabyte.
    private void CountOutsideEntries(XmlReader reader)
    {
        if (_inEntry)
        {
            return;
        }

        _rootElements += 1 + reader.AttributeCount;
        if (_rootElements >= limits.ElementsPerEntry)
        {
            Shut(BodyIssues.EntryTooComplex);
        }
    }

    private void StartEntry(bool isEmpty)
    {
        _elements = 0;
        _inEntry = true;
        _longNumerals.Clear();
        if (_entries.Count == limits.Entries)
        {
            Shut(BodyIssues.TooManyEntries, string.Create(CultureInfo.InvariantCulture, $"At most {limits.Entries}."));
        }
        else if (isEmpty)
        {
            EndEntry();
        }
    }

    private void EndEntry()
    {
        _inEntry = false;
        var tooComplex = _elements >= limits.ElementsPerEntry;
        if (tooComplex)
        {
            issues.Add(BodyIssues.EntryTooComplex, ElementPath.Entry(_entries.Count));
        }

        _entries.Add(new EntrySlice(default, !tooComplex) { LongNumerals = [.. _longNumerals] });
    }

    private void KeepLongNumeral(string? value)
    {
        if (value is { Length: > 20 } && value.AsSpan().IndexOfAnyExcept("0123456789.eE+-") < 0 && !Numerals.IsExact(Encoding.ASCII.GetBytes(value)))
        {
            _longNumerals.Add(value);
        }
    }

    private void Shut(IssueDefinition definition, string? detail = null)
    {
        _shut = true;
        issues.Add(definition, "", detail is null ? null : $"{definition.Text} {detail}");
    }
}

internal static class FhirNamespace
{
    public const string Uri = "http://hl7.org/fhir";
}
