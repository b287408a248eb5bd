using System.Collections;
using System.Globalization;
using ReportPipeline.Fhir.Intake;

namespace ReportPipeline.Functions.Ingest;

/// <summary>
/// Notes which entries of a kept batch the sender was told are refused: ranges such as <c>0-3,7</c>, or, where ranges would be long, one
/// bit per entry (<c>b:</c> and base64, the first entry in the lowest bit). Sealed with the bundle, because nobody could tell it from the
/// bytes alone: whether an ifMatch holds depends on what was received before.
/// </summary>
internal static class RefusedEntries
{
    /// <summary>A blob's metadata holds 8 KiB; bits of the most entries that a bundle may have (10,000) take 1,670 characters.</summary>
    private const int LongestRanges = 1500;

    private const string Bits = "b:";

    /// <summary>In the audit trail, where every kept bundle says something.</summary>
    private const string None = "-";
    private const string Reason = "refused-entries ";

    /// <summary>Null when no entry is refused.</summary>
    public static string? Of(IntakeResult result)
    {
        int[] refused = [.. result.Entries.Where(entry => !entry.Accepted).Select(entry => entry.Index)];
        if (refused.Length == 0)
            return null;
        var ranges = string.Join(',', RangesOf(refused).Select(range =>
            string.Create(CultureInfo.InvariantCulture, $"{range.First}{(range.Last > range.First ? $"-{range.Last}" : "")}")));
        return ranges.Length <= LongestRanges ? ranges : BitsOf(refused);
    }

    /// <summary>The indices of the refused entries.</summary>
    public static IReadOnlySet<int> Read(string? noted)
    {
        if (noted is null)
            return new HashSet<int>();
        if (!noted.StartsWith(Bits, StringComparison.Ordinal))
            return noted.Split(',').SelectMany(range => Indices(range.Split('-'))).ToHashSet();
        var bits = new BitArray(Convert.FromBase64String(noted[Bits.Length..]));
        return Enumerable.Range(0, bits.Length).Where(index => bits[index]).ToHashSet();
    }

    /// <summary>How the line of the audit trail about a kept bundle says it; null when none was refused.</summary>
    public static string? ToReason(string? noted) => noted is null ? null : Reason + noted;

    /// <summary>The note again, as <see cref="Shown"/>.</summary>
    public static string ReadReason(string? reason) =>
        reason?.StartsWith(Reason, StringComparison.Ordinal) == true ? reason[Reason.Length..] : None;

    /// <summary>The note, or a dash for none.</summary>
    public static string Shown(string? noted) => noted ?? None;

    private static List<(int First, int Last)> RangesOf(int[] indices)
    {
        var ranges = new List<(int First, int Last)>();
        foreach (var index in indices)
        {
            if (ranges.Count > 0 && ranges[^1].Last == index - 1)
                ranges[^1] = (ranges[^1].First, index);
            else
                ranges.Add((index, index));
        }

        return ranges;
    }

    private static string BitsOf(int[] indices)
    {
        var bits = new BitArray(indices[^1] + 1);
        foreach (var index in indices)
            bits[index] = true;
        var bytes = new byte[(bits.Length + 7) / 8];
        bits.CopyTo(bytes, 0);
        return Bits + Convert.ToBase64String(bytes);
    }

    private static IEnumerable<int> Indices(string[] range)
    {
        var (first, last) = (int.Parse(range[0], CultureInfo.InvariantCulture), int.Parse(range[^1], CultureInfo.InvariantCulture));
        return Enumerable.Range(first, last - first + 1);
    }
}
