using Hl7.Fhir.Model;
using ReportPipeline.Fhir.Issues;
using ReportPipeline.Fhir.Parsing;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Fhir.Facts;

/// <summary>Turns a Quantity into the canonical unit, by its UCUM code alone: neither the unit text nor the magnitude decides.</summary>
internal static class Units
{
    private const string Ucum = "http://unitsofmeasure.org";

    /// <summary>The value in canonical form, or why there is none.</summary>
    public static (decimal? Value, IssueDefinition? Problem) ToCanonical(Quantity quantity, Parameter parameter)
    {
        if (Decimals.ValueOf(quantity) is not { } value)
        {
            return (null, TrialIssues.ValueMissing);
        }

        if (CodeOf(quantity) is not { } code)
        {
            return (null, quantity.System is null || quantity.Code is null ? TrialIssues.UnitMissing : TrialIssues.UnitNotUcum);
        }

        if (code == parameter.Unit)
        {
            return (value, null);
        }

        if (parameter.Conversions.FirstOrDefault(conversion => conversion.From == code) is { } known)
        {
            return Convert(value, known);
        }

        return (null, UcumGrammar.IsValid(code) ? TrialIssues.UnitUnknown : TrialIssues.UnitNotUcum);
    }

    /// <summary>The UCUM code, or null when the quantity is coded in another system or not at all.</summary>
    public static string? CodeOf(Quantity? quantity) => quantity is { System: Ucum, Code: { Length: > 0 } code } ? code : null;

    private static (decimal?, IssueDefinition?) Convert(decimal value, UnitConversion conversion)
    {
        try
        {
            return (((value * conversion.Factor) + conversion.Offset) / conversion.Divisor, null);
        }
        catch (OverflowException)
        {
            return (null, TrialIssues.ValueOutOfRange);
        }
    }
}
