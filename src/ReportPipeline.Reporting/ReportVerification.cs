using System.Collections.Immutable;
using ReportPipeline.Reporting.Word;

namespace ReportPipeline.Reporting;

/// <summary>A number of a document that is not what the report would print from the results.</summary>
/// <param name="Expected">Null when the report has no number at this place.</param>
/// <param name="Found">Null when the document lacks the number.</param>
public sealed record ReportDifference(string Part, string Place, string Tag, string? Expected, string? Found);

/// <summary>Checks a document number by number against the results it claims to print.</summary>
public static class ReportVerification
{
    /// <summary>
    /// Writes the report again from the results and compares the two: first as bytes, then number by number, so that a change is
    /// named. Empty when the files are the same.
    /// </summary>
    /// <remarks>A change outside the numbers is reported once, with an empty place.</remarks>
    /// <exception cref="InvalidDataException">The document is not a report.</exception>
    public static ImmutableArray<ReportDifference> Differences(byte[] document, ReportRequest request)
    {
        byte[] expected = ClinicalReport.Write(request);
        if (document.AsSpan().SequenceEqual(expected))
        {
            return [];
        }

        ImmutableArray<DocumentNumber> before = DocumentNumbers.Read(expected), after = DocumentNumbers.Read(document);
        ImmutableArray<ReportDifference> differences = [.. Enumerable.Range(0, Math.Max(before.Length, after.Length))
            .Select(index => Compare(before.ElementAtOrDefault(index), after.ElementAtOrDefault(index)))
            .OfType<ReportDifference>()];
        return differences.IsEmpty ? [new ReportDifference("", "", "", null, null)] : differences;
    }

    private static ReportDifference? Compare(DocumentNumber? expected, DocumentNumber? found)
    {
        if (expected == found)
        {
            return null;
        }

        DocumentNumber named = (expected ?? found)!;
        return new ReportDifference(named.Part, named.Place, named.Tag, expected?.Text, found?.Text);
    }
}
