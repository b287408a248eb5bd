using Hl7.Fhir.Model;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Fhir.Responses;

/// <summary>The CapabilityStatement: what this server does, and nothing that it does not.</summary>
public static class CapabilityDocument
{
    // The day on which the capabilities below last changed, not the day of the request.
    private const string Date = "2026-11-22";

    private static readonly (ResourceType Type, string Use)[] Resources =
    [
        (ResourceType.Patient, "Trial subject number, sex and death; identity stays in the raw zone."),
        (ResourceType.Observation, "The protocol's parameters."),
        (ResourceType.AdverseEvent, "Adverse events, with the clinical-research backport extensions."),
        (ResourceType.MedicationAdministration, "The protocol's treatments and treatment classes."),
    ];

    /// <param name="softwareVersion">Version of the running program.</param>
    public static byte[] Write(TrialProtocol protocol, string softwareVersion, BundleFormat format) => FhirContent.Write(
        new CapabilityStatement
        {
            Status = PublicationStatus.Active,
            Experimental = protocol.DataOrigin.Synthetic,
            Date = Date,
            Kind = CapabilityStatementKind.Instance,
            FhirVersion = FHIRVersion.N4_0_1,
            Format = ["json", "xml", "application/fhir+json", "application/fhir+xml"],
            Software = new CapabilityStatement.SoftwareComponent { Name = "ReportPipeline", Version = softwareVersion },
            Implementation = new CapabilityStatement.ImplementationComponent { Description = $"Receives the records of the trial {protocol.Id}, protocol version {protocol.Version}." },
            Rest = [Rest()],
        },
        format);

    private static CapabilityStatement.RestComponent Rest() => new()
    {
        Mode = CapabilityStatement.RestfulCapabilityMode.Server,
        Documentation = "Bundles of type transaction, batch or collection are posted to the base URL. Nothing can be read, searched, patched or deleted.",
        Security = new CapabilityStatement.SecurityComponent
        {
            Cors = false,
            Service = [new CodeableConcept("http://terminology.hl7.org/CodeSystem/restful-security-service", "OAuth")],
            Description = "OAuth 2.0 bearer token with the role of one site.",
        },
        Resource = [.. Resources.Select(ToComponent)],
        Interaction =
        [
            new() { Code = CapabilityStatement.SystemRestfulInteraction.Transaction },
            new() { Code = CapabilityStatement.SystemRestfulInteraction.Batch },
        ],
        Operation =
        [
            new()
            {
                Name = "validate",
                Definition = "http://hl7.org/fhir/OperationDefinition/Resource-validate",
                Documentation = "On Bundle only: POST Bundle/$validate answers what an ingest would answer and stores nothing.",
            },
        ],
    };

    private static CapabilityStatement.ResourceComponent ToComponent((ResourceType Type, string Use) resource) => new()
    {
        Type = resource.Type.ToString(),
        Documentation = resource.Use + " Only inside a Bundle.",
        Versioning = CapabilityStatement.ResourceVersionPolicy.Versioned,
        ReadHistory = false,
        UpdateCreate = true,
        ConditionalCreate = true,
        ConditionalRead = CapabilityStatement.ConditionalReadStatus.NotSupported,
        ConditionalUpdate = false,
        ConditionalDelete = CapabilityStatement.ConditionalDeleteStatus.NotSupported,
        ReferencePolicy =
        [
            CapabilityStatement.ReferenceHandlingPolicy.Literal,
            CapabilityStatement.ReferenceHandlingPolicy.Logical,
            CapabilityStatement.ReferenceHandlingPolicy.Local,
        ],
    };
}
