namespace ReportPipeline.Reporting.Language;

/// <summary>Conduct of the trial: schedule, eligibility; and the analysis of covariance.</summary>
public sealed record ConductWords
{
    public required string ScheduleCaption { get; init; }
    public required string ScheduleItem { get; init; }
    public required string ScheduleNote { get; init; }
    public required string EligibilityCaption { get; init; }
    public required string Criterion { get; init; }
    public required string AnyCriterion { get; init; }
    public required string DecidedViolations { get; init; }
    public required string Withdrawn { get; init; }
    public required string EligibilityNote { get; init; }
    public required string AncovaCaption { get; init; }
    public required string BeforeMean { get; init; }
    public required string AfterMean { get; init; }
    /// <summary>Of the value at the visit.</summary>
    public required string AdjustedMean { get; init; }

    /// <summary>Of the change from baseline.</summary>
    public required string AdjustedMeanChange { get; init; }
    public required string DifferenceOfChanges { get; init; }
    public required string AdjustedDifferenceHeldBack { get; init; }
    public required string AdjustedDifferenceNone { get; init; }
    public required string AdjustedDifference { get; init; }
    public required string AncovaNote { get; init; }

    public static ConductWords English { get; } = new()
    {
        ScheduleCaption = "Doses and assessments done of those due, n/N",
        ScheduleItem = "Dose or assessment",
        ScheduleNote = "N: subjects alive at the planned day for whom the dose or assessment was planned. A blank is not planned.",
        EligibilityCaption = "Exclusion criteria met, withdrawals and events of special interest, n/N (%)",
        Criterion = "Criterion or event",
        AnyCriterion = "Any exclusion criterion",
        DecidedViolations = "Violations decided on, number of subjects",
        Withdrawn = "Withdrawn, number of subjects",
        EligibilityNote = "n: subjects who met the criterion or had the event; N: subjects who were assessed.",
        AncovaCaption = "{0}, analysis of covariance",
        BeforeMean = "Baseline, mean (SD), n",
        AfterMean = "At the visit, mean (SD), n",
        AdjustedMean = "Adjusted mean at the visit (95% CI)",
        AdjustedMeanChange = "Adjusted mean change from baseline (95% CI)",
        AdjustedDifference = "Adjusted difference at the visit, {0} minus {1}: {2} {5}; P = {3}, {4}.",
        DifferenceOfChanges = "Adjusted difference of the changes, {0} minus {1}: {2} {5}; P = {3}, {4}.",
        AdjustedDifferenceHeldBack = "Adjusted difference, {0} minus {1}: held back until a declared look.",
        AdjustedDifferenceNone = "Adjusted difference, {0} minus {1}: not estimable ({2}).",
        AncovaNote = "Adjusted means: at the mean of the covariates.",
    };

    public static ConductWords SimplifiedChinese { get; } = new()
    {
        ScheduleCaption = "应完成的给药与评估中已完成者，n/N",
        ScheduleItem = "给药或评估",
        ScheduleNote = "N：计划日仍存活且计划有该给药或评估的受试者。空白表示未计划。",
        EligibilityCaption = "符合排除标准者、退出者与特别关注事件，n/N（%）",
        Criterion = "标准或事件",
        AnyCriterion = "任一排除标准",
        DecidedViolations = "判定为违背方案的受试者数",
        Withdrawn = "退出的受试者数",
        EligibilityNote = "n：符合该标准或发生该事件的受试者；N：已评估的受试者。",
        AncovaCaption = "{0}，协方差分析",
        BeforeMean = "基线，均数（标准差），n",
        AfterMean = "访视时，均数（标准差），n",
        AdjustedMean = "访视时校正均数（95% CI）",
        AdjustedMeanChange = "较基线变化的校正均数（95% CI）",
        AdjustedDifference = "访视时校正差值（{0}减{1}）：{2} {5}；P = {3}，{4}。",
        DifferenceOfChanges = "变化量的校正差值（{0}减{1}）：{2} {5}；P = {3}，{4}。",
        AdjustedDifferenceHeldBack = "校正差值（{0}减{1}）：在方案规定的分析时点之前暂缓展示。",
        AdjustedDifferenceNone = "校正差值（{0}减{1}）：无法估计（{2}）。",
        AncovaNote = "校正均数：取协变量均值处的值。",
    };
}
