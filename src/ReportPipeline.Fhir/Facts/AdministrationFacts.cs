using Hl7.Fhir.Model;
using ReportPipeline.Fhir.Issues;
using ReportPipeline.Fhir.Parsing;
using ReportPipeline.Fhir.Rules;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Fhir.Facts;

/// <summary>MedicationAdministration → one fact, when its medication is a treatment or a treatment class of the trial.</summary>
internal sealed class AdministrationFacts(TrialCodes codes, SubjectRules subjects, FactTimes times, FullUrlIndex index)
{
    public AdministrationFact? Read(MedicationAdministration administration, FactContext context)
    {
        var (concept, medication) = MedicationOf(administration, context);
        var meaning = MeaningOf(concept, context);
        context.IsRelevant = meaning is not null;
        context.Link = subjects.OfReference(administration.Subject, context);
        if (meaning is null || context.Link is not { } link)
        {
            return null;
        }

        var status = StatusOf(administration.Status);
        var infusion = context.Entry.HasInexactNumbers ? new Infusion(null, null) : new Infusion(administration.Dosage, medication);
        return new AdministrationFact(
            link, status, context.Source, meaning.Code,
            times.Read(administration.Effective, context, ".effective", meaning.Code),
            DoseOf(administration, meaning, status, context),
            LotOf(medication, meaning, context))
        {
            RateMillilitresPerHour = NotNegative(infusion.RateMillilitresPerHour(), ".dosage.rate", meaning.Code, context),
            // A negative dose in millilitres has been asked about.
            VolumeMillilitres = Decimals.ValueOf(administration.Dosage?.Dose) < 0 ? null : NotNegative(infusion.VolumeMillilitres(), ".medication", meaning.Code, context),
        };
    }

    private (CodeableConcept?, Medication?) MedicationOf(MedicationAdministration administration, FactContext context)
    {
        if (administration.Medication is not ResourceReference { Reference: { } reference })
        {
            return (administration.Medication as CodeableConcept, null);
        }

        var target = reference.StartsWith('#')
            ? administration.Contained.Find(contained => contained.Id == reference[1..])
            : index.Find(reference, context.Entry)?.Resource;
        if (target is not Medication medication)
        {
            context.Ask(TrialIssues.MedicationPending, ".medication", null);
            return (null, null);
        }

        return (medication.Code, medication);
    }

    private MedicationMeaning? MeaningOf(CodeableConcept? concept, FactContext context)
    {
        var meanings = codes.Medications(concept);
        if (meanings.Count == 0 && concept is not null)
        {
            context.Tell(TrialIssues.TreatmentUnknown, ".medication");
        }
        else if (meanings.Count > 1)
        {
            context.Ask(TrialIssues.TreatmentAmbiguous, ".medication", null);
        }

        return meanings.Count == 1 ? meanings[0] : null;
    }

    private static decimal? DoseOf(MedicationAdministration administration, MedicationMeaning meaning, RecordStatus status, FactContext context)
    {
        if (meaning.Treatment is not { } treatment || status is RecordStatus.NotDone or RecordStatus.EnteredInError or RecordStatus.NotCounted)
        {
            return null;
        }

        if (context.Entry.HasInexactNumbers)
        {
            context.Ask(BodyIssues.NumberTooPrecise, ".dosage", treatment.Code);
            return null;
        }

        if (administration.Dosage?.Dose is not { } dose || Decimals.ValueOf(dose) is not { } value)
        {
            context.Ask(TrialIssues.DoseMissing, ".dosage", treatment.Code);
            return null;
        }

        if (Units.CodeOf(dose) != treatment.DoseUnit)
        {
            context.Ask(TrialIssues.DoseUnit, ".dosage.dose", treatment.Code, $"Unit: {treatment.DoseUnit}.");
            return null;
        }

        if (value < 0)
        {
            context.Ask(TrialIssues.DoseNegative, ".dosage.dose", treatment.Code);
            return null;
        }

        return value;
    }

    private static decimal? NotNegative(decimal? amount, string element, string about, FactContext context)
    {
        if (amount < 0)
        {
            context.Ask(TrialIssues.DoseNegative, element, about);
            return null;
        }

        return amount;
    }

    // A lot number is free text until the protocol knows it.
    private static string? LotOf(Medication? medication, MedicationMeaning meaning, FactContext context)
    {
        if (medication?.Batch?.LotNumber is not { } lot || meaning.Treatment is not { Lots.IsEmpty: false } treatment)
        {
            return null;
        }

        if (treatment.Lots.Any(known => known.Number == lot))
        {
            return lot;
        }

        context.Ask(TrialIssues.LotUnknown, ".medication", treatment.Code);
        return null;
    }

    private static RecordStatus StatusOf(MedicationAdministration.MedicationAdministrationStatusCodes? status) => status switch
    {
        MedicationAdministration.MedicationAdministrationStatusCodes.Completed => RecordStatus.Final,
        MedicationAdministration.MedicationAdministrationStatusCodes.Stopped => RecordStatus.Stopped,
        MedicationAdministration.MedicationAdministrationStatusCodes.NotDone => RecordStatus.NotDone,
        MedicationAdministration.MedicationAdministrationStatusCodes.EnteredInError => RecordStatus.EnteredInError,
        MedicationAdministration.MedicationAdministrationStatusCodes.InProgress or MedicationAdministration.MedicationAdministrationStatusCodes.OnHold => RecordStatus.Preliminary,
        _ => RecordStatus.NotCounted,
    };
}
