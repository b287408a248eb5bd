using System.Collections.Immutable;

namespace ReportPipeline.Trial.Protocol;

/// <summary>The trial's own coded list of adverse-event terms. A licensed dictionary is never shipped.</summary>
public sealed record AdverseEventDictionary(
    ImmutableArray<AdverseEventCategory> Categories,
    ImmutableArray<GradeCode> Grades,
    ImmutableArray<RelatednessCode> Relatedness);

public sealed record AdverseEventCategory(string Code, LocalizedText Label, ImmutableArray<AdverseEventTerm> Terms);

public sealed record AdverseEventTerm(string Code, LocalizedText Label, ImmutableArray<Coding> Codings);

/// <param name="Grade">CTCAE grade 1–5.</param>
public sealed record GradeCode(int Grade, ImmutableArray<Coding> Codings);

/// <param name="Value">not-related, unlikely, possible, probable or definite.</param>
/// <param name="Related">True when the assessment counts as treatment-related.</param>
public sealed record RelatednessCode(string Value, LocalizedText Label, bool Related, ImmutableArray<Coding> Codings);

/// <summary>A trial treatment, given as MedicationAdministration.</summary>
/// <param name="Arm">The arm whose subjects are meant to receive it.</param>
/// <param name="DoseUnit">UCUM unit of one dose.</param>
/// <param name="PlannedDoses">What the schedule asks for.</param>
public sealed record Treatment(
    string Code,
    LocalizedText Label,
    string Arm,
    ImmutableArray<Coding> Codings,
    string DoseUnit,
    ImmutableArray<PlannedDose> PlannedDoses)
{
    public ImmutableArray<ProductLot> Lots { get; init; } = [];

    public ProductRelease? Release { get; init; }

    public InfusionPlan? Infusion { get; init; }
}

public sealed record PlannedDose(string Visit, decimal Dose);

/// <param name="ViabilityPercent">Viable cells at release, 0–100.</param>
public sealed record ProductLot(string Number, decimal ViabilityPercent);

/// <param name="ViabilityAbovePercent">A lot is released only when its viability is above this.</param>
/// <param name="Passage">Culture passage at which cells are used.</param>
public sealed record ProductRelease(decimal ViabilityAbovePercent, int Passage, ImmutableArray<string> PositiveMarkers, ImmutableArray<string> NegativeMarkers);

/// <param name="VolumeMillilitres">Stated volume of one infusion.</param>
/// <param name="DropsPerMillilitre">Drop factor of the giving set.</param>
public sealed record InfusionPlan(decimal VolumeMillilitres, int DropsPerMillilitre, ImmutableArray<InfusionStep> Steps)
{
    /// <summary>Every medium that the protocol text names; more than one is an audit finding.</summary>
    public ImmutableArray<string> StatedMedia { get; init; } = [];
}

/// <summary>A stretch of an infusion at a rate between two bounds.</summary>
public sealed record InfusionStep(decimal Minutes, int FromDropsPerMinute, int ToDropsPerMinute);

/// <summary>A class of concomitant treatment, given as MedicationAdministration.</summary>
public sealed record TreatmentClass(string Code, LocalizedText Label, ImmutableArray<Coding> Codings);
