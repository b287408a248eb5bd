using System.Globalization;

namespace ReportPipeline.Fhir.Issues;

/// <summary>
/// Builds the FHIRPath of an issue. Names come from the sender and could hold anything, so a path goes only as far as its
/// names look like names of FHIR elements: letters, starting with a small one.
/// </summary>
internal static class ElementPath
{
    private const int LongestName = 40;

    public static string Entry(int index) => string.Create(CultureInfo.InvariantCulture, $"Bundle.entry[{index}]");

    public static string Resource(int index) => string.Create(CultureInfo.InvariantCulture, $"Bundle.entry[{index}].resource");

    /// <summary>Appends a path of the parser's to a root, cut off at the first name that is not safe to repeat.</summary>
    public static string Append(string root, string relative)
    {
        var path = root;
        foreach (var segment in relative.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!IsSafe(segment))
            {
                break;
            }

            path += "." + segment;
        }

        return path;
    }

    public static bool IsSafeName(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || name.Length > LongestName || !char.IsAsciiLetterLower(name[0]))
        {
            return false;
        }

        foreach (var letter in name)
        {
            if (!char.IsAsciiLetter(letter))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsSafe(ReadOnlySpan<char> segment)
    {
        var bracket = segment.IndexOf('[');
        return bracket < 0
            ? IsSafeName(segment)
            : IsSafeName(segment[..bracket]) && segment[^1] == ']' && int.TryParse(segment[(bracket + 1)..^1], NumberStyles.None, CultureInfo.InvariantCulture, out _);
    }
}
