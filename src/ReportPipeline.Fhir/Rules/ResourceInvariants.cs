using System.Globalization;
using Hl7.Fhir.Model;
using ReportPipeline.Fhir.Issues;

namespace ReportPipeline.Fhir.Rules;

/// <summary>R4's rules about the four resource types and Bundle.</summary>
internal static class ResourceInvariants
{
    public static void Check(Resource resource, ElementStack path, IssueList issues)
    {
        foreach (var (rule, element) in Broken(resource))
        {
            issues.Add(BaseFhirIssues.Invariant, path + element, $"R4 rule {rule}.");
        }
    }

    private static IEnumerable<(string Rule, string Element)> Broken(Resource resource) => resource switch
    {
        Observation observation => OfObservation(observation),
        Patient patient => OfPatient(patient),
        MedicationAdministration administration => OfAdministration(administration),
        _ => [],
    };

    private static IEnumerable<(string, string)> OfObservation(Observation observation)
    {
        if (observation.DataAbsentReason is not null && observation.Value is not null)
        {
            yield return ("obs-6: dataAbsentReason only without a value", ".dataAbsentReason");
        }

        if (observation.Value is not null && observation.Component.Exists(component => SharesCoding(component.Code, observation.Code)))
        {
            yield return ("obs-7: no value beside a component with the same code", ".value");
        }

        for (var i = 0; i < observation.ReferenceRange.Count; i++)
        {
            if (observation.ReferenceRange[i] is { Low: null, High: null, Text: null })
            {
                yield return ("obs-3: a reference range has low, high or text", Indexed(".referenceRange", i));
            }
        }
    }

    private static IEnumerable<(string, string)> OfPatient(Patient patient)
    {
        for (var i = 0; i < patient.Contact.Count; i++)
        {
            if (patient.Contact[i] is { Name: null, Telecom.Count: 0, Address: null, Organization: null })
            {
                yield return ("pat-1: a contact has a name, telecom, address or organization", Indexed(".contact", i));
            }
        }
    }

    private static IEnumerable<(string, string)> OfAdministration(MedicationAdministration administration)
    {
        if (administration.Dosage is { Dose: null, Rate: null })
        {
            yield return ("mad-1: a dosage has a dose or a rate", ".dosage");
        }
    }

    private static bool SharesCoding(CodeableConcept? one, CodeableConcept? other) =>
        one is not null && other is not null
        && one.Coding.Exists(a => a.Code is not null && other.Coding.Exists(b => a.Code == b.Code && a.System == b.System));

    private static string Indexed(string element, int i) => string.Create(CultureInfo.InvariantCulture, $"{element}[{i}]");
}
