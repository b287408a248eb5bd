using System.Text.Json.Nodes;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.SampleTrial.Bundles;

/// <summary>Observation with the protocol's codings.</summary>
internal static class ObservationResource
{
    private const string Loinc = "http://loinc.org";

    /// <summary>R4's vital-signs profile makes pulse oximetry carry the general code for arterial saturation too.</summary>
    private const string PulseOximetry = "59408-5";

    private const string ArterialSaturation = "2708-6";

    public static JsonObject Build(ProtocolCodes codes, ClinicTime clinic, ObservationVersion version)
    {
        var observation = version.Observation;
        var parameter = codes.Parameter(observation.Parameter);
        var resource = new JsonObject
        {
            ["resourceType"] = "Observation",
            ["id"] = version.Id,
            ["status"] = version.Status,
            ["code"] = Code(parameter),
            ["subject"] = null,
        };
        AddTime(resource, clinic, parameter, observation);
        AddValue(resource, codes, parameter, observation);
        return resource;
    }

    private static JsonObject Code(Parameter parameter)
    {
        var own = FhirJson.Coding(parameter.Codings[0].System, parameter.Codings[0].Code, parameter.Codings[0].Display);
        return parameter.Codings[0] is { System: Loinc, Code: PulseOximetry }
            ? FhirJson.Concept(own, FhirJson.Coding(Loinc, ArterialSaturation))
            : FhirJson.Concept(own);
    }

    private static void AddTime(JsonObject resource, ClinicTime clinic, Parameter parameter, SampleObservation observation)
    {
        if (parameter.Kind == ParameterKind.Period)
        {
            var period = new JsonObject { ["start"] = ClinicTime.Text(observation.Date) };
            if (observation.EndDate is { } end)
            {
                period["end"] = ClinicTime.Text(end);
            }

            resource["effectivePeriod"] = period;
            return;
        }

        resource["effectiveDateTime"] = observation.Visit.Length > 0
            ? ClinicTime.Text(clinic.Round(observation.Date))
            : ClinicTime.Text(observation.Date);
    }

    private static void AddValue(JsonObject resource, ProtocolCodes codes, Parameter parameter, SampleObservation observation)
    {
        if (parameter.Kind is ParameterKind.Period or ParameterKind.Date)
        {
            return;
        }

        if (observation.Value.Length == 0)
        {
            resource["dataAbsentReason"] = FhirJson.Concept(
                FhirJson.Coding("http://terminology.hl7.org/CodeSystem/data-absent-reason", "not-performed"));
        }
        else if (parameter.Kind == ParameterKind.Quantity)
        {
            resource["valueQuantity"] = FhirJson.Quantity(FhirJson.Number(observation.Value), observation.Unit);
        }
        else
        {
            resource["valueCodeableConcept"] = FhirJson.Concept(codes.Value(parameter, observation.Value));
        }
    }
}

/// <param name="Status">FHIR status: <c>final</c> or <c>amended</c>.</param>
internal sealed record ObservationVersion(string Id, string Status, SampleObservation Observation);
