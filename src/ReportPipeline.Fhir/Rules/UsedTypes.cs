using Hl7.Fhir.Model;

namespace ReportPipeline.Fhir.Rules;

/// <summary>
/// What the trial reads. Records of other types are kept as sent and never interpreted, so only R4's structure is asked of them.
/// </summary>
internal static class UsedTypes
{
    public static bool IsUsed(Resource resource) => resource is Patient or Observation or AdverseEvent or MedicationAdministration or Medication;

    /// <summary>True for the types whose every version leaves a fact, so that the newest is known.</summary>
    public static bool HasVersions(Resource resource) => resource is Patient or Observation or AdverseEvent or MedicationAdministration;

    /// <summary>True for the references from which a fact takes its subject or its medication.</summary>
    public static bool IsRead(Base owner, string element) => (owner, element) switch
    {
        (Observation or AdverseEvent or MedicationAdministration, "subject") => true,
        (MedicationAdministration, "medication") => true,
        (Patient.LinkComponent, "other") => true,
        _ => false,
    };
}
