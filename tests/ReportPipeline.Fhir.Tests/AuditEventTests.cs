using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Fhir.Responses;

namespace ReportPipeline.Fhir.Tests;

/// <summary>The export of the audit trail, read back by a strict parser that validates against R4.</summary>
public sealed class AuditEventTests
{
    private static readonly AuditedEvent Refused = new(
        new string('a', 64), new DateTimeOffset(2020, 5, 1, 8, 0, 0, TimeSpan.Zero), "li", "bundle.submit", AuditEventSeverity.Refused, "Refused")
    {
        Client = "client-1",
        Site = "renmin-wuhan",
        Reason = "not-json",
        Reference = "2020/05/01/08/00/000000000-b",
        Requested = true,
    };

    [Fact]
    public void Write_Events_AreValidAuditEventsWithWhoWhenWhatOutcomeAndReason()
    {
        var run = new AuditedEvent(new string('b', 64), Refused.At.AddMinutes(1), "program", "run", AuditEventSeverity.Failed, "Failed");

        var bundle = Parse(AuditEvents.Write([Refused, run], "/api/audit/fhir?after=x", BundleFormat.Json));

        bundle.Type.ShouldBe(Bundle.BundleType.Collection);
        bundle.NextLink!.OriginalString.ShouldBe("/api/audit/fhir?after=x");
        var (first, second) = ((AuditEvent)bundle.Entry[0].Resource!, (AuditEvent)bundle.Entry[1].Resource!);
        first.Recorded.ShouldBe(Refused.At);
        first.Agent.Single().Who!.Identifier!.Value.ShouldBe("li");
        first.Agent.Single().AltId.ShouldBe("client-1");
        first.Agent.Single().Requestor.ShouldBe(true);
        first.Subtype.Single().Code.ShouldBe("bundle.submit");
        first.Action.ShouldBe(AuditEvent.AuditEventAction.C);
        first.Outcome.ShouldBe(AuditEvent.AuditEventOutcome.N4);
        first.OutcomeDesc.ShouldBe("Refused: not-json");
        first.Entity.Single().What!.Identifier!.Value.ShouldBe(Refused.Reference);
        second.Action.ShouldBe(AuditEvent.AuditEventAction.E);
        second.Outcome.ShouldBe(AuditEvent.AuditEventOutcome.N8);
        second.Agent.Single().Requestor.ShouldBe(false);
        second.Entity.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("report.read", AuditEvent.AuditEventAction.R)]
    [InlineData("report.sign", AuditEvent.AuditEventAction.C)]
    [InlineData("configuration.change", AuditEvent.AuditEventAction.U)]
    [InlineData("desk.key", AuditEvent.AuditEventAction.C)]
    [InlineData("run.complete", AuditEvent.AuditEventAction.E)]
    [InlineData("run.request", AuditEvent.AuditEventAction.E)]
    public void Write_Action_IsCreateReadUpdateOrExecute(string action, AuditEvent.AuditEventAction expected)
    {
        var bundle = Parse(AuditEvents.Write([Refused with { Action = action }], null, BundleFormat.Json));

        ((AuditEvent)bundle.Entry.Single().Resource!).Action.ShouldBe(expected);
    }

    [Fact]
    public void Write_NoEvents_IsAnEmptyValidBundle() =>
        Parse(AuditEvents.Write([], null, BundleFormat.Json)).Entry.ShouldBeEmpty();

    /// <summary>Strict: unknown elements, missing mandatory ones and malformed values throw.</summary>
    private static Bundle Parse(byte[] bytes)
    {
        var deserializer = new FhirJsonDeserializer(new DeserializerSettings().UsingMode(DeserializationMode.Strict));
        return (Bundle)deserializer.DeserializeResource(System.Text.Encoding.UTF8.GetString(bytes))!;
    }
}
