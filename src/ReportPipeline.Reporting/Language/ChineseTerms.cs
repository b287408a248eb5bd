using System.Collections.Immutable;

namespace ReportPipeline.Reporting.Language;

/// <summary>The field's accepted Chinese terms for the methods, conventions and reasons that result rows name in English.</summary>
internal static class ChineseTerms
{
    public static readonly ImmutableDictionary<string, string> All = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        // Strategies for intercurrent events, ICH E9(R1), Chinese edition.
        ["treatment-policy"] = "疗法策略",
        ["hypothetical"] = "假想策略",
        ["composite"] = "复合变量策略",
        ["while-on-treatment"] = "在治策略",
        ["principal-stratum"] = "主层策略",

        // Methods and their conventions, whole or between commas.
        ["two-sided"] = "双侧",
        ["Fisher's exact test"] = "Fisher精确检验",
        ["Fisher–Freeman–Halton test"] = "Fisher–Freeman–Halton检验",
        ["Pearson's χ² test"] = "Pearson χ²检验",
        ["uncorrected"] = "未校正",
        ["Yates's correction"] = "Yates校正",
        ["Kaplan–Meier"] = "Kaplan–Meier法",
        ["log-rank test"] = "对数秩检验",
        ["hypergeometric variance"] = "超几何方差",
        ["Greenwood"] = "Greenwood公式",
        ["log-log"] = "log-log变换",
        ["Brookmeyer–Crowley (log-log)"] = "Brookmeyer–Crowley法（log-log变换）",
        ["95 % interval"] = "95%置信区间",
        ["Wilcoxon rank-sum test"] = "Wilcoxon秩和检验",
        ["Wilcoxon signed-rank test"] = "Wilcoxon符号秩检验",
        ["exact"] = "精确法",
        ["mid-ranks for ties"] = "结采用平均秩",
        ["normal approximation with continuity correction"] = "正态近似（连续性校正）",
        ["normal approximation without continuity correction"] = "正态近似（未作连续性校正）",
        ["Conditional maximum-likelihood odds ratio"] = "条件最大似然比值比",
        ["Standardised mean difference"] = "标准化均数差",
        ["quantile type 2"] = "分位数类型2（SAS）",
        ["Welch's t test"] = "Welch t检验",
        ["Student's t test"] = "Student t检验",
        ["Newcombe"] = "Newcombe法",
        ["Wilson"] = "Wilson法",
        ["Wald test"] = "Wald检验",
        ["central"] = "中心区间",

        // Reasons why something is not estimable.
        ["not reached"] = "未达到",
        ["the median was not reached"] = "未达到中位时间",
        ["a cell is zero, so the sample odds ratio is zero or infinite"] = "某单元格为零，样本比值比为零或无穷",
        ["a group has no values"] = "某组没有数值",
        ["a group is empty"] = "某组为空",
        ["a standard deviation needs two values"] = "标准差至少需要两个数值",
        ["an exact test has no degrees of freedom"] = "精确检验没有自由度",
        ["an exact test of a table has no statistic"] = "列联表精确检验没有检验统计量",
        ["each group needs two values"] = "每组至少需要两个数值",
        ["fewer than two rows or two columns of the table hold any subject"] = "列联表中有受试者的行或列不足两个",
        ["no subject has a time"] = "没有受试者有时间数据",
        ["the denominator is 0"] = "分母为0",
        ["the group has no subjects"] = "该组没有受试者",
        ["the odds ratio has no upper limit: the table is the most extreme one with its margins"] = "比值比没有上限：该列联表为给定边际下最极端者",
        ["the table is the most extreme one with its margins; the odds ratio tends to zero"] = "该列联表为给定边际下最极端者，比值比趋于零",
        ["the time lies past the last censoring"] = "该时间晚于末次删失",
        ["the variable does not vary in either group"] = "该变量在两组内均无变异",
        ["there are no observations"] = "没有观察值",
        ["there are no values"] = "没有数值",
        ["the iterations did not converge"] = "迭代未收敛",
    }.ToImmutableDictionary(StringComparer.Ordinal);
}
