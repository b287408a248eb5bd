using System.Collections.Frozen;
using Hl7.Fhir.Model;
using ReportPipeline.Fhir.Parsing;

namespace ReportPipeline.Fhir.Facts;

/// <summary>Rate and volume of an infusion, from dosage and from the Medication's amount.</summary>
internal sealed record Infusion(MedicationAdministration.DosageComponent? Dosage, Medication? Medication)
{
    /// <summary>UCUM volumes in millilitres.</summary>
    private static readonly FrozenDictionary<string, decimal> Millilitres = new Dictionary<string, decimal>
    {
        ["mL"] = 1,
        ["ml"] = 1,
        ["L"] = 1000,
        ["l"] = 1000,
        ["dL"] = 100,
        ["dl"] = 100,
        ["cm3"] = 1,
    }.ToFrozenDictionary();

    /// <summary>UCUM times as a fraction of an hour: how many of them make one.</summary>
    private static readonly FrozenDictionary<string, decimal> PerHour = new Dictionary<string, decimal>
    {
        ["h"] = 1,
        ["min"] = 60,
        ["s"] = 3600,
    }.ToFrozenDictionary();

    public decimal? RateMillilitresPerHour() => Dosage?.Rate switch
    {
        Quantity quantity => RateOf(quantity),
        Ratio { Numerator: { } volume, Denominator: { } duration }
            when Decimals.ValueOf(duration) is > 0 and { } time && VolumeOf(volume) is { } millilitres && Units.CodeOf(duration) is { } unit && PerHour.TryGetValue(unit, out var perHour) =>
            Bounded(() => millilitres * perHour / time),
        _ => null,
    };

    public decimal? VolumeMillilitres() =>
        Medication?.Amount is { Numerator: { } amount, Denominator: { Code: null or "1" } per } && Decimals.ValueOf(per) == 1 && VolumeOf(amount) is { } volume
            ? volume
            : VolumeOf(Dosage?.Dose);

    private static decimal? RateOf(Quantity rate)
    {
        var parts = Units.CodeOf(rate)?.Split('/');
        return parts is [var volume, var time] && Decimals.ValueOf(rate) is { } value && Millilitres.TryGetValue(volume, out var millilitres) && PerHour.TryGetValue(time, out var perHour)
            ? Bounded(() => value * millilitres * perHour)
            : null;
    }

    private static decimal? VolumeOf(Quantity? quantity) =>
        Decimals.ValueOf(quantity) is { } value && Units.CodeOf(quantity!) is { } unit && Millilitres.TryGetValue(unit, out var millilitres)
            ? Bounded(() => value * millilitres)
            : null;

    private static decimal? Bounded(Func<decimal> product)
    {
        try
        {
            return product();
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
