using System.Globalization;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Fhir.Tests;

/// <summary>A fact as one line that a person can write and check.</summary>
internal static class FactLine
{
    public static string Of(ClinicalFact fact) => fact switch
    {
        PatientFact patient => Join("patient", fact, patient.Sex, patient.Active ? "active" : "inactive",
            patient.ReplacedByKey is null ? null : "replaced", Date("died", patient.Deceased), patient.DeceasedWithoutDate ? "died on an unknown day" : null),
        ObservationFact observation => Join("observation", fact, observation.Parameter, Period(observation.When), Value(observation.Value)),
        AdverseEventFact adverse => Join("adverse-event", fact, adverse.Term ?? "uncoded", Date("from", adverse.Onset), Date("to", adverse.Resolved),
            adverse.Grade is null ? null : $"grade {adverse.Grade}", adverse.Serious switch { true => "serious", false => "not serious", null => null },
            adverse.Relatedness, adverse.Fatal ? "fatal" : adverse.Outcome, adverse.CausedDiscontinuation == true ? "left" : null, adverse.ExpectedInStudy == true ? "expected" : null),
        AdministrationFact given => Join("administration", fact, given.Treatment, Period(given.When), Number("dose", given.Dose), given.Lot,
            Number("rate", given.RateMillilitresPerHour), Number("volume", given.VolumeMillilitres)),
        VersionFact => Join("version", fact),
        _ => throw new ArgumentOutOfRangeException(nameof(fact)),
    };

    private static string Join(string kind, ClinicalFact fact, params object?[] parts) =>
        string.Join(' ', parts.Prepend(fact.Status).Prepend(fact.Link.Subject?.Value ?? "elsewhere").Prepend(kind).Prepend(fact.Source.EntryIndex.ToString(CultureInfo.InvariantCulture)).Where(part => part is not null));

    private static string Period(ClinicalPeriod when) => when.Start == when.End ? Days(when.Start) : $"{Days(when.Start)}–{Days(when.End)}";

    private static string? Date(string word, ClinicalDate? date) => date is null ? null : $"{word} {Days(date)}";

    private static string Days(ClinicalDate? date) => date switch
    {
        null => "?",
        { IsKnownToTheDay: true, LocalTime: { } time } => $"{date.Earliest:yyyy-MM-dd}T{time:HH:mm}",
        { IsKnownToTheDay: true } => $"{date.Earliest:yyyy-MM-dd}",
        _ => $"{date.Earliest:yyyy-MM-dd}..{date.Latest:yyyy-MM-dd}",
    };

    private static string Value(ObservedValue value) => value switch
    {
        QuantityValue quantity => $"= {quantity.Comparator}{quantity.Value.ToString(CultureInfo.InvariantCulture)}",
        CodedFactValue coded => $"= {coded.Value}",
        MissingValue missing => $"missing {missing.Reason}",
        _ => "occurred",
    };

    private static string? Number(string word, decimal? value) => value is null ? null : $"{word} {value.Value.ToString(CultureInfo.InvariantCulture)}";
}
