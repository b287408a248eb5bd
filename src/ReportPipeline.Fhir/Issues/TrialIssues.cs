using static ReportPipeline.Fhir.Issues.IssueDefinition;

namespace ReportPipeline.Fhir.Issues;

/// <summary>Conformance to the trial's protocol. Most of it never refuses a record: it opens a data query.</summary>
public static class TrialIssues
{
    public static readonly IssueDefinition SubjectNotOfSite = Refusal("subject-not-of-site", "business-rule", 422,
        "The subject number is not one that this site may use.", "Check the number against the protocol's pattern for the site.");

    public static readonly IssueDefinition SubjectAmbiguous = Refusal("subject-ambiguous", "business-rule", 422,
        "The Patient carries several trial subject numbers.", "Send exactly one.");

    public static readonly IssueDefinition SubjectNumberMissing = Query("subject-number-missing", "business-rule",
        "The Patient carries no trial subject number: it and what refers to it stay out of the analysis.",
        "Add the identifier under the trial's system if this person is a subject.");

    public static readonly IssueDefinition SubjectMissing = Query("subject-missing", "business-rule",
        "The record does not say which subject it is about.", "Set subject.");

    public static readonly IssueDefinition SubjectNotAPatient = Query("subject-not-a-patient", "business-rule",
        "The record is about something other than a Patient.", "Refer to the Patient if this record belongs to the trial.");

    public static readonly IssueDefinition SubjectConflict = Refusal("subject-conflict", "conflict", 422,
        "The reference and the identifier of the subject name two different subjects.", "Send one of the two, or make both name the same subject.");

    public static readonly IssueDefinition SubjectElsewhere = Query("subject-elsewhere", "business-rule",
        "The subject is a Patient of another server, whose ids say nothing here: the record stays out of the analysis.",
        "Refer to the subject as Patient?identifier=system|number, or to a Patient that was sent here as Patient/id, or give the entries fullUrls of that server.");

    public static readonly IssueDefinition SubjectPending = Note("subject-pending", "incomplete",
        "The record refers to a Patient that is not in this Bundle.", "Nothing to do if that Patient was or will be sent; otherwise send it.");

    public static readonly IssueDefinition TypeNotUsed = Note("type-not-used", "informational",
        "The trial does not use this resource type: kept as sent, without effect on the analysis.", "Nothing to do.");

    public static readonly IssueDefinition ParameterUnknown = Note("parameter-unknown", "informational",
        "No coding of this Observation is a parameter of the trial: kept as sent, without effect on the analysis.",
        "Nothing to do, unless the trial asks for it: then check system and code.");

    public static readonly IssueDefinition ParameterAmbiguous = Query("parameter-ambiguous", "business-rule",
        "The codings belong to several parameters of the trial.", "Send one Observation per parameter.");

    public static readonly IssueDefinition ParameterUndecided = Query("parameter-undecided", "business-rule",
        "This coding alone does not say which parameter of the trial was measured: not analysed.",
        "Add the coding that is specific to it (pulse oximetry has its own), or send specimen or method.");

    public static readonly IssueDefinition TimeMissing = Warning("time-missing", "business-rule",
        "The record has no usable time.", "Set effectiveDateTime, or effectivePeriod where the protocol asks for a period.");

    public static readonly IssueDefinition TimePartial = Note("time-partial", "informational",
        "The date has no day: it counts as the interval that it names.", "Send the day when it is known.");

    public static readonly IssueDefinition TimeInFuture = Query("time-in-future", "business-rule",
        "The record is dated after it arrived.", "Check the date; leave it out when nothing has happened yet, and send no far date such as 9999 for that.");

    public static readonly IssueDefinition TimeBefore1900 = Query("time-before-1900", "business-rule",
        "The record is dated before 1900.", "Check the date; leave it out when it is not known.");

    public static readonly IssueDefinition ValueMissing = Query("value-missing", "business-rule",
        "The Observation has neither a value nor a dataAbsentReason.", "Send the value, or say why there is none.");

    public static readonly IssueDefinition ValueKind = Query("value-kind", "business-rule",
        "The value has another type than the parameter: not analysed.", "Use valueQuantity for quantities and valueCodeableConcept for coded parameters.");

    public static readonly IssueDefinition ValueOutOfRange = Query("value-out-of-range", "business-rule",
        "The value is outside the plausible range of the parameter: used as sent.", "Confirm it or send a correction.");

    public static readonly IssueDefinition ValueNotListed = Query("value-not-listed", "code-invalid",
        "The coded value is not one of the parameter's values: not analysed.", "Use one of the values in the protocol.");

    public static readonly IssueDefinition ValueAmbiguous = Query("value-ambiguous", "code-invalid",
        "The codings of the value mean several of the parameter's values: not analysed.", "Send one value.");

    public static readonly IssueDefinition UnitMissing = Query("unit-missing", "business-rule",
        "The quantity has no coded unit: quarantined, not analysed.", "Set system http://unitsofmeasure.org and the UCUM code.");

    public static readonly IssueDefinition UnitNotUcum = Query("unit-not-ucum", "code-invalid",
        "The unit is not a UCUM code: quarantined, not analysed.", "Use system http://unitsofmeasure.org and a UCUM code; UCUM is case-sensitive (mg/dL, not mg/dl).");

    public static readonly IssueDefinition UnitUnknown = Query("unit-unknown", "business-rule",
        "The protocol gives no conversion from this unit: quarantined, not analysed.", "Use the canonical unit or one that the protocol converts.");

