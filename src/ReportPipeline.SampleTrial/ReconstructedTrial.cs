using System.Collections.Immutable;
using System.Globalization;

namespace ReportPipeline.SampleTrial;

/// <summary>
/// The reconstructed trial: 44 synthetic subjects whose aggregates meet the published figures. <c>Data/README.md</c> tells
/// where the files come from and what could not be met.
/// </summary>
public static class ReconstructedTrial
{
    /// <summary>The one stratum parameter of the sample trial.</summary>
    internal const string Severity = "SEVERITY";

    /// <summary>Drops per millilitre of the giving set.</summary>
    private const decimal DropFactor = 20;

    /// <summary>Every subject, in ordinal order of subject number.</summary>
    public static ImmutableArray<SampleSubject> Load()
    {
        var observations = CsvTable.Read("observations.csv").ToLookup(row => row.Text("subject"), ReadObservation);
        var events = CsvTable.Read("adverseevents.csv").ToLookup(row => row.Text("subject"), ReadAdverseEvent);
        var treatments = CsvTable.Read("treatments.csv").ToLookup(row => row.Text("subject"), ReadTreatment);
        var infusions = CsvTable.Read("administrations.csv").ToLookup(row => row.Text("subject"), ReadAdministration);
        var corrections = CsvTable.Read("corrections.csv").ToLookup(row => row.Text("subject"));
        return
        [
            .. CsvTable.Read("subjects.csv")
                .Select(row => ReadSubject(row) with
                {
                    Observations = [.. observations[row.Text("subject")]],
                    AdverseEvents = [.. events[row.Text("subject")]],
                    Treatments = [.. treatments[row.Text("subject")]],
                    Administrations = [.. infusions[row.Text("subject")]],
                    Corrections = ReadCorrections([.. corrections[row.Text("subject")]]),
                })
                .OrderBy(subject => subject.Subject, StringComparer.Ordinal),
        ];
    }

    private static SampleSubject ReadSubject(CsvRow row) => new()
    {
        Subject = row.Text("subject"),
        Site = row.Text("site"),
        Arm = row.Text("arm"),
        Strata = ImmutableSortedDictionary<string, string>.Empty.Add(Severity, row.Text("severity")),
        Sex = row.Text("sex"),
        Age = row.Integer("age"),
        Enrolment = row.Date("enrolmentDate"),
        Death = row.OptionalDate("deathDate"),
        LastContact = row.Date("lastContactDate"),
        ViolatedCriterion = row.OptionalInteger("violatedCriterion"),
        Identity = ReadIdentity(row),
        Observations = [],
        AdverseEvents = [],
        Treatments = [],
        Administrations = [],
    };

    private static SampleIdentity ReadIdentity(CsvRow row) => new()
    {
        FamilyName = row.Text("familyName"),
        GivenName = row.Text("givenName"),
        FamilyNameLatin = row.Text("familyPinyin"),
        GivenNameLatin = row.Text("givenPinyin"),
        BirthDate = row.Date("birthDate"),
        MedicalRecordNumber = row.Text("medicalRecordNumber"),
        Phone = row.Text("phone"),
        Address = row.Text("address"),
    };

    private static SampleObservation ReadObservation(CsvRow row) => new(
        row.Text("visit"),
        row.Date("date"),
        row.OptionalDate("endDate"),
        row.Text("parameter"),
        row.Text("value"),
        row.Text("unit"));

    private static SampleAdverseEvent ReadAdverseEvent(CsvRow row) => new(
        row.Text("term"),
        row.Integer("grade"),
        row.Date("onsetDate"),
        row.OptionalDate("resolvedDate"),
        row.Text("outcome"))
    {
        Serious = row.Text("seriousness") == "serious",
        Relatedness = row.Text("relatedness"),
    };

    private static SampleTreatment ReadTreatment(CsvRow row) => new(row.Text("class"), row.Date("startDate"), row.Date("endDate"));

    private static SampleAdministration ReadAdministration(CsvRow row)
    {
        var volume = row.Integer("volumeMillilitres");
        var minutes = row.Integer("firstMinutes") + row.Integer("mainMinutes");
        var drops = (row.Integer("firstDropsPerMinute") * row.Integer("firstMinutes"))
            + (row.Integer("mainDropsPerMinute") * row.Integer("mainMinutes"));
        return new SampleAdministration
        {
            Date = row.Date("date"),
            Start = TimeOnly.ParseExact(row.Text("startTime"), "HH:mm", CultureInfo.InvariantCulture),
            Treatment = row.Text("treatment"),
            Lot = row.Text("lot"),
            Dose = row.OptionalInteger("cells") ?? volume,
            VolumeMillilitres = volume,
            Minutes = minutes,
            MillilitresPerHour = Math.Round(drops / DropFactor / minutes * 60, 1, MidpointRounding.AwayFromZero),
            Status = row.Text("status"),
        };
    }

    private static SampleCorrections ReadCorrections(ImmutableArray<CsvRow> rows) => new(
        [
            .. rows.Where(row => row.Text("kind") == "amended")
                .Select(row => new AmendedObservation(row.Text("code"), row.Text("visit"), row.Text("firstValue"), row.Date("sentOn"))),
        ],
        [
            .. rows.Where(row => row.Text("kind") == "entered-in-error")
                .Select(row => new WithdrawnAdverseEvent(
                    new SampleAdverseEvent(row.Text("code"), row.Integer("firstValue"), row.Date("onsetDate"), null, "ongoing")
                    {
                        Serious = false,
                        Relatedness = "unlikely",
                    },
                    row.Date("sentOn"))),
        ],
        [
            .. rows.Where(row => row.Text("kind") == "late")
                .Select(row => new LateVisit(row.Text("visit"), row.Date("sentOn"))),
        ]);
}
