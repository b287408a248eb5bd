namespace ReportPipeline.Reporting.Language;

/// <summary>Serious adverse events, deaths, narratives and the notification clock.</summary>
public sealed record SeriousWords
{
    public required string Heading { get; init; }
    public required string NotRun { get; init; }
    public required string None { get; init; }
    public required string CountsCaption { get; init; }
    public required string SubjectsWith { get; init; }
    public required string Events { get; init; }
    public required string Deaths { get; init; }
    public required string Clock7 { get; init; }
    public required string Clock15 { get; init; }
    public required string CountsNote { get; init; }
    public required string ListedInClosed { get; init; }
    public required string ListingHeading { get; init; }
    public required string ListingCaption { get; init; }
    public required string Term { get; init; }
    public required string Grade { get; init; }
    public required string Days { get; init; }
    public required string Relatedness { get; init; }
    public required string Outcome { get; init; }
    public required string ListingNote { get; init; }
    public required string ClockHeading { get; init; }
    public required string ClockText { get; init; }
    public required string ClockCaption { get; init; }
    public required string Received { get; init; }
    public required string ClockDays { get; init; }
    public required string Due { get; init; }
    public required string Standing { get; init; }
    public required string Running { get; init; }
    public required string Ended { get; init; }
    public required string Applies { get; init; }
    public required string Yes { get; init; }
    public required string No { get; init; }
    public required string NotDecided { get; init; }
    public required string ClockNote { get; init; }
    public required string DeathsHeading { get; init; }
    public required string NoDeaths { get; init; }
    public required string DeathsCaption { get; init; }
    public required string DeathDay { get; init; }
    public required string LastDose { get; init; }
    public required string SinceLastDose { get; init; }
    public required string FatalEvents { get; init; }
    public required string NoFatalEvent { get; init; }
    public required string DeathsNote { get; init; }
    public required string NarrativesHeading { get; init; }
    public required string NarrativesText { get; init; }
    public required string NarrativeWho { get; init; }
    public required string NarrativeDoses { get; init; }
    public required string NarrativeTreatment { get; init; }
    public required string NarrativeDose { get; init; }
    public required string NarrativePartial { get; init; }
    public required string NarrativeNotGiven { get; init; }
    public required string NarrativeNoDose { get; init; }
    public required string NarrativeEvent { get; init; }
    public required string NarrativeOpenEvent { get; init; }
    public required string NarrativeDeath { get; init; }
    public required string NarrativeCompleted { get; init; }
    public required string NarrativeLost { get; init; }
    public required string OutcomeResolved { get; init; }
    public required string OutcomeRecovering { get; init; }
    public required string OutcomeOngoing { get; init; }
    public required string OutcomeSequelae { get; init; }
    public required string OutcomeFatal { get; init; }
    public required string OutcomeUnknown { get; init; }
    public required string DayRange { get; init; }
    public required string DayOpen { get; init; }

    public static SeriousWords English { get; } = new()
    {
        Heading = "Serious adverse events and deaths",
        NotRun = "This run holds no rows of serious adverse events, so their counts, listings, narratives and notification clock are missing here.",
        None = "No serious adverse event and no death is in the records of this run.",
        CountsCaption = "Serious adverse events and deaths",
        SubjectsWith = "Subjects with a serious event, n/N (%)",
        Events = "Serious events",
        Deaths = "Deaths, n/N",
        Clock7 = "Serious events with a 7-day clock",
        Clock15 = "Serious events with a 15-day clock",
        CountsNote = "Serious: so reported, or fatal, or grade 5. Deaths: every reported death, also after the end of follow-up. Events with a clock: without those judged unrelated or expected.",
        ListedInClosed = "Single events, deaths and narratives are listed by subject in the closed report only.",
        ListingHeading = "Listing of serious adverse events",
        ListingCaption = "Serious adverse events by group and subject",
        Term = "Event",
        Grade = "Grade",
        Days = "Trial days",
        Relatedness = "Relation to treatment",
        Outcome = "Outcome",
        ListingNote = "Trial days: onset and resolution, where one is on record; day 1 is the day of enrolment, there is no day 0.",
        ClockHeading = "Notification clock",
        ClockText = "A serious, unexpected event suspected to come from the treatment must be notified within 7 calendar days of becoming known when it is fatal or life-threatening (grade 4 or 5), otherwise within 15 days (ICH E2A).",
        ClockCaption = "Notification clock of serious adverse events",
        Received = "First received",
        ClockDays = "Clock, days",
        Due = "Last day",
        Standing = "At cut-off",
        Running = "running",
        Ended = "over",
        Applies = "Applies",
        Yes = "yes",
        No = "no",
        NotDecided = "not decided",
        ClockNote = "First received: when the first version of the event reached this program; the hospital may have known earlier. Applies: related and not expected; \"not decided\" when the hospital has not sent its judgement of both. Whether and when an authority was notified is not in the records.",
        DeathsHeading = "Listing of deaths",
        NoDeaths = "No death is in the records of this run.",
        DeathsCaption = "Deaths by group and subject",
        DeathDay = "Day of death",
        LastDose = "Last dose, day",
        SinceLastDose = "Days since last dose",
        FatalEvents = "Fatal adverse events",
        NoFatalEvent = "none reported",
        DeathsNote = "Days are trial days. Fatal adverse events: events of grade 5 or with fatal outcome reported for the subject.",
        NarrativesHeading = "Narratives",
        NarrativesText = "Each narrative is put together by the program from coded facts alone; nothing in it is free text from a hospital and nothing is interpreted.",
        NarrativeWho = "{0} ({1}): {2}, {3} years, {4}. ",
        NarrativeDoses = "Trial treatment: {0}. ",
        NarrativeTreatment = "{0} on day ",
        NarrativeDose = "{0}",
        NarrativePartial = "{0} (in part)",
        NarrativeNotGiven = "{0} (not given)",
        NarrativeNoDose = "No dose of a trial treatment is on record. ",
        NarrativeEvent = "{0}, grade {1}, from day {2} to day {3}; relation to treatment: {4}; outcome: {5}. ",
        NarrativeOpenEvent = "{0}, grade {1}, from day {2}, no end date on record; relation to treatment: {3}; outcome: {4}. ",
        NarrativeDeath = "Died on day {0}; days since the last dose: {1}.",
        NarrativeCompleted = "Completed follow-up (day {0}).",
        NarrativeLost = "Last known alive on day {0}.",
        OutcomeResolved = "resolved",
        OutcomeRecovering = "recovering",
        OutcomeOngoing = "ongoing",
        OutcomeSequelae = "resolved with sequelae",
        OutcomeFatal = "fatal",
        OutcomeUnknown = "unknown",
        DayRange = "{0} to {1}",
        DayOpen = "from {0}",
    };