    public static readonly IssueDefinition DeathWithoutDate = Query("death-without-date", "business-rule",
        "The Patient is reported dead without a date.", "Send deceasedDateTime.");

    public static readonly IssueDefinition EventPotential = Note("event-potential", "informational",
        "A potential event is not an adverse event: kept as sent, not counted.", "Nothing to do.");

    public static readonly IssueDefinition TermUnknown = Warning("term-unknown", "code-invalid",
        "No coding of the event is in the trial's adverse-event dictionary: counted as uncoded.", "Code the event with a term of the protocol.");

    public static readonly IssueDefinition TermAmbiguous = Query("term-ambiguous", "code-invalid",
        "The codings of the event mean several terms of the dictionary: counted as uncoded.", "Send one AdverseEvent per term.");

    public static readonly IssueDefinition OnsetMissing = Query("onset-missing", "business-rule",
        "The adverse event has neither date nor detected.", "Set date.");

    public static readonly IssueDefinition GradeMissing = Query("grade-missing", "business-rule",
        "The adverse event has no grade of the protocol.", "Send the extension ae-grade, or severity with a grade coding.");

    public static readonly IssueDefinition GradeConflict = Query("grade-conflict", "conflict",
        "The grades of this event disagree: none is used.", "Send one grade.");

    public static readonly IssueDefinition SeriousnessMissing = Query("seriousness-missing", "business-rule",
        "The adverse event does not say in a code whether it is serious: it is listed as serious only when it is fatal or of grade 5.",
        "Send seriousness with serious or non-serious of http://terminology.hl7.org/CodeSystem/adverse-event-seriousness.");

    public static readonly IssueDefinition SeriousnessConflict = Query("seriousness-conflict", "conflict",
        "seriousness and the seriousness criteria disagree: neither is used.", "Send a correction.");

    public static readonly IssueDefinition ExtensionUnusable = Query("extension-unusable", "value",
        "An extension that the trial reads has no value, a value of another type, or several different values: not used.",
        "Send it once: resolve-date as valueDateTime, the flags as valueBoolean, a grade or relatedness as valueCodeableConcept.");

    public static readonly IssueDefinition OutcomeUnknown = Query("outcome-unknown", "code-invalid",
        "The outcome has no coding of R4's adverse-event-outcome or of the backport guide, or codings of several meanings: not used.",
        "Send one of resolved, recovering, ongoing, resolvedWithSequelae, fatal, unknown of http://terminology.hl7.org/CodeSystem/adverse-event-outcome.");

    public static readonly IssueDefinition ResolutionConflict = Query("resolution-conflict", "conflict",
        "The outcome says that the event goes on, and resolve-date that it ended: neither is used.", "Send a correction.");

    public static readonly IssueDefinition RelatednessUnknown = Query("relatedness-unknown", "code-invalid",
        "The relatedness is not one of the protocol's values.", "Use one of the protocol's relatedness codings.");

    public static readonly IssueDefinition RelatednessConflict = Query("relatedness-conflict", "conflict",
        "suspectEntity and the suspect-entity extension disagree about relatedness: neither is used.", "Send a correction.");

    public static readonly IssueDefinition OutcomeConflict = Query("outcome-conflict", "conflict",
        "Outcome and grade disagree about death.", "A fatal outcome has grade 5, and grade 5 a fatal outcome: send a correction.");

    public static readonly IssueDefinition TreatmentUnknown = Note("treatment-unknown", "informational",
        "The medication is neither a treatment nor a treatment class of the trial: kept as sent, without effect on the analysis.",
        "Nothing to do, unless the trial asks for it: then check system and code.");

    public static readonly IssueDefinition TreatmentAmbiguous = Query("treatment-ambiguous", "business-rule",
        "The codings of the medication mean several treatments of the trial.", "Send one MedicationAdministration per treatment.");

    public static readonly IssueDefinition MedicationPending = Query("medication-pending", "incomplete",
        "The Medication that the administration refers to is not in this Bundle.", "Contain it, or send it in the same Bundle.");

    public static readonly IssueDefinition DoseMissing = Query("dose-missing", "business-rule",
        "The administration of a trial treatment has no dose.", "Send dosage.dose in the treatment's unit.");

    public static readonly IssueDefinition DoseUnit = Query("dose-unit", "business-rule",
        "The dose is not in the treatment's unit: quarantined, not analysed.", "Send dosage.dose in the unit that the protocol gives.");

    public static readonly IssueDefinition EndpointsGained = Note("endpoints-gained", "informational",
        "With this Bundle, these endpoints of the protocol can be computed from this hospital's records, or give more figures than now:", "Nothing to do; only $validate says so.");

    public static readonly IssueDefinition EndpointsLost = Note("endpoints-lost", "informational",
        "With this Bundle, these endpoints of the protocol can no longer be computed from this hospital's records, or lose figures that they give now:",
        "Check that what the Bundle withdraws or replaces is meant to go; only $validate says so.");

    public static readonly IssueDefinition DoseNegative = Query("dose-negative", "business-rule",
        "A dose, rate or volume is below zero: not analysed.", "Send a correction.");

    public static readonly IssueDefinition LotUnknown = Query("lot-unknown", "business-rule",
        "The lot is not one that the protocol lists for this treatment: not recorded.", "Check the lot number.");
}
