using System.Collections.Immutable;

namespace ReportPipeline.Reporting.Language;

/// <summary>Findings, exposure, hazard ratios, durations, measurements and listings.</summary>
public sealed record AnalysisWords
{
    public required string Visit { get; init; }
    public required string FindingsCaption { get; init; }
    public required string FindingsNote { get; init; }
    public required string ExposureHeading { get; init; }
    public required string ExposureCaption { get; init; }
    public required string SubjectsTreated { get; init; }
    public required string AllPlannedDoses { get; init; }
    public required string DosesGiven { get; init; }
    public required string DosesPartial { get; init; }
    public required string DosesNotGiven { get; init; }
    public required string CumulativeDose { get; init; }
    public required string VolumePerDose { get; init; }
    public required string RatePerDose { get; init; }
    public required string Lot { get; init; }
    public required string LotViability { get; init; }
    public required string Treatment { get; init; }
    public required string TreatmentClass { get; init; }
    public required string TreatmentCaption { get; init; }
    public required string PBetweenGroups { get; init; }
    public required string PBetweenStrata { get; init; }
    public required string PValueNote { get; init; }
    public required string PNote { get; init; }
    public required string HazardCaption { get; init; }
    public required string HazardRatio { get; init; }
    public required string DeathsOfSubjects { get; init; }
    public required string Model { get; init; }
    public required string Unadjusted { get; init; }
    public required string Adjusted { get; init; }
    public required string AdjustedFor { get; init; }
    public required string HazardAxis { get; init; }
    public required string HazardNote { get; init; }
    public required string HazardMethodNote { get; init; }
    public required string HazardAlternative { get; init; }
    public required string HazardAlternativeRow { get; init; }
    public required string DurationHeading { get; init; }
    public required string DurationCaption { get; init; }
    public required string DurationPooledCaption { get; init; }
    public required string Outcome { get; init; }
    public required string Observed { get; init; }
    public required string Shift { get; init; }
    public required string DurationNote { get; init; }
    public required string ShiftNote { get; init; }
    public required string ListingNote { get; init; }
    public required string FurtherHeading { get; init; }
    public required string FurtherCaption { get; init; }
    public required string MeanAxis { get; init; }
    public required string MeanCaption { get; init; }
    public required string MeanTableCaption { get; init; }
    public required string MeanAlternative { get; init; }
    public required string MeanAlternativeGroup { get; init; }
    public required string MeanNote { get; init; }
    public required string StatisticsHeader { get; init; }
    public required string DayAxis { get; init; }
    public required string Before { get; init; }
    public required string After { get; init; }
    public required string Change { get; init; }
    public required string PPaired { get; init; }
    public required string PUnpaired { get; init; }
    public required string BeforeAfterCaption { get; init; }
    public required string BeforeAfterNote { get; init; }
    public required string UnpairedNote { get; init; }
    public required string NoReferenceRanges { get; init; }
    public required string ListingCaption { get; init; }
    public required string Subject { get; init; }
    public required string Group { get; init; }
    public required string Day { get; init; }
    public required string Reading { get; init; }

    /// <summary>Warnings of the analysis that name what happened in a statistician's words → the same for any reader.</summary>
    public required ImmutableDictionary<string, string> Warnings { get; init; }
}
