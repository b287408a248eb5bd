using System.Collections.Immutable;
using ReportPipeline.Desk.Committee;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset;

namespace ReportPipeline.Desk.Hospital;

/// <summary>A hospital's own receipts, newest first.</summary>
/// <param name="Search">What was searched for; empty for all.</param>
/// <param name="Older">Ledger entry at which older receipts begin, and how many of its bundles come before them; null when there are none.</param>
public sealed record ReceiptsModel(string Search, ImmutableArray<ReceiptLine> Receipts, (long Entry, int Skip)? Older);

/// <param name="Entry">The ledger entry that sealed the bundle; null while it waits.</param>
public sealed record ReceiptLine(string Id, string BundleHash, DateTimeOffset ReceivedAt, long? Entry);

/// <summary>One receipt with the proof that its bundle is sealed.</summary>
/// <param name="Proof">Null while the bundle waits for the next run.</param>
public sealed record ReceiptModel(ReceiptLine Receipt, SealedProof? Proof);

/// <summary>A hospital's data queries as of the newest run.</summary>
/// <param name="DataCutOff">Null when no run has finished.</param>
/// <param name="Page">From 1, of both listings.</param>
public sealed record QueriesModel(DateTimeOffset? DataCutOff, QueryListing Open, QueryListing Answered, int Page)
{
    public const int QueriesOfPage = 200;

    public static QueriesModel NoRunYet { get; } = new(null, new QueryListing([], 0), new QueryListing([], 0), 1);
}

/// <param name="Shown">Those of the page.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record QueryListing(ImmutableArray<QueryLine> Shown, int Total);

/// <param name="Subject">Trial subject number; null while the Patient has not been received.</param>
/// <param name="Parameter">What it is about; null for the record as a whole.</param>
/// <param name="Message">How to cure it.</param>
/// <param name="AnsweredAt">When the version that answered it arrived; null while open.</param>
public sealed record QueryLine(string Code, string? Subject, string? Parameter, string Message, RecordPlace Place, DateTimeOffset? AnsweredAt);

/// <summary>A record in the sender's own terms.</summary>
public sealed record RecordPlace(string ResourceType, string BundleHash, string Expression, DateTimeOffset ReceivedAt);

/// <summary>Expected against received assessments as of the newest run.</summary>
/// <param name="DataCutOff">Null when no run has finished.</param>
/// <param name="Visits">Id and label, in protocol order.</param>
public sealed record CompletenessModel(
    DateTimeOffset? DataCutOff, int Missing, ImmutableArray<(string Id, string Label)> Visits, ImmutableArray<SubjectCompleteness> Subjects, int Page)
{
    public const int SubjectsOfPage = 100;

    public static CompletenessModel NoRunYet { get; } = new(null, 0, [], [], 1);

    /// <summary>Label of a parameter by its code.</summary>
    public Func<string, string> ParameterLabel { get; init; } = code => code;
}

/// <summary>The form that tries a bundle.</summary>
/// <param name="Text">What was sent, shown again so that it can be mended.</param>
/// <param name="Problem">Why nothing was judged.</param>
/// <param name="Judgement">Null before anything was sent.</param>
public sealed record ValidateModel(string Text, string? Problem, Judgement? Judgement)
{
    public static ValidateModel Empty { get; } = new("", null, null);
}

/// <summary>What receiving would have said.</summary>
/// <param name="Accepted">Whether the bundle would be taken.</param>
/// <param name="Status">The HTTP status that the sender would get.</param>
/// <param name="Issues">In the order of the entries.</param>
/// <param name="Source">The bundle's lines with the issues beside them.</param>
public sealed record Judgement(bool Accepted, int Status, ImmutableArray<PlacedIssue> Issues, ImmutableArray<SourceLine> Source);

/// <param name="Line">From 1; null when the issue is about the whole bundle or its place is not in the text.</param>
public sealed record PlacedIssue(IngestIssue Issue, int? Line);

/// <summary>A line of the bundle, or a gap of lines without issues.</summary>
/// <param name="Number">From 1; 0 for a gap.</param>
public sealed record SourceLine(int Number, string Text, ImmutableArray<IngestIssue> Issues);
