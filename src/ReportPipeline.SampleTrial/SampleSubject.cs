using System.Collections.Immutable;

namespace ReportPipeline.SampleTrial;

/// <summary>One synthetic subject as a hospital's own records hold it, identity included. Nobody in here is real.</summary>
public sealed record SampleSubject
{
    /// <summary>Trial subject number.</summary>
    public required string Subject { get; init; }

    /// <summary>Site id of the protocol.</summary>
    public required string Site { get; init; }

    /// <summary>Arm code of the protocol.</summary>
    public required string Arm { get; init; }

    /// <summary>Stratum parameter of the protocol → its value at entry.</summary>
    public required ImmutableSortedDictionary<string, string> Strata { get; init; }

    /// <summary><c>male</c> or <c>female</c>, as FHIR writes it.</summary>
    public required string Sex { get; init; }

    /// <summary>Whole years at enrolment.</summary>
    public required int Age { get; init; }

    /// <summary>Trial day 1. The baseline was taken the day before, on day −1.</summary>
    public required DateOnly Enrolment { get; init; }

    /// <summary>Null for survivors.</summary>
    public required DateOnly? Death { get; init; }

    /// <summary>Day of death, or trial day 30.</summary>
    public required DateOnly LastContact { get; init; }

    /// <summary>Number of the exclusion criterion that was violated, 1–9; null when none was.</summary>
    public int? ViolatedCriterion { get; init; }

    public required SampleIdentity Identity { get; init; }

    public required ImmutableArray<SampleObservation> Observations { get; init; }

    public required ImmutableArray<SampleAdverseEvent> AdverseEvents { get; init; }

    public required ImmutableArray<SampleTreatment> Treatments { get; init; }

    public required ImmutableArray<SampleAdministration> Administrations { get; init; }

    public SampleCorrections Corrections { get; init; } = new([], [], []);
}

/// <summary>What must never pass the raw zone.</summary>
public sealed record SampleIdentity
{
    public required string FamilyName { get; init; }

    public required string GivenName { get; init; }

    /// <summary>Romanised.</summary>
    public required string FamilyNameLatin { get; init; }

    public required string GivenNameLatin { get; init; }

    public required DateOnly BirthDate { get; init; }

    public required string MedicalRecordNumber { get; init; }

    public required string Phone { get; init; }

    public required string Address { get; init; }
}

/// <param name="Visit">Visit id when the record belongs to a planned assessment; else empty.</param>
/// <param name="Date">Site-local date of the finding, or the start of a period.</param>
/// <param name="EndDate">End of a period; else null.</param>
/// <param name="Parameter">Parameter code of the protocol.</param>
/// <param name="Value">Number, coded value, or empty: for a date or period nothing is needed, for others it was not assessed.</param>
/// <param name="Unit">UCUM unit of a number; else empty.</param>
public sealed record SampleObservation(string Visit, DateOnly Date, DateOnly? EndDate, string Parameter, string Value, string Unit);

/// <param name="Term">Term code of the protocol.</param>
/// <param name="Grade">CTCAE grade 1–5.</param>
/// <param name="Outcome">Code of FHIR's adverse-event-outcome.</param>
public sealed record SampleAdverseEvent(string Term, int Grade, DateOnly Onset, DateOnly? Resolved, string Outcome)
{
    /// <summary>Site-local time of day of the onset; null when only the day was noted.</summary>
    public TimeOnly? OnsetTime { get; init; }

    public required bool Serious { get; init; }

    /// <summary>Relatedness value of the protocol.</summary>
    public required string Relatedness { get; init; }
}

/// <summary>Concomitant treatment of one class.</summary>
public sealed record SampleTreatment(string TreatmentClass, DateOnly Start, DateOnly End);

/// <summary>One infusion of the product or its vehicle, run in two steps.</summary>
public sealed record SampleAdministration
{
    public required DateOnly Date { get; init; }

    public required TimeOnly Start { get; init; }

    /// <summary>Treatment code of the protocol.</summary>
    public required string Treatment { get; init; }

    /// <summary>Donor lot; empty for the vehicle.</summary>
    public required string Lot { get; init; }

    /// <summary>In the treatment's dose unit.</summary>
    public required decimal Dose { get; init; }

    public required decimal VolumeMillilitres { get; init; }

    public required int Minutes { get; init; }

    /// <summary>Mean rate over the whole infusion. Rate × time need not be the stated volume: in the published trial it is not.</summary>
    public required decimal MillilitresPerHour { get; init; }

    /// <summary>FHIR status: <c>completed</c>, <c>stopped</c> or <c>not-done</c>.</summary>
    public required string Status { get; init; }
}

/// <summary>What the hospital got wrong first, or sent late. After all of it the records read as the subject's own lists say.</summary>
public sealed record SampleCorrections(
    ImmutableArray<AmendedObservation> Amended,
    ImmutableArray<WithdrawnAdverseEvent> Withdrawn,
    ImmutableArray<LateVisit> Late);

/// <param name="FirstValue">The wrong value that was sent first.</param>
public sealed record AmendedObservation(string Parameter, string Visit, string FirstValue, DateOnly AmendedOn);

/// <summary>An event that was sent and then declared entered in error.</summary>
public sealed record WithdrawnAdverseEvent(SampleAdverseEvent AdverseEvent, DateOnly WithdrawnOn);

/// <param name="SentOn">Day on which the visit's bundle finally came.</param>
public sealed record LateVisit(string Visit, DateOnly SentOn);
