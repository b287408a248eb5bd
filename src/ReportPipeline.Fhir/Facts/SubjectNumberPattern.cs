using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Fhir.Facts;

/// <summary>The protocol's patterns of subject numbers, compiled once; they cannot backtrack, so no number makes them slow.</summary>
internal static class SubjectNumberPattern
{
    private static readonly ConcurrentDictionary<string, Regex> Compiled = new(StringComparer.Ordinal);

    // Anchored again: '$' alone would let a trailing line feed pass.
    public static Regex Of(Site site) => Compiled.GetOrAdd(
        site.SubjectNumberPattern,
        static pattern => new Regex($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
}
