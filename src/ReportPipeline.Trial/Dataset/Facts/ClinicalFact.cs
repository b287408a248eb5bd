using System.Text.Json.Serialization;

namespace ReportPipeline.Trial.Dataset.Facts;

/// <summary>What the sender says about the standing of a record, over all resource types.</summary>
public enum RecordStatus
{
    /// <summary>final, completed, actual: counts.</summary>
    Final,

    /// <summary>Counts and is flagged; of an administration: begun and running or interrupted, a partial dose until it is completed.</summary>
    Preliminary,

    /// <summary>amended or corrected: supersedes earlier versions.</summary>
    Amended,

    /// <summary>Does not count; earlier versions stop counting too.</summary>
    EnteredInError,

    /// <summary>registered, cancelled, unknown, potential: does not count.</summary>
    NotCounted,

    /// <summary>An administration that did not take place: evidence of no dose.</summary>
    NotDone,

    /// <summary>An administration that was stopped early: a partial dose.</summary>
    Stopped,
}

/// <summary>
/// Who a fact is about: the subject number itself, or the pseudonym of a Patient resource received elsewhere. With both, the number says who it
/// is, and a Patient with another number contradicts it.
/// </summary>
public sealed record SubjectLink(SubjectId? Subject, string? PatientKey);

/// <summary>
/// One version of one clinical statement, without identity: there is no field that could hold a name, an address or
/// free text. Facts are what the FHIR half hands over; everything downstream derives from them.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(PatientFact), "patient")]
[JsonDerivedType(typeof(ObservationFact), "observation")]
[JsonDerivedType(typeof(AdverseEventFact), "adverse-event")]
[JsonDerivedType(typeof(AdministrationFact), "administration")]
[JsonDerivedType(typeof(VersionFact), "version")]
public abstract record ClinicalFact(SubjectLink Link, RecordStatus Status, SourceReference Source);

/// <summary>
/// A version of a resource that says nothing the trial uses. It is kept because it supersedes what earlier versions said.
/// </summary>
public sealed record VersionFact(SubjectLink Link, RecordStatus Status, SourceReference Source) : ClinicalFact(Link, Status, Source);

public enum Sex
{
    Male,
    Female,
    Other,
    Unknown,
}

/// <param name="Sex">Patient.gender.</param>
/// <param name="Active">Patient.active, true when absent.</param>
/// <param name="ReplacedByKey">Pseudonym of the Patient that replaces this one, when link.type is replaced-by.</param>
/// <param name="Deceased">Date of death, when one was sent.</param>
/// <param name="DeceasedWithoutDate">True when the death was sent without a date that can be used.</param>
public sealed record PatientFact(
    SubjectLink Link,
    RecordStatus Status,
    SourceReference Source,
    Sex Sex,
    bool Active,
    string? ReplacedByKey,
    ClinicalDate? Deceased,
    bool DeceasedWithoutDate) : ClinicalFact(Link, Status, Source)
{
    /// <summary>Active and not replaced by another.</summary>
    [JsonIgnore]
    public bool InUse => Active && ReplacedByKey is null;
}

/// <param name="Parameter">Parameter code of the protocol.</param>
/// <param name="When">effectiveDateTime (start = end) or effectivePeriod.</param>
/// <param name="Value">The value in canonical form.</param>
public sealed record ObservationFact(
    SubjectLink Link,
    RecordStatus Status,
    SourceReference Source,
    string Parameter,
    ClinicalPeriod When,
    ObservedValue Value) : ClinicalFact(Link, Status, Source);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(QuantityValue), "quantity")]
[JsonDerivedType(typeof(CodedFactValue), "coded")]
[JsonDerivedType(typeof(MissingValue), "missing")]
[JsonDerivedType(typeof(OccurrenceValue), "occurrence")]
public abstract record ObservedValue;

/// <param name="Value">In the parameter's canonical unit, converted exactly.</param>
/// <param name="Comparator"><c>&lt;</c>, <c>&lt;=</c>, <c>&gt;=</c>, <c>&gt;</c> or null.</param>
public sealed record QuantityValue(decimal Value, string? Comparator) : ObservedValue;

/// <param name="Value">One of the parameter's coded values.</param>
public sealed record CodedFactValue(string Value) : ObservedValue;

/// <summary>dataAbsentReason: missing, not zero.</summary>
/// <param name="Reason">Code of the data-absent-reason system, or one of <see cref="AbsentReasons"/>.</param>
public sealed record MissingValue(string Reason) : ObservedValue;

/// <summary>A date or period parameter, whose value is its effective time.</summary>
public sealed record OccurrenceValue : ObservedValue;

/// <param name="Term">Term code of the protocol; null when uncoded, which raises a query.</param>
/// <param name="Onset">Date of the event: AdverseEvent.date, else detected.</param>
/// <param name="Resolved">Resolve date of the backport, when sent.</param>
/// <param name="Grade">CTCAE grade 1–5.</param>
/// <param name="Serious">AdverseEvent.seriousness.</param>
/// <param name="Relatedness">Relatedness value of the protocol.</param>
/// <param name="Fatal">True when the outcome is fatal.</param>
/// <param name="Outcome">Code of the adverse-event-outcome system.</param>
public sealed record AdverseEventFact(
    SubjectLink Link,
    RecordStatus Status,
    SourceReference Source,
    string? Term,
    ClinicalDate? Onset,
    ClinicalDate? Resolved,
    int? Grade,
    bool? Serious,
    string? Relatedness,
    bool Fatal,
    string? Outcome) : ClinicalFact(Link, Status, Source)
{
    /// <summary>Backport extension <c>caused-subject-to-discontinue-study</c>.</summary>
    public bool? CausedDiscontinuation { get; init; }

    public bool? ExpectedInStudy { get; init; }
}

/// <param name="Treatment">Treatment or concomitant-treatment class code of the protocol.</param>
/// <param name="When">effectiveDateTime or effectivePeriod.</param>
/// <param name="Dose">In the treatment's dose unit.</param>
/// <param name="Lot">Batch number from the contained Medication.</param>
public sealed record AdministrationFact(
    SubjectLink Link,
    RecordStatus Status,
    SourceReference Source,
    string Treatment,
    ClinicalPeriod When,
    decimal? Dose,
    string? Lot) : ClinicalFact(Link, Status, Source)
{
    /// <summary>dosage.rateQuantity in mL/h, when sent.</summary>
    public decimal? RateMillilitresPerHour { get; init; }

    /// <summary>Infused volume in mL, when sent.</summary>
    public decimal? VolumeMillilitres { get; init; }
}
