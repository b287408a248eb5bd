using System.Collections.Immutable;
using System.Globalization;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Dataset.DatasetJson;

/// <summary>Reads one record from one row, column by column as <see cref="DatasetTables"/> lays them out.</summary>
internal static class RecordReader
{
    public static SubjectRecord Subject(TrialProtocol protocol, TableRow row, IEnumerable<TableRow> sources) => new()
    {
        Subject = row.Subject!.Value,
        Site = new SiteId(row.Text("SITEID")!),
        Arm = row.Text("TRTP"),
        Sex = Enum.Parse<Sex>(row.Text("SEX")!, ignoreCase: true),
        Age = row.Number("AGE"),
        Strata = protocol.SubjectLevel.Strata
            .Where(stratum => row.Text(stratum) is not null)
            .ToImmutableSortedDictionary(stratum => stratum, stratum => row.Text(stratum)!, StringComparer.Ordinal),
        Enrolment = row.Text("RFSTDTC") is { } date ? DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
        Death = row.Flag("DTHFL") == true ? new Death(row.Integer("DTHDY"), row.Flag("DTHPREFL") == true, row.Flag("DTHPOSFL") == true) : null,
        LastKnownAliveDay = row.Integer("LSTALVDY"),
        Sources = sources.ToImmutableSortedDictionary(source => source.Text("VARIABLE")!, source => source.Sources, StringComparer.Ordinal),
    };

    public static FindingRecord Finding(TableRow row) => new()
    {
        Subject = row.Subject!.Value,
        Parameter = Shared(row.Text("PARAMCD"))!,
        Visit = Shared(row.Text("AVISIT")),
        Day = row.Integer("ADY"),
        AnalysisValue = row.Number("AVAL"),
        CodedValue = Shared(row.Text("AVALC")),
        Comparator = Shared(row.Text("AVALCMP")),
        MissingReason = Shared(row.Text("AVALRSN")),
        Baseline = row.Number("BASE"),
        IsBaseline = row.Flag("ABLFL") == true,
        RepresentsVisit = row.Flag("ANL01FL") == true,
        IsPreliminary = row.Flag("PRELIMFL") == true,
        Sources = row.Sources,
    };

    public static AdverseEventRecord AdverseEvent(TableRow row) => new()
    {
        Subject = row.Subject!.Value,
        Category = Shared(row.Text("AECAT"))!,
        Term = Shared(row.Text("AETERM"))!,
        OnsetDay = row.Integer("ASTDY"),
        Onset = row.Moment("ASTDTM"),
        ResolvedDay = row.Integer("AENDY"),
        Grade = row.Integer("AETOXGR"),
        Serious = row.Flag("AESER"),
        Relatedness = Shared(row.Text("AEREL")),
        Fatal = row.Flag("AESDTH") == true,
        Outcome = Shared(row.Text("AEOUT")),
        Expected = row.Flag("AEEXP"),
        IsWorstOfTerm = row.Flag("AOCCIFL") == true,
        Sources = row.Sources,
    };

    public static ExposureRecord Exposure(TableRow row) => new()
    {
        Subject = row.Subject!.Value,
        Treatment = Shared(row.Text("EXTRT"))!,
        Visit = Shared(row.Text("AVISIT")),
        Day = row.Integer("ASTDY"),
        EndDay = row.Integer("AENDY"),
        Start = row.Moment("ASTDTM"),
        End = row.Moment("AENDTM"),
        Status = Enum.GetValues<DoseStatus>().First(status => DatasetTables.StatusText(status) == row.Text("EXSTAT")),
        Dose = row.Number("EXDOSE"),
        Lot = Shared(row.Text("EXLOT")),
        VolumeMillilitres = row.Number("EXVOL"),
        RateMillilitresPerHour = row.Number("EXRATE"),
        Sources = row.Sources,
    };

    public static ConcomitantTreatmentRecord ConcomitantTreatment(TableRow row) =>
        new(row.Subject!.Value, Shared(row.Text("CMCLAS"))!, row.Integer("ASTDY"), row.Sources);

    public static TimeToEventRecord TimeToEvent(TableRow row) =>
        new(row.Subject!.Value, row.Integer("AVAL")!.Value, row.Integer("CNSR") == 0, row.Sources);

    // Codes repeat in every row of a large trial: one string each. They come from the protocol and are few.
    private static string? Shared(string? code) => code is null ? null : string.Intern(code);
}
