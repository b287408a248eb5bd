using static ReportPipeline.Desk.Language.English;

namespace ReportPipeline.Desk.Language;

internal static class SimplifiedChineseRelease
{
    public static ReleaseWords Words { get; } = new()
    {
        Title = "发布",
        Text = "报告在发布之前是草稿。发布要求委员会成员已同意其中一份文件，且决定清单已获同意。",
        Report = "报告：",
        Documents = "将发布的文件",
        NoDocuments = "此次运行没有留下文件。",
        Approvals = count => count == 0 ? "尚无同意" : Text($"{count}份同意"),
        Confirm = "我以本人账户发布以上所列文件。",
        ConfirmMissing = "请确认发布所列文件。",
        ReleaseNow = "发布报告",
        Thanks = "报告已发布。下次运行将把此次发布封存入账本。",
        IsReleased = "此报告已发布，此后不能再签名或发布。",
        IsRejected = "委员会成员已否决此报告，此后不能再签名或发布。",
        NeedsApproval = "尚无委员会成员同意此报告的任何文件。",
        DecisionsTitle = "决定清单",
        DecisionsText = "哪些受试者退出哪个分析集，以及理由。每份报告都以此清单为依据；委员会成员同意清单之前，任何报告不得发布。",
        DecisionsApproved = "现行清单已获同意。",
        DecisionsPending = "现行清单尚未获同意，或已被否决。",
        DecisionsHash = "清单的SHA-256",
        NoDecisions = "清单为空：没有受试者因决定而退出分析集。",
        Subject = "受试者",
        Leaves = "退出",
        Why = "理由",
        Criterion = "标准编号",
        Decided = "决定日期",
        SignDecisions = "签署清单",
        NobodySigned = "尚无人签署此清单。",
    };
}
