using Hl7.Fhir.Model;
using ReportPipeline.Fhir.Identity;
using ReportPipeline.Fhir.Issues;
using ReportPipeline.Fhir.Rules;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Fhir.Facts;

/// <summary>Patient → sex, death, standing of the record. Nothing else of a Patient leaves the raw zone.</summary>
internal sealed class PatientFacts(SubjectRules subjects, FactTimes times, FullUrlIndex index, PseudonymKey key)
{
    public PatientFact? Read(Patient patient, FactContext context)
    {
        if (subjects.OfPatient(patient, context) is not { } link)
        {
            return null;
        }

        context.Link = link;
        var deceased = times.Dates.Read(patient.Deceased);
        times.Check(deceased, context, ".deceased", null);
        // A date that cannot be one (9999-12-31), or that is given as unknown, still says that the subject is dead.
        var deceasedWithoutDate = deceased is null && patient.Deceased is FhirDateTime or FhirBoolean { Value: true };
        if (deceasedWithoutDate)
        {
            context.Ask(TrialIssues.DeathWithoutDate, ".deceased", null);
        }

        return new PatientFact(
            link, RecordStatus.Final, context.Source, SexOf(patient.Gender), patient.Active ?? true, ReplacedBy(patient, context), deceased, deceasedWithoutDate);
    }

    private static Sex SexOf(AdministrativeGender? gender) => gender switch
    {
        AdministrativeGender.Male => Sex.Male,
        AdministrativeGender.Female => Sex.Female,
        AdministrativeGender.Other => Sex.Other,
        _ => Sex.Unknown,
    };

    private string? ReplacedBy(Patient patient, FactContext context)
    {
        var reference = patient.Link.Find(link => link.Type == Patient.LinkType.ReplacedBy)?.Other?.Reference;
        if (reference is null)
        {
            return null;
        }

        var id = index.Find(reference, context.Entry)?.LogicalId ?? reference.Split('/')[^1];
        return key.ResourceKey(new SiteId(context.Source.Site), nameof(Patient), id);
    }
}
