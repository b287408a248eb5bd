using System.Globalization;
using ReportPipeline.Fhir.Intake;

namespace ReportPipeline.Functions.Ingest;

/// <summary>Notes beside a kept batch which of its entries the sender was told are refused: <c>0-3,7</c>, or <c>-</c> for none.</summary>
internal static class RefusedEntries
{
    public const string None = "-";

    /// <summary>More would not fit into a blob's metadata: then nothing is noted, and nothing compared.</summary>
    private const int Longest = 4000;

    private const string TooMany = "?";
    private const string Reason = "refused-entries ";

    public static string Of(IntakeResult result)
    {
        var ranges = new List<(int First, int Last)>();
        foreach (var index in result.Entries.Where(entry => !entry.Accepted).Select(entry => entry.Index))
        {
            if (ranges.Count > 0 && ranges[^1].Last == index - 1)
                ranges[^1] = (ranges[^1].First, index);
            else
                ranges.Add((index, index));
        }

        var text = ranges.Count == 0 ? None : string.Join(',', ranges.Select(range =>
            string.Create(CultureInfo.InvariantCulture, $"{range.First}{(range.Last > range.First ? $"-{range.Last}" : "")}")));
        return text.Length > Longest ? TooMany : text;
    }

    /// <summary>How the line of the audit trail about a kept bundle says it; null when none was refused.</summary>
    public static string? ToReason(string noted) => noted == None ? null : Reason + noted;

    /// <summary>The note again.</summary>
    public static string ReadReason(string? reason) =>
        reason?.StartsWith(Reason, StringComparison.Ordinal) == true ? reason[Reason.Length..] : None;

    /// <summary>Whether the entry was refused then; null when that was not noted.</summary>
    public static bool? Had(string? noted, int index)
    {
        if (noted is null or TooMany)
            return null;
        return noted != None && noted.Split(',').Any(range => Contains(range.Split('-'), index));
    }

    private static bool Contains(string[] range, int index) =>
        int.Parse(range[0], CultureInfo.InvariantCulture) <= index && index <= int.Parse(range[^1], CultureInfo.InvariantCulture);
}
