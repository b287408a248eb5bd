using ReportPipeline.Trial.Content;

namespace ReportPipeline.Desk.Language;

/// <summary>Every word of the desk in one language. What a report says is not here: that comes composed, as the document does.</summary>
public sealed record DeskWords
{
    /// <summary>BCP 47 tag: <c>en</c> or <c>zh-Hans</c>.</summary>
    public required string Tag { get; init; }

    public required ShellWords Shell { get; init; }

    public required AccessWords Access { get; init; }

    public required TableWords Tables { get; init; }

    public required CommitteeWords Committee { get; init; }

    public required OriginWords Origin { get; init; }

    public required ActWords Acts { get; init; }

    public required HospitalWords Hospital { get; init; }

    public required OperationWords Operation { get; init; }

    public required ReleaseWords Release { get; init; }

    /// <summary>The other language, which a reader can change to.</summary>
    public string OtherTag => Tag == "en" ? "zh-Hans" : "en";

    /// <summary>The words of a language; English for one that the desk does not speak.</summary>
    public static DeskWords Of(string tag) => tag == "zh-Hans" ? SimplifiedChinese.Words : English.Words;

    /// <summary>A ledger entry by its number.</summary>
    public string Entry(long number) => Numbers.Count(number);

    public string Instant(DateTimeOffset instant) => Numbers.Instant(instant, Tag);
}

public sealed record ShellWords
{
    public required string Product { get; init; }
    public required string SkipToContent { get; init; }
    public required string Tools { get; init; }
    public required string Areas { get; init; }
    public required string OtherLanguage { get; init; }
    public required string SignOut { get; init; }
    public required string Reports { get; init; }
    public required string Receipts { get; init; }
    public required string Queries { get; init; }
    public required string Completeness { get; init; }
    public required string Validate { get; init; }
    public required string Operation { get; init; }
    public required string Audit { get; init; }
    public required string SyntheticData { get; init; }
    public required string DevelopmentSignIn { get; init; }
    public required string Footer { get; init; }
    public required string Back { get; init; }
}

public sealed record AccessWords
{
    public required string SignIn { get; init; }
    public required string SignInText { get; init; }
    public required string SignInElsewhere { get; init; }
    public required string NotConfigured { get; init; }
    public required string ChooseRole { get; init; }
    public required string DevelopmentText { get; init; }
    public required string FreshText { get; init; }
    public required Func<string, string> SignInAs { get; init; }
    public required string CommitteeOpen { get; init; }
    public required string CommitteeClosed { get; init; }
    public required string CommitteeChair { get; init; }
    public required string Operator { get; init; }
    public required string Forbidden { get; init; }
    public required string ForbiddenText { get; init; }
    public required string NotFound { get; init; }
    public required string NotFoundText { get; init; }
    public required string Expired { get; init; }
    public required string ExpiredText { get; init; }
    public required string Unavailable { get; init; }
    public required string UnavailableText { get; init; }
    public required string TooLarge { get; init; }
    public required string TooLargeText { get; init; }
    public required string TooMany { get; init; }
    public required string TooManyText { get; init; }
    public required string SignInFailed { get; init; }
    public required string SignedOut { get; init; }
    public required string SignOutElsewhere { get; init; }
    public required string Failed { get; init; }
    public required string FailedText { get; init; }
    public required string Home { get; init; }
    public required string HomeText { get; init; }
    public required string NoRole { get; init; }
    public required Func<string, string> AboutArea { get; init; }
}

public sealed record TableWords
{
    public required string Filter { get; init; }
    public required string ApplyFilter { get; init; }
    public required Func<int, int, string> Shown { get; init; }

    /// <summary>As <see cref="Shown"/> with <c>{0}</c> and <c>{1}</c>, for the script.</summary>
    public required string RowsShown { get; init; }
    public required string NoRows { get; init; }
    public required string Previous { get; init; }
    public required string Next { get; init; }
    public required Func<int, int, string> PageOf { get; init; }
    public required Func<string, string> NumbersBehind { get; init; }
    public required string Series { get; init; }
    public required string Nothing { get; init; }
    public required string Yes { get; init; }
    public required string No { get; init; }
}
