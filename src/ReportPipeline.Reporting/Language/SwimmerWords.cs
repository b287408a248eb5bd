namespace ReportPipeline.Reporting.Language;

/// <summary>The swimmer plot.</summary>
public sealed record SwimmerWords
{
    public required string Heading { get; init; }
    public required string NotRun { get; init; }
    public required string Text { get; init; }
    public required string Caption { get; init; }
    public required string Continued { get; init; }
    public required string Observed { get; init; }
    public required string Dose { get; init; }
    public required string Symptom { get; init; }
    public required string Death { get; init; }
    public required string Note { get; init; }
    public required string Alternative { get; init; }
    public required string AlternativeDeath { get; init; }

    public static SwimmerWords English { get; } = new()
    {
        Heading = "Each subject over time",
        NotRun = "This run holds no rows by subject, so the swimmer plot is missing here.",
        Text = "Each line is one subject: how long it was observed, on which days it received a trial treatment and had a symptom, and when it died.",
        Caption = "Swimmer plot, group {0}",
        Continued = "{0} (continued)",
        Observed = "Under observation",
        Dose = "Dose of trial treatment",
        Symptom = "Visit with a symptom",
        Death = "Death",
        Note = "Under observation: from enrolment to death, last contact or the end of follow-up. A visit with a symptom: at least one of the symptoms followed over time was present. Symptoms stand above the line, doses below it.",
        Alternative = "Swimmer plot of {0} {0:subject|subjects} of the group {1}.",
        AlternativeDeath = " {0} died on day {1}.",
    };

    public static SwimmerWords SimplifiedChinese { get; } = new()
    {
        Heading = "每例受试者的时间过程",
        NotRun = "本次运行没有按受试者列出的结果，故此处缺少泳道图。",
        Text = "每行为一例受试者：观察时间、接受试验治疗和出现症状的日期，以及死亡日期。",
        Caption = "泳道图，{0}",
        Continued = "{0}（续）",
        Observed = "观察期",
        Dose = "试验治疗给药",
        Symptom = "有症状的访视",
        Death = "死亡",
        Note = "观察期：自入组至死亡、末次联系或随访结束。有症状的访视：所随访的症状中至少有一项存在。症状标于线上方，给药标于线下方。",
        Alternative = "{1}{0}例受试者的泳道图。",
        AlternativeDeath = "{0}于第{1}天死亡。",
    };
}
