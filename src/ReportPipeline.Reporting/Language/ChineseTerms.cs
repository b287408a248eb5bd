using System.Collections.Immutable;

namespace ReportPipeline.Reporting.Language;

/// <summary>The field's accepted Chinese terms for the methods, conventions and reasons that result rows name in English.</summary>
internal static class ChineseTerms
{
    public static readonly ImmutableDictionary<string, string> All = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["treatment-policy"] = "疗法策略",
        ["hypothetical"] = "假想策略",
        ["composite"] = "复合变量策略",
        ["while-on-treatment"] = "在治策略",
        ["principal-stratum"] = "主层策略",
        ["Fisher's exact test"] = "Fisher精确检验",
        ["Pearson's χ² test"] = "Pearson χ²检验",
        ["Kaplan–Meier"] = "Kaplan–Meier法",
        ["log-rank test"] = "对数秩检验",
    }.ToImmutableDictionary(StringComparer.Ordinal);
}
