using Hl7.Fhir.Model;

namespace ReportPipeline.Fhir.Parsing;

/// <summary>Reads elements whose shape the parser may have refused: the properties of a parsed object throw then, this does not.</summary>
internal static class LooseElements
{
    public static string? Text(Base? element, string name) =>
        element is not null && element.TryGetValue(name, out var value) && value is PrimitiveType primitive ? primitive.JsonValue as string : null;

    public static Resource? ResourceOf(Bundle.EntryComponent? entry) =>
        entry is not null && entry.TryGetValue("resource", out var value) ? value as Resource : null;
}
