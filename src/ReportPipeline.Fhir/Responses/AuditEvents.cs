using Hl7.Fhir.Model;
using ReportPipeline.Fhir.Intake;

namespace ReportPipeline.Fhir.Responses;

/// <summary>One line of the audit trail, as FHIR needs it told.</summary>
/// <param name="Id">The line's SHA-256, lower-case hexadecimal.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Actor">Who: the token's subject, or the program itself.</param>
/// <param name="Action">What was asked for, for example <c>report.read</c>.</param>
/// <param name="Severity">What came of it.</param>
/// <param name="Outcome">The trail's own word for what came of it.</param>
public sealed record AuditedEvent(string Id, DateTimeOffset At, string Actor, string Action, AuditEventSeverity Severity, string Outcome)
{
    public string? Client { get; init; }

    public string? Site { get; init; }

    public string? Reason { get; init; }

    public string? Reference { get; init; }

    /// <summary>True when a person or a hospital's program asked for it, false for what the program does by itself.</summary>
    public bool Requested { get; init; }
}

/// <summary>What came of an action, in the four steps of FHIR's AuditEvent.outcome.</summary>
public enum AuditEventSeverity
{
    /// <summary>Done, or begun.</summary>
    Success,

    /// <summary>Refused: the action had no effect and the program is sound.</summary>
    Refused,

    /// <summary>Failed for a fault.</summary>
    Failed,
}

/// <summary>The audit trail as a Bundle of FHIR R4 AuditEvents, for the tools that read those.</summary>
public static class AuditEvents
{
    private const string ActionSystem = "https://reportpipeline.example/fhir/CodeSystem/audit-action";
    private const string TypeSystem = "http://terminology.hl7.org/CodeSystem/audit-event-type";

    /// <param name="events">In time order.</param>
    /// <param name="next">Relative address of the next page; null when this is the last.</param>
    public static byte[] Write(IEnumerable<AuditedEvent> events, string? next, BundleFormat format)
    {
        var bundle = new Bundle
        {
            Type = Bundle.BundleType.Collection,
            Entry = [.. events.Select(line => new Bundle.EntryComponent { FullUrl = $"urn:sha256:{line.Id}", Resource = Build(line) })],
        };
        if (next is not null)
        {
            bundle.Link = [new Bundle.LinkComponent { Relation = "next", Url = next }];
        }

        return FhirContent.Write(bundle, format);
    }

    private static AuditEvent Build(AuditedEvent line)
    {
        var resource = new AuditEvent
        {
            // An id has at most 64 characters: exactly a SHA-256.
            Id = line.Id,
            Type = new Coding(TypeSystem, "rest", "RESTful Operation"),
            Subtype = [new Coding(ActionSystem, line.Action)],
            Action = ActionOf(line.Action),
            Recorded = line.At,
            Outcome = OutcomeOf(line.Severity),
            OutcomeDesc = line.Reason is null ? line.Outcome : $"{line.Outcome}: {line.Reason}",
            Agent = [AgentOf(line)],
            Source = new AuditEvent.SourceComponent
            {
                Observer = new ResourceReference { Display = "ReportPipeline" },
                Type = [new Coding("http://terminology.hl7.org/CodeSystem/security-source-type", "4", "Application Server")],
            },
        };
        if (line.Reference is not null)
        {
            resource.Entity = [new AuditEvent.EntityComponent { What = Named(line.Reference) }];
        }

        return resource;
    }

    private static AuditEvent.AgentComponent AgentOf(AuditedEvent line) => new()
    {
        Who = Named(line.Actor),
        AltId = line.Client,
        Name = line.Site,
        Requestor = line.Requested,
    };

    private static ResourceReference Named(string value) => new() { Identifier = new Identifier { Value = value } };

    private static AuditEvent.AuditEventAction ActionOf(string action) => action.Split('.')[^1] switch
    {
        "read" => AuditEvent.AuditEventAction.R,
        "submit" or "sign" or "release" or "key" => AuditEvent.AuditEventAction.C,
        "change" => AuditEvent.AuditEventAction.U,
        _ => AuditEvent.AuditEventAction.E,
    };

    private static AuditEvent.AuditEventOutcome OutcomeOf(AuditEventSeverity severity) => severity switch
    {
        AuditEventSeverity.Success => AuditEvent.AuditEventOutcome.N0,
        AuditEventSeverity.Refused => AuditEvent.AuditEventOutcome.N4,
        _ => AuditEvent.AuditEventOutcome.N8,
    };
}
