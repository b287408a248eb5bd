using System.Collections.Immutable;

namespace ReportPipeline.Reporting.Language;

/// <summary>The field's accepted Chinese terms for the methods, conventions and reasons that result rows name in English.</summary>
internal static class ChineseTerms
{
    public static readonly ImmutableDictionary<string, string> All = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Fisher's exact test"] = "Fisher精确检验",
        ["Pearson's χ² test"] = "Pearson χ²检验",
        ["Kaplan–Meier"] = "Kaplan–Meier法",
        ["log-rank test"] = "对数秩检验",
    }.ToImmutableDictionary(StringComparer.Ordinal);
}
