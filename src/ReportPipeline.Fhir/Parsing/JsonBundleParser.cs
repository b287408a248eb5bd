using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using ReportPipeline.Fhir.Gate;
using ReportPipeline.Fhir.Issues;

namespace ReportPipeline.Fhir.Parsing;

/// <summary>
/// Parses the root and every entry by themselves: an entry that makes the parser throw leaves the others alone, all of them are
/// told of in one answer, and the index is the sender's own (the parser's differs where an array holds null).
/// </summary>
internal static class JsonBundleParser
{
    // Shared: the deserializer keeps no state between calls.
    private static readonly FhirJsonDeserializer Deserializer = new(QuickAcceptance.Settings());

    public static ParsedBundle Parse(GateResult gate, int depth, IssueList issues)
    {
        var options = new JsonReaderOptions { MaxDepth = depth };
        var root = ParseRoot(gate.Root, options, issues);
        var entries = new ParsedEntry[gate.Entries.Length];
        for (var index = 0; index < entries.Length; index++)
        {
            var slice = gate.Entries[index];
            entries[index] = new ParsedEntry(index, slice.Parse ? ParseEntry(slice, index, options, issues) : null) { HasInexactNumbers = slice.HasLongNumbers };
        }

        return new ParsedBundle(root, entries);
    }

    private static Bundle? ParseRoot(ReadOnlyMemory<byte> bytes, JsonReaderOptions options, IssueList issues)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes.Span, options);
            Deserializer.TryDeserializeResource(ref reader, out var resource, out var found);
            return ParserOutcome.Judge(resource as Bundle, found, "Bundle", issues);
        }
        catch (Exception exception) when (ParserOutcome.IsRefusal(exception))
        {
            issues.Add(BaseFhirIssues.ParserRefusal, "Bundle");
            return null;
        }
    }

    private static Bundle.EntryComponent? ParseEntry(EntrySlice slice, int index, JsonReaderOptions options, IssueList issues)
    {
        var path = ElementPath.Entry(index);
        try
        {
            var reader = new Utf8JsonReader(slice.Bytes.Span, options);
            Deserializer.TryDeserializeObject(typeof(Bundle.EntryComponent), ref reader, out var entry, out var found);
            return ParserOutcome.Judge(entry as Bundle.EntryComponent, slice.HasLongNumbers ? found.Where(exception => !ParserOutcome.IsLongNumber(exception)) : found, path, issues);
        }
        catch (Exception exception) when (ParserOutcome.IsRefusal(exception))
        {
            issues.Add(BaseFhirIssues.ParserRefusal, path + ".resource");
            return null;
        }
    }
}
