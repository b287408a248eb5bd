namespace ReportPipeline.Reporting.Language;

/// <summary>Cumulative incidence where death competes with the end of a stay.</summary>
public sealed record CompetingWords
{
    public required string Heading { get; init; }
    public required string NotAvailable { get; init; }
    public required string Caption { get; init; }
    public required string Axis { get; init; }
    public required string EndOfStay { get; init; }
    public required string Death { get; init; }
    public required string Note { get; init; }
    public required string GrayNote { get; init; }
    public required string Alternative { get; init; }
    public required string AlternativeCurve { get; init; }

    public static CompetingWords English { get; } = new()
    {
        Heading = "Length of stay with death as a competing event",
        NotAvailable = "Cumulative incidence is not available: this run holds no such rows for {0}.",
        Caption = "{0}: cumulative incidence of leaving alive and of death",
        Axis = "Cumulative incidence",
        EndOfStay = "{0}, left alive",
        Death = "{0}, died",
        Note = "Steps: Aalen–Johansen estimate. A stay that death ended is not a short stay: the two events compete, and their incidences with the share still staying sum to one.",
        GrayNote = "Gray's test: leaving alive P = {0}, death P = {1}.",
        Alternative = "Cumulative incidence curves over {0} days, {1}.",
        AlternativeCurve = " {0}: {1} at the last step.",
    };

    public static CompetingWords SimplifiedChinese { get; } = new()
    {
        Heading = "以死亡为竞争事件的住院时间",
        NotAvailable = "累积发生率不可用：本次运行没有{0}的相应结果。",
        Caption = "{0}：存活离开与死亡的累积发生率",
        Axis = "累积发生率",
        EndOfStay = "{0}，存活离开",
        Death = "{0}，死亡",
        Note = "阶梯：Aalen–Johansen估计。因死亡而终止的住院不是短住院：两种事件相互竞争，二者的发生率与仍在院比例之和为1。",
        GrayNote = "Gray检验：存活离开P = {0}，死亡P = {1}。",
        Alternative = "{0}天内的累积发生率曲线，{1}。",
        AlternativeCurve = "{0}：末次阶梯处为{1}。",
    };
}
