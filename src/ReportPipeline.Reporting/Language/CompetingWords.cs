namespace ReportPipeline.Reporting.Language;

/// <summary>Cumulative incidence where death competes with the end of a stay or with a dated event.</summary>
public sealed record CompetingWords
{
    public required string Heading { get; init; }
    public required string NotAvailable { get; init; }
    public required string Axis { get; init; }
    public required string Death { get; init; }
    public required string AlternativeCurve { get; init; }

    /// <summary>The end of a stay: days count from its start.</summary>
    public required CompetingEventWords Stay { get; init; }

    /// <summary>A dated event: days count from enrolment.</summary>
    public required CompetingEventWords Event { get; init; }

    public static CompetingWords English { get; } = new()
    {
        Heading = "Times with death as a competing event",
        NotAvailable = "Cumulative incidence is not available: this run holds no such rows for {0}.",
        Axis = "Cumulative incidence",
        Death = "{0}, died",
        AlternativeCurve = " {0}: {1} at the last step.",
        Stay = new CompetingEventWords
        {
            TimeAxis = "Days since the start of the stay",
            Caption = "{0}: cumulative incidence of leaving alive and of death",
            Curve = "{0}, left alive",
            Note = "Steps: Aalen–Johansen estimate; day 0 is the first day of the stay. A stay that death ended is not a short stay: the two events compete, and their incidences with the share still staying sum to one.",
            GrayNote = "Gray's test: leaving alive P = {0}, death P = {1}.",
            Alternative = "Cumulative incidence curves over {0} {0:day|days} since the start of the stay, {1}.",
        },
        Event = new CompetingEventWords
        {
            TimeAxis = "Days since enrolment",
            Caption = "{0}: cumulative incidence of the event and of death",
            Curve = "{0}, event",
            Note = "Steps: Aalen–Johansen estimate; day 0 is the day of enrolment. Who died can no longer have the event: the two compete, and their incidences with the share without either sum to one.",
            GrayNote = "Gray's test: event P = {0}, death P = {1}.",
            Alternative = "Cumulative incidence curves over {0} {0:day|days} since enrolment, {1}.",
        },
    };

    public static CompetingWords SimplifiedChinese { get; } = new()
    {
        Heading = "以死亡为竞争事件的时间",
        NotAvailable = "累积发生率不可用：本次运行没有{0}的相应结果。",
        Axis = "累积发生率",
        Death = "{0}，死亡",
        AlternativeCurve = "{0}：末次阶梯处为{1}。",
        Stay = new CompetingEventWords
        {
            TimeAxis = "自该次住院（入住）起的天数",
            Caption = "{0}：存活离开与死亡的累积发生率",
            Curve = "{0}，存活离开",
            Note = "阶梯：Aalen–Johansen估计；第0天为入住首日。因死亡而终止的住院不是短住院：两种事件相互竞争，二者的发生率与仍在院比例之和为1。",
            GrayNote = "Gray检验：存活离开P = {0}，死亡P = {1}。",
            Alternative = "自入住起{0}天内的累积发生率曲线，{1}。",
        },
        Event = new CompetingEventWords
        {
            TimeAxis = "入组后天数",
            Caption = "{0}：该事件与死亡的累积发生率",
            Curve = "{0}，发生事件",
            Note = "阶梯：Aalen–Johansen估计；第0天为入组日。死亡者不再可能发生该事件：二者相互竞争，其发生率与两者均未发生的比例之和为1。",
            GrayNote = "Gray检验：该事件P = {0}，死亡P = {1}。",
            Alternative = "入组后{0}天内的累积发生率曲线，{1}。",
        },
    };
}

/// <summary>What differs between the end of a stay and a dated event.</summary>
public sealed record CompetingEventWords
{
    public required string TimeAxis { get; init; }
    public required string Caption { get; init; }

    /// <summary>Name of the curve of the event itself in one arm.</summary>
    public required string Curve { get; init; }
    public required string Note { get; init; }
    public required string GrayNote { get; init; }
    public required string Alternative { get; init; }
}
