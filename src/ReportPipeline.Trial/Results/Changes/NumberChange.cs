using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ReportPipeline.Trial.Results.Changes;

/// <summary>Why a number is not what it was in the last released report.</summary>
public enum ChangeReason
{
    /// <summary>A record of a subject of whom the earlier report knew nothing.</summary>
    NewSubject,

    /// <summary>A later version of a record that the earlier report knew.</summary>
    Correction,

    /// <summary>A record that the earlier report counted was entered in error, or does not count any more.</summary>
    Withdrawal,

    /// <summary>A record of a day that had passed when the earlier report was made, received only afterwards.</summary>
    LateData,

    /// <summary>A record of a later day: the trial went on.</summary>
    FurtherFollowUp,

    /// <summary>The protocol or its decision list is another one; then it may have a part in every change.</summary>
    Protocol,

    /// <summary>The program is another one; then it may have a part in every change.</summary>
    Software,

    /// <summary>The same records at a later cut-off, at which more is due, or compared with others that changed.</summary>
    LaterCutOff,
}

/// <summary>One result that changed.</summary>
/// <param name="Id">Id of the row.</param>
/// <param name="Before">In the released report; null when it had no such row.</param>
/// <param name="After">Now; null when there is no such row any more.</param>
/// <param name="Reasons">At least one, in the order of <see cref="ChangeReason"/>.</param>
public sealed record NumberChange(string Id, ResultValue? Before, ResultValue? After, ImmutableArray<ChangeReason> Reasons);

/// <summary>What changed between the results of the last released report and those of a run.</summary>
/// <param name="Previous">The released run.</param>
/// <param name="Current">The run.</param>
/// <param name="Comparable">False when the released results were written in a form that this version cannot read; then no change is listed.</param>
/// <param name="Changes">In the order of the run's results; rows that are gone come last, in ordinal order of id.</param>
public sealed record ResultChanges(string Previous, string Current, bool Comparable, ImmutableArray<NumberChange> Changes)
{
    /// <summary>In the order of the run's results; rows that are gone come last, in ordinal order of id.</summary>
    public ImmutableArray<NumberChange> Changes
    {
        get;
        init
        {
            // A copy with other changes must not find those of the original.
            field = value;
            byId = null;
        }
    } = Changes;

    /// <summary>Cut-off of the released report; null when it cannot be read.</summary>
    public DateTimeOffset? PreviousCutOff { get; init; }

    /// <summary>The changed row with the id, or null.</summary>
    public NumberChange? Find(string id) => (byId ??= Changes.ToDictionary(change => change.Id, StringComparer.Ordinal)).GetValueOrDefault(id);

    [JsonIgnore]
    private Dictionary<string, NumberChange>? byId;
}
