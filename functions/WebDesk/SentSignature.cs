using ReportPipeline.Custody.Acts;
using ReportPipeline.Desk.Committee;
using ReportPipeline.Desk.Language;

namespace ReportPipeline.Functions.WebDesk;

/// <summary>What the form of a signature says, and what it lacks.</summary>
internal static class SentSignature
{
    public static SignEntry Read(IFormCollection form) =>
        new(form["document"].ToString(), form["meaning"].ToString(), form["reason"].ToString().Trim(), form["confirm"] == "yes");

    /// <summary>In the reader's words; null when the form is complete.</summary>
    /// <param name="offered">Whether the chosen document is one of those that the page offers.</param>
    public static string? Problem(SignEntry entry, bool offered, ActWords words) =>
        !offered ? words.DocumentMissing
        : MeaningOf(entry.Meaning) is not { } meaning ? words.MeaningMissing
        : meaning == ActMeaning.Rejected && entry.Reason.Length == 0 ? words.ReasonMissing
        : !entry.Confirmed ? words.ConfirmMissing
        : null;

    public static ActMeaning? MeaningOf(string meaning) => meaning switch
    {
        SignatureMeaning.Reviewed => ActMeaning.Reviewed,
        SignatureMeaning.Approved => ActMeaning.Approved,
        SignatureMeaning.Rejected => ActMeaning.Rejected,
        _ => null,
    };

    /// <summary>Only a rejection carries its reason.</summary>
    public static string? ReasonOf(SignEntry entry) => MeaningOf(entry.Meaning) == ActMeaning.Rejected ? entry.Reason : null;
}
