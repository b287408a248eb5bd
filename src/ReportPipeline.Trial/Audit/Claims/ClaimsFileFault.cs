using System.Text.Json;
using System.Text.RegularExpressions;

namespace ReportPipeline.Trial.Audit.Claims;

/// <summary>
/// Says what is wrong with a claims file by place and field, in words of the file. The reader of JSON speaks of the program's types, which
/// are nothing to whoever wrote the file; what it means is told by the beginning of its sentence.
/// </summary>
internal static partial class ClaimsFileFault
{
    private const string Kinds = "'kind' is missing or not one of comparison, hazard-ratio, mean, odds-ratio, p-value, risk-difference, risk-ratio, sum";

    public static string Of(Exception fault)
    {
        var message = fault.Message;
        var place = (fault as JsonException)?.Path ?? (Path().Match(message) is { Success: true } path ? path.Groups["path"].Value : "$");
        var quoted = Quoted().Matches(message).Select(match => match.Value).ToList();
        return message switch
        {
            _ when message.Contains("discriminator", StringComparison.Ordinal) => $"{place.Replace(".$type", "", StringComparison.Ordinal).Replace(".kind", "", StringComparison.Ordinal)}: {Kinds}.",
            _ when message.Contains("missing required properties", StringComparison.Ordinal) => $"{place}: missing: {string.Join(", ", quoted.Skip(1))}.",
            _ when message.Contains("could not be mapped", StringComparison.Ordinal) => $"{WithField(place, quoted)}: unknown field.",
            _ when message.Contains("doesn't allow", StringComparison.Ordinal) => $"{WithField(place, quoted)}: must not be null.",
            _ when message.Contains("could not be converted", StringComparison.Ordinal) => $"{place}: not the kind of value that belongs here; claims.schema.json says which.",
            _ => $"{place}: not JSON: {message.Split(" Path:")[0]}",
        };
    }

    /// <summary>The place of the field that the sentence names first, whether or not the reader has added it.</summary>
    private static string WithField(string place, List<string> quoted)
    {
        var field = $".{quoted.FirstOrDefault()?.Trim('\'')}";
        return place.EndsWith(field, StringComparison.Ordinal) ? place : place + field;
    }

    [GeneratedRegex("Path: (?<path>[^ |]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Path();

    [GeneratedRegex("'[^']+'")]
    private static partial Regex Quoted();
}
