using System.Text.Json.Nodes;

namespace ReportPipeline.SampleTrial.Bundles;

/// <summary>AdverseEvent with the R4 backport's grade, end and status beside the base elements.</summary>
internal static class AdverseEventResource
{
    private const string Backport = "http://hl7.org/fhir/uv/ae-research-backport-ig/StructureDefinition/";
    private const string Terminology = "http://terminology.hl7.org/CodeSystem/";

    public static JsonObject Build(ProtocolCodes codes, AdverseEventVersion version)
    {
        var adverseEvent = version.AdverseEvent;
        return new JsonObject
        {
            ["resourceType"] = "AdverseEvent",
            ["id"] = version.Id,
            ["contained"] = new JsonArray(new JsonObject
            {
                ["resourceType"] = "Medication",
                ["id"] = "suspect",
                ["code"] = FhirJson.Concept(codes.Treatment(version.Treatment)),
            }),
            ["extension"] = Extensions(codes, adverseEvent),
            ["modifierExtension"] = new JsonArray(new JsonObject { ["url"] = Backport + "status", ["valueCode"] = version.Status }),
            ["actuality"] = "actual",
            ["event"] = FhirJson.Concept(codes.Term(adverseEvent.Term)),
            ["subject"] = null,
            ["date"] = ClinicTime.Text(adverseEvent.Onset),
            ["seriousness"] = FhirJson.Concept(FhirJson.Coding(
                Terminology + "adverse-event-seriousness", adverseEvent.Serious ? "serious" : "non-serious")),
            ["outcome"] = FhirJson.Concept(FhirJson.Coding(Terminology + "adverse-event-outcome", adverseEvent.Outcome)),
            ["suspectEntity"] = new JsonArray(new JsonObject
            {
                ["instance"] = new JsonObject { ["reference"] = "#suspect" },
                ["causality"] = new JsonArray(new JsonObject { ["assessment"] = FhirJson.Concept(codes.Relatedness(adverseEvent.Relatedness)) }),
            }),
        };
    }

    private static JsonArray Extensions(ProtocolCodes codes, SampleAdverseEvent adverseEvent)
    {
        var extensions = new JsonArray(new JsonObject
        {
            ["url"] = Backport + "ae-grade",
            ["valueCodeableConcept"] = FhirJson.Concept(codes.Grade(adverseEvent.Grade)),
        });
        if (adverseEvent.Resolved is { } resolved)
        {
            extensions.Add((JsonNode)new JsonObject { ["url"] = Backport + "resolve-date", ["valueDateTime"] = ClinicTime.Text(resolved) });
        }

        return extensions;
    }
}

/// <param name="Treatment">Treatment under suspicion: the arm's own.</param>
/// <param name="Status">Backport status: <c>completed</c> or <c>entered-in-error</c>.</param>
internal sealed record AdverseEventVersion(string Id, SampleAdverseEvent AdverseEvent, string Treatment, string Status);