    public static SeriousWords SimplifiedChinese { get; } = new()
    {
        Heading = "严重不良事件与死亡",
        NotRun = "本次运行没有严重不良事件的结果，故此处缺少其计数、列表、病例叙述和报告时限。",
        None = "本次运行的记录中没有严重不良事件，也没有死亡。",
        CountsCaption = "严重不良事件与死亡",
        SubjectsWith = "发生严重不良事件的受试者，n/N（%）",
        Events = "严重不良事件例次",
        Deaths = "死亡，n/N",
        Clock7 = "适用7天时限的严重不良事件",
        Clock15 = "适用15天时限的严重不良事件",
        CountsNote = "严重：按报告判定，或为致死性，或为5级。死亡：全部已报告的死亡，包括随访结束后的死亡。适用时限者不含判定为无关或预期的事件。",
        ListedInClosed = "单个事件、死亡和病例叙述按受试者仅列于非公开报告。",
        ListingHeading = "严重不良事件列表",
        ListingCaption = "各组受试者的严重不良事件",
        Term = "事件",
        Grade = "分级",
        Days = "试验日",
        Relatedness = "与治疗的相关性",
        Outcome = "转归",
        ListingNote = "试验日：发生日至缓解日（如有记录）；入组当天为第1天，没有第0天。",
        ClockHeading = "报告时限",
        ClockText = "可疑且非预期的严重不良反应，致死或危及生命者（4级或5级）应自获知之日起7个日历日内报告，其他应在15日内报告（ICH E2A）。",
        ClockCaption = "严重不良事件的报告时限",
        Received = "首次收到",
        ClockDays = "时限（天）",
        Due = "截止日",
        Standing = "数据截止时",
        Running = "未到期",
        Ended = "已到期",
        Applies = "是否适用",
        Yes = "是",
        No = "否",
        NotDecided = "未判定",
        ClockNote = "首次收到：该事件的首个版本到达本程序之日；医院可能更早获知。是否适用：相关且非预期；医院未提交两项判定时为“未判定”。是否及何时已向主管部门报告，不在记录之中。",
        DeathsHeading = "死亡列表",
        NoDeaths = "本次运行的记录中没有死亡。",
        DeathsCaption = "各组受试者的死亡",
        DeathDay = "死亡日",
        LastDose = "末次给药日",
        SinceLastDose = "距末次给药天数",
        FatalEvents = "致死性不良事件",
        NoFatalEvent = "未报告",
        DeathsNote = "各日均为试验日。致死性不良事件：该受试者5级或转归为死亡的事件。",
        NarrativesHeading = "病例叙述",
        NarrativesText = "各病例叙述由程序仅依据编码事实生成，不含医院的自由文本，也不作任何解释。",
        NarrativeWho = "{0}（{1}）：{2}，{3}岁，{4}。",
        NarrativeDoses = "试验治疗：{0}。",
        NarrativeTreatment = "{0}，",
        NarrativeDose = "第{0}天",
        NarrativePartial = "第{0}天（部分给药）",
        NarrativeNotGiven = "第{0}天（未给药）",
        NarrativeNoDose = "没有试验治疗的给药记录。",
        NarrativeEvent = "{0}，{1}级，第{2}天至第{3}天；与治疗的相关性：{4}；转归：{5}。",
        NarrativeOpenEvent = "{0}，{1}级，自第{2}天起，无结束日期记录；与治疗的相关性：{3}；转归：{4}。",
        NarrativeDeath = "第{0}天死亡，距末次给药{1}天。",
        NarrativeCompleted = "完成随访（第{0}天）。",
        NarrativeLost = "最后已知存活日为第{0}天。",
        OutcomeResolved = "痊愈",
        OutcomeRecovering = "好转",
        OutcomeOngoing = "持续",
        OutcomeSequelae = "痊愈有后遗症",
        OutcomeFatal = "死亡",
        OutcomeUnknown = "不详",
        DayRange = "{0}至{1}",
        DayOpen = "自{0}起",
    };
}
