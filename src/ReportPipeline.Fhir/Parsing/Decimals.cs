using Hl7.Fhir.Model;

namespace ReportPipeline.Fhir.Parsing;

/// <summary>Reads decimals without the exception that the parsed object throws when its text was no decimal.</summary>
internal static class Decimals
{
    public static decimal? Of(FhirDecimal? number) => number?.JsonValue is decimal value ? value : null;

    public static decimal? ValueOf(Quantity? quantity) => Of(quantity?.ValueElement);
}
