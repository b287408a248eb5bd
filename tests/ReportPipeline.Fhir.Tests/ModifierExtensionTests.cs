namespace ReportPipeline.Fhir.Tests;

/// <summary>A modifier extension is understood or rejected, never skipped; the one that is known must say something that is known.</summary>
public class ModifierExtensionTests
{
    private static string[] Lines(params string[] statuses) =>
        TestTrial.Lines(Sent.Transaction(Sent.Event(rest: $",\"modifierExtension\":[{string.Join(',', statuses.Select(value => Sent.Extension("status", value)))}]")));

    /// <summary>The guide binds status to R5's AdverseEvent.status: in-progress, completed, entered-in-error, unknown; as a code.</summary>
    [Theory]
    [InlineData("in-progress")]
    [InlineData("completed")]
    [InlineData("entered-in-error")]
    [InlineData("unknown")]
    public void Examine_StatusOfTheGuide_IsUnderstood(string code) => Lines($"\"valueCode\":\"{code}\"").ShouldBeEmpty();

    [Theory]
    [InlineData("\"valueCode\":\"banana\"")]
    [InlineData("\"valueCode\":\"not-done\"")]
    [InlineData("\"valueCode\":\"Entered-In-Error\"")]
    [InlineData("\"valueBoolean\":true")]
    [InlineData("\"valueString\":\"completed\"")]
    [InlineData("\"valueCodeableConcept\":{\"coding\":[{\"code\":\"completed\"}]}")]
    [InlineData("\"_valueCode\":{\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/data-absent-reason\",\"valueCode\":\"unknown\"}]}")]
    public void Examine_StatusThatIsNotUnderstood_IsRefused(string value) =>
        Lines(value).ShouldContain("error modifier-extension Bundle.entry[0].resource.modifierExtension[0]");

    [Fact]
    public void Examine_TwoStatuses_AreRefused() => Lines("\"valueCode\":\"completed\"", "\"valueCode\":\"entered-in-error\"").ShouldBe(
    [
        "error modifier-extension Bundle.entry[0].resource.modifierExtension[0]",
        "error modifier-extension Bundle.entry[0].resource.modifierExtension[1]",
    ]);

    [Fact]
    public void Examine_StatusThatIsNotUnderstood_TheCodesAreNamed()
    {
        var result = Sent.Transaction(Sent.Event(rest: $",\"modifierExtension\":[{Sent.Extension("status", "\"valueCode\":\"banana\"")}]"));

        result.HttpStatus.ShouldBe(422);
        result.Issues.Single().Message.ShouldContain("in-progress, completed, entered-in-error, unknown");
        result.Issues.Single().Message.ShouldNotContain("banana");
    }

    /// <summary>Bundle.entry and its request are backbone elements: they can be modified, too.</summary>
    [Theory]
    [InlineData("{\"modifierExtension\":[{\"url\":\"https://example.org/not\",\"valueBoolean\":true}],\"resource\"", "Bundle.entry[0].modifierExtension")]
    [InlineData("\"request\":{\"modifierExtension\":[{\"url\":\"https://example.org/not\",\"valueBoolean\":true}],", "Bundle.entry[0].request.modifierExtension")]
    public void Examine_ModifiedEntry_IsRefused(string modified, string path)
    {
        var entry = Sent.Entry(Sent.Crp(), null).Replace(modified.StartsWith('{') ? "{\"resource\"" : "\"request\":{", modified, StringComparison.Ordinal);
        TestTrial.Lines(TestTrial.Examine(Sent.Bundle(entry))).ShouldBe([$"error modifier-extension {path}"]);
    }
}
