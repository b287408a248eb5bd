using System.Globalization;
using Hl7.Fhir.Model;
using ReportPipeline.Fhir.Issues;
using ReportPipeline.Fhir.Parsing;

namespace ReportPipeline.Fhir.Rules;

/// <summary>R4's rules about data types that can occur anywhere.</summary>
internal static class ElementInvariants
{
    public static void Check(Base element, ElementStack path, IssueList issues)
    {
        if (Broken(element) is { } rule)
        {
            issues.Add(BaseFhirIssues.Invariant, path.ToString(), $"R4 rule {rule}.");
        }

        if (element is Quantity { ComparatorElement.JsonValue: "ad" })
        {
            // R5's; the parser's class is shared between the releases.
            issues.Add(BaseFhirIssues.CodeInvalid, path + ".comparator", $"{BaseFhirIssues.CodeInvalid.Text} Value set: QuantityComparator.");
        }

        foreach (var (name, quantity) in SimpleQuantities(element))
        {
            if (quantity is Quantity { ComparatorElement: not null })
            {
                issues.Add(BaseFhirIssues.Invariant, path + name, "R4 rule sqty-1: no comparator here.");
            }
        }
    }

    // Where R4 has the profile SimpleQuantity in a type that the trial reads, or in a data type.
    private static ReadOnlySpan<(string Name, DataType? Quantity)> SimpleQuantities(Base element) => element switch
    {
        MedicationAdministration.DosageComponent dosage => new[] { (".dose", dosage.Dose), (".rate", dosage.Rate) },
        Observation.ReferenceRangeComponent reference => new (string, DataType?)[] { (".low", reference.Low), (".high", reference.High) },
        Hl7.Fhir.Model.Range range => new (string, DataType?)[] { (".low", range.Low), (".high", range.High) },
        SampledData data => new (string, DataType?)[] { (".origin", data.Origin) },
        _ => [],
    };

    private static string? Broken(Base element) => element switch
    {
        Quantity { Code: not null, System: null } => "qty-3: a coded unit needs its system",
        Period { Start: { } start, End: { } end } when IsAfter(start, end) => "per-1: a period does not end before it starts",
        Ratio ratio when !IsWhole(ratio) => "rat-1: a ratio has a numerator and a denominator, or neither and an extension",
        Hl7.Fhir.Model.Range range when range.Low?.Code == range.High?.Code && Decimals.ValueOf(range.Low) > Decimals.ValueOf(range.High) =>
            "rng-2: low is not above high",
        Attachment { Data: not null, ContentType: null } => "att-1: data needs a contentType",
        ContactPoint { Value: not null, System: null } => "cpt-2: a value needs a system",
        Timing.RepeatComponent repeat => Broken(repeat),
        _ => null,
    };

    // Only what is certain: a date and a moment on it are not compared.
    private static bool IsAfter(string start, string end)
    {
        const int Day = 10;
        if (start.Length > Day && end.Length > Day
            && DateTimeOffset.TryParse(start, CultureInfo.InvariantCulture, out var first)
            && DateTimeOffset.TryParse(end, CultureInfo.InvariantCulture, out var last))
        {
            return first > last;
        }

        var known = Math.Min(Math.Min(start.Length, end.Length), Day);
        return string.CompareOrdinal(start, 0, end, 0, known) > 0;
    }

    private static bool IsWhole(Ratio ratio) =>
        ratio.Numerator is null == ratio.Denominator is null && (ratio.Numerator is not null || ratio.Extension.Count > 0);

    private static string? Broken(Timing.RepeatComponent repeat) => repeat switch
    {
        { DurationElement: not null, DurationUnit: null } => "tim-1: a duration needs its unit",
        { PeriodElement: not null, PeriodUnit: null } => "tim-2: a period needs its unit",
        _ when Decimals.Of(repeat.DurationElement) < 0 => "tim-4: a duration is not negative",
        _ when Decimals.Of(repeat.PeriodElement) < 0 => "tim-5: a period is not negative",
        { PeriodMaxElement: not null, PeriodElement: null } => "tim-6: periodMax needs period",
        { DurationMaxElement: not null, DurationElement: null } => "tim-7: durationMax needs duration",
        { CountMax: not null, Count: null } => "tim-8: countMax needs count",
        _ => null,
    };
}
