using Hl7.Fhir.Model;
using ReportPipeline.Fhir.Identity;
using ReportPipeline.Fhir.Issues;
using ReportPipeline.Fhir.Rules;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Fhir.Facts;

/// <summary>Reads the facts of a bundle's entries and tells what keeps a record out of the analysis.</summary>
internal sealed class BundleFacts
{
    private readonly FactTimes _times;
    private readonly PatientFacts _patients;
    private readonly ObservationFacts _observations;
    private readonly AdverseEventFacts _adverseEvents;
    private readonly AdministrationFacts _administrations;

    public BundleFacts(TrialContext trial, Site site, FullUrlIndex index)
    {
        _times = new FactTimes(new ClinicalDates(TimeZoneInfo.FindSystemTimeZoneById(site.TimeZone)));
        var subjects = new SubjectRules(trial.Protocol, site, trial.Key, index);
        _patients = new PatientFacts(subjects, _times, index, trial.Key);
        _observations = new ObservationFacts(trial.Codes, subjects, _times);
        _adverseEvents = new AdverseEventFacts(trial.Codes, subjects, _times);
        _administrations = new AdministrationFacts(trial.Codes, subjects, _times, index);
    }

    /// <summary>What the version says; a version of a used type that says nothing still supersedes the ones before it.</summary>
    public IReadOnlyList<ClinicalFact> Read(FactContext context)
    {
        var facts = ReadResource(context);
        return (facts.Count == 0 || facts[0].Link == SubjectRules.Nobody) && UsedTypes.HasVersions(context.Resource)
            ? [new VersionFact(SubjectRules.Nobody, RecordStatus.NotCounted, context.Source)]
            : facts;
    }

    private IReadOnlyList<ClinicalFact> ReadResource(FactContext context)
    {
        switch (context.Resource)
        {
            case Patient patient:
                var ofPatient = _patients.Read(patient, context);
                _times.CheckUnreadable(patient.Deceased, context, ".deceased", null);
                return ofPatient is null ? [] : [ofPatient];
            case Observation observation:
                return [.. _observations.Read(observation, context)];
            case AdverseEvent adverseEvent:
                return _adverseEvents.Read(adverseEvent, context) is { } happened ? [happened] : [];
            case MedicationAdministration administration:
                return _administrations.Read(administration, context) is { } given ? [given] : [];
            case var other when ModelInfo.IsKnownResource(other.TypeName):
                context.Tell(TrialIssues.TypeNotUsed, "");
                return [];
            default:
                return [];
        }
    }
}

/// <summary>The protocol, its codes by meaning, and the key of the pseudonyms.</summary>
internal sealed record TrialContext(TrialProtocol Protocol, TrialCodes Codes, PseudonymKey Key);
