using System.Globalization;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Tests;

/// <summary>Writes facts as a hospital would have sent them, in few words.</summary>
internal static class Facts
{
    public static readonly TrialProtocol Trial = ProtocolFile.Load(Repository.PathOf("protocols", "msc-covid19.json")).Protocol!;

    public static readonly SiteId Site = Trial.Sites[0].SiteId;

    public static readonly SubjectId Subject = new("RM-001");

    /// <summary>After every date that the tests give, so that none lies in the future.</summary>
    private static readonly DateTimeOffset FirstArrival = new(2020, 7, 1, 0, 0, 0, TimeSpan.Zero);

    public static ClinicalDate On(string day)
    {
        var date = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        return new ClinicalDate(date, date, null, day);
    }

    /// <param name="moment">To the second with its offset; the sites' clocks are eight hours ahead of UTC.</param>
    public static ClinicalDate At(string moment)
    {
        var local = DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture).ToOffset(TimeSpan.FromHours(8)).DateTime;
        return new ClinicalDate(DateOnly.FromDateTime(local), DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local), moment);
    }

    /// <param name="order">Order of receipt: its bundle, hour and version follow from it.</param>
    public static SourceReference Source(string key, int order, string type = "Observation") => new(
        Site.Value,
        order.ToString("x64", CultureInfo.InvariantCulture),
        0,
        type,
        key,
        $"v{order:D3}-{key}",
        FirstArrival.AddHours(order));

    public static PatientFact Patient(int order, ClinicalDate? deceased = null, bool deceasedWithoutDate = false) => new(
        Link(), RecordStatus.Final, Source("patient", order, "Patient"), Sex.Female, true, null, deceased, deceasedWithoutDate);

    public static ObservationFact Coded(string parameter, string value, string day, int order, RecordStatus status = RecordStatus.Final) =>
        Observation(parameter, new CodedFactValue(value), ClinicalPeriod.At(On(day)), order, status);

    public static ObservationFact Quantity(string parameter, decimal value, string day, int order, RecordStatus status = RecordStatus.Final) =>
        Observation(parameter, new QuantityValue(value, null), ClinicalPeriod.At(On(day)), order, status);

    public static ObservationFact Observation(
        string parameter, ObservedValue value, ClinicalPeriod when, int order, RecordStatus status = RecordStatus.Final, string? key = null) =>
        new(Link(), status, Source(key ?? $"{parameter}-{order}", order), parameter, when, value);

    public static AdverseEventFact AdverseEvent(string? term, int? grade, string day, int order, bool fatal = false) => new(
        Link(), RecordStatus.Final, Source($"ae-{order}", order, "AdverseEvent"), term, On(day), null, grade, null, null, fatal, fatal ? "fatal" : null);

    public static AdministrationFact Dose(string day, int order, RecordStatus status = RecordStatus.Final) => new(
        Link(), status, Source($"dose-{order}", order, "MedicationAdministration"), "MSC_INFUSION", ClinicalPeriod.At(On(day)), 30_000_000m, "SC0100919001");

    /// <summary>Enrolled on 10 February 2020 (trial day 1) in the MSC arm, aged 60, severe.</summary>
    public static IEnumerable<ClinicalFact> Enrolled() =>
    [
        Patient(1),
        Observation("ENROLMENT", new OccurrenceValue(), ClinicalPeriod.At(On("2020-02-10")), 1),
        Coded("ARM", "MSC", "2020-02-10", 1),
        Quantity("AGE", 60, "2020-02-10", 1),
        Coded("SEVERITY", "SEVERE", "2020-02-10", 1),
    ];

    private static SubjectLink Link() => new(Subject, null);
}
