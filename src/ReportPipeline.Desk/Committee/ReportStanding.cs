using System.Collections.Immutable;

namespace ReportPipeline.Desk.Committee;

/// <summary>How far a report has come.</summary>
public enum ReportStatus
{
    Draft,
    Signed,
    Released,
    Rejected,
}

/// <summary>Status and signatures of a report, as sealed beside it.</summary>
public sealed record ReportStanding(ReportStatus Status, ImmutableArray<ReportSignature> Signatures)
{
    public static ReportStanding Draft { get; } = new(ReportStatus.Draft, []);

    /// <summary>How many times a document of the report was approved.</summary>
    public int Approvals => Signatures.Count(signature => signature.Meaning == SignatureMeaning.Approved);
}

/// <param name="Signer">As the sign-in named the person.</param>
/// <param name="Meaning">One of <see cref="SignatureMeaning"/>.</param>
/// <param name="Documents">Editions and languages that it is bound to, as far as the reader may know of them.</param>
/// <param name="Reason">Given with a rejection; null otherwise.</param>
public sealed record ReportSignature(string Signer, DateTimeOffset At, string Meaning, string Documents, string? Reason);

/// <summary>What a signature can mean (21 CFR 11.50), as the forms send it.</summary>
public static class SignatureMeaning
{
    public const string Reviewed = "reviewed";
    public const string Approved = "approved";
    public const string Rejected = "rejected";

    /// <summary>Given out by the operator; no form of the committee sends it.</summary>
    public const string Released = "released";
}
