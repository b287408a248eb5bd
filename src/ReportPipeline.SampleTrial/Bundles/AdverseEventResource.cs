using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.SampleTrial.Bundles;

/// <summary>AdverseEvent with the R4 backport's grade, end and status beside the base elements.</summary>
internal static class AdverseEventResource
{
    private const string Backport = "http://hl7.org/fhir/uv/ae-research-backport-ig/StructureDefinition/";
    private const string Terminology = "http://terminology.hl7.org/CodeSystem/";

    public static JsonObject Build(ProtocolCodes codes, ClinicTime clinic, AdverseEventVersion version)
    {
        var adverseEvent = version.AdverseEvent;
        var resource = new JsonObject
        {
            ["resourceType"] = "AdverseEvent",
            ["id"] = version.Id,
            ["extension"] = Extensions(codes, adverseEvent),
            ["modifierExtension"] = new JsonArray(new JsonObject { ["url"] = Backport + "status", ["valueCode"] = version.Status }),
            ["actuality"] = "actual",
            ["event"] = FhirJson.Concept(codes.Term(adverseEvent.Term)),
            ["subject"] = null,
            ["date"] = adverseEvent.OnsetTime is { } time ? ClinicTime.Text(clinic.At(adverseEvent.Onset, time)) : ClinicTime.Text(adverseEvent.Onset),
            ["seriousness"] = FhirJson.Concept(FhirJson.Coding(
                Terminology + "adverse-event-seriousness", adverseEvent.Serious ? "serious" : "non-serious")),
            ["outcome"] = FhirJson.Concept(FhirJson.Coding(Terminology + "adverse-event-outcome", adverseEvent.Outcome)),
        };
        if (version.Treatment is { } treatment)
        {
            AddSuspect(resource, codes.Treatment(treatment), codes.Relatedness(adverseEvent.Relatedness));
        }

        return resource;
    }

    private static void AddSuspect(JsonObject resource, ImmutableArray<Coding> treatment, ImmutableArray<Coding> relatedness)
    {
        resource.Insert(resource.IndexOf("extension"), "contained", new JsonArray(new JsonObject
        {
            ["resourceType"] = "Medication",
            ["id"] = "suspect",
            ["code"] = FhirJson.Concept(treatment),
        }));
        resource["suspectEntity"] = new JsonArray(new JsonObject
        {
            ["instance"] = new JsonObject { ["reference"] = "#suspect" },
            ["causality"] = new JsonArray(new JsonObject { ["assessment"] = FhirJson.Concept(relatedness) }),
        });
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

/// <param name="Treatment">Treatment under suspicion; null in a trial without one.</param>
/// <param name="Status">Backport status: <c>completed</c> or <c>entered-in-error</c>.</param>
internal sealed record AdverseEventVersion(string Id, SampleAdverseEvent AdverseEvent, string? Treatment, string Status);
