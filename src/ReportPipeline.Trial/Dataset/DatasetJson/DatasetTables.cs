using System.Collections.Immutable;
using System.Globalization;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Dataset.DatasetJson;

/// <summary>
/// Lays the analysis dataset out as CDISC-shaped tables, from which <see cref="DatasetReader"/> makes the same dataset again.
/// The last column of each, SRCVER, holds the ids of the resource versions that the row was derived from, separated by blanks;
/// the table SRCVERS says what they are.
/// </summary>
public static class DatasetTables
{
    public const string SubjectLevelName = "ADSL";

    public const string TimeToEventName = "ADTTE";

    /// <summary>Every table by name, in the order of <see cref="Of"/>.</summary>
    public static readonly ImmutableArray<string> Names =
        [SubjectLevelName, "ADFIND", "ADAE", "ADEX", "ADCM", "ADDS", TimeToEventName, "ADSLSRC", "QUERIES", "SRCVERS"];

    internal static readonly DatasetColumn Subject = new("USUBJID", "Unique subject identifier", ColumnType.String);

    internal static readonly DatasetColumn Sources = new("SRCVER", "Source resource versions", ColumnType.String);

    public static ImmutableArray<DatasetTable> Of(TrialProtocol protocol, TrialDataset dataset) =>
    [
        SubjectLevel(protocol, dataset),
        Findings(dataset),
        AdverseEvents(dataset),
        Exposure(dataset),
        ConcomitantTreatments(dataset),
        Disposition(protocol, dataset),
        TimeToEvent(dataset),
        .. ProvenanceTables.Of(dataset),
    ];

    private static DatasetTable SubjectLevel(TrialProtocol protocol, TrialDataset dataset)
    {
        var members = protocol.AnalysisSets.ToImmutableDictionary(
            set => set.Id,
            set => dataset.In(set.Id).Select(data => data.Subject.Subject).ToHashSet());
        return new DatasetTable(
            SubjectLevelName,
            "Subject-level analysis dataset",
            [
                Subject,
                new("SITEID", "Study site identifier", ColumnType.String),
                new("TRTP", "Planned treatment", ColumnType.String),
                new("SEX", "Sex", ColumnType.String),
                new("AGE", "Age at enrolment in years", ColumnType.Double),
                new("RFSTDTC", "Reference date, trial day 1", ColumnType.Date),
                new("DTHFL", "Death reported", ColumnType.Boolean),
                new("DTHDY", "Trial day of death", ColumnType.Integer),
                new("DTHPREFL", "Death dated before the reference date", ColumnType.Boolean),
                new("DTHPOSFL", "Death dated after its record arrived", ColumnType.Boolean),
                new("LSTALVDY", "Last trial day known alive", ColumnType.Integer),
                .. protocol.SubjectLevel.Strata.Select(stratum => new DatasetColumn(stratum, protocol.FindParameter(stratum)!.Label.English, ColumnType.String)),
                .. protocol.AnalysisSets.Select(set => new DatasetColumn(set.Abbreviation + "FL", set.Label.English, ColumnType.Boolean)),
                Sources,
            ],
            [
                .. dataset.Subjects.Select(data => data.Subject).Select(subject => ImmutableArray.Create<object?>(
                [
                    subject.Subject.Value,
                    subject.Site.Value,
                    subject.Arm,
                    subject.Sex.ToString().ToUpperInvariant(),
                    subject.Age,
                    Date(subject.Enrolment),
                    subject.Death is not null,
                    subject.Death?.Day,
                    subject.Death?.BeforeEnrolment ?? false,
                    subject.Death?.AfterArrival ?? false,
                    subject.LastKnownAliveDay,
                    .. protocol.SubjectLevel.Strata.Select(stratum => subject.Strata.GetValueOrDefault(stratum)),
                    .. protocol.AnalysisSets.Select(set => (object?)members[set.Id].Contains(subject.Subject)),
                    Join(subject.Sources.Values.SelectMany(versions => versions)),
                ])),
            ]);
    }

    private static DatasetTable Findings(TrialDataset dataset) => new(
        "ADFIND",
        "Findings analysis dataset",
        [
            Subject,
            new("PARAMCD", "Parameter code", ColumnType.String),
            new("AVISIT", "Analysis visit", ColumnType.String),
            new("ADY", "Trial day", ColumnType.Integer),
            new("AVAL", "Analysis value", ColumnType.Double),
            new("AVALC", "Analysis value, coded", ColumnType.String),
            new("AVALCMP", "Comparator of the analysis value", ColumnType.String),
            new("AVALRSN", "Reason for a missing value", ColumnType.String),
            new("BASE", "Baseline value", ColumnType.Double),
            new("CHG", "Change from baseline", ColumnType.Double),
            new("ABLFL", "Baseline record", ColumnType.Boolean),
            new("ANL01FL", "Record that stands for its visit", ColumnType.Boolean),
            new("PRELIMFL", "Preliminary value", ColumnType.Boolean),
            Sources,
        ],
        [
            .. dataset.Subjects.SelectMany(data => data.Findings).Select(finding => ImmutableArray.Create<object?>(
            [
                finding.Subject.Value, finding.Parameter, finding.Visit, finding.Day, finding.AnalysisValue, finding.CodedValue, finding.Comparator,
                finding.MissingReason, finding.Baseline, finding.ChangeFromBaseline, finding.IsBaseline, finding.RepresentsVisit, finding.IsPreliminary,
                Join(finding.Sources),
            ])),
        ]);

    private static DatasetTable AdverseEvents(TrialDataset dataset) => new(
        "ADAE",
        "Adverse events analysis dataset",
        [
            Subject,
            new("AECAT", "Category code", ColumnType.String),
            new("AETERM", "Term code", ColumnType.String),
            new("ASTDY", "Trial day of onset", ColumnType.Integer),
            new("ASTDTM", "Date and time of onset", ColumnType.DateTime),
            new("AENDY", "Trial day of resolution", ColumnType.Integer),
            new("AETOXGR", "CTCAE grade", ColumnType.Integer),
            new("AESER", "Serious", ColumnType.Boolean),
            new("AEREL", "Relatedness", ColumnType.String),
            new("AESDTH", "Fatal", ColumnType.Boolean),
            new("AEOUT", "Outcome code", ColumnType.String),
            new("AEEXP", "Expected in the study", ColumnType.Boolean),
            new("AOCCIFL", "Worst event of the term in the subject", ColumnType.Boolean),
            Sources,
        ],
        [
            .. dataset.Subjects.SelectMany(data => data.AdverseEvents).Select(item => ImmutableArray.Create<object?>(
            [
                item.Subject.Value, item.Category, item.Term, item.OnsetDay, Moment(item.Onset), item.ResolvedDay, item.Grade, item.Serious, item.Relatedness,
                item.Fatal, item.Outcome, item.Expected, item.IsWorstOfTerm, Join(item.Sources),
            ])),
        ]);

    private static DatasetTable Exposure(TrialDataset dataset) => new(
        "ADEX",
        "Exposure analysis dataset",
        [
            Subject,
            new("EXTRT", "Treatment code", ColumnType.String),
            new("AVISIT", "Analysis visit", ColumnType.String),
            new("ASTDY", "Trial day", ColumnType.Integer),
            new("AENDY", "Trial day of the end", ColumnType.Integer),
            new("ASTDTM", "Date and time of the start", ColumnType.DateTime),
            new("AENDTM", "Date and time of the end", ColumnType.DateTime),
            new("EXSTAT", "Given, partial or not-given", ColumnType.String),
            new("EXDOSE", "Dose", ColumnType.Double),
            new("EXLOT", "Lot number", ColumnType.String),
            new("EXVOL", "Volume in mL", ColumnType.Double),
            new("EXRATE", "Rate in mL/h", ColumnType.Double),
            Sources,
        ],
        [
            .. dataset.Subjects.SelectMany(data => data.Exposures).Select(dose => ImmutableArray.Create<object?>(
            [
                dose.Subject.Value, dose.Treatment, dose.Visit, dose.Day, dose.EndDay, Moment(dose.Start), Moment(dose.End), StatusText(dose.Status),
                dose.Dose, dose.Lot, dose.VolumeMillilitres, dose.RateMillilitresPerHour, Join(dose.Sources),
            ])),
        ]);

    private static DatasetTable ConcomitantTreatments(TrialDataset dataset) => new(
        "ADCM",
        "Concomitant treatments analysis dataset",
        [Subject, new("CMCLAS", "Treatment class code", ColumnType.String), new("ASTDY", "Trial day", ColumnType.Integer), Sources],
        [
            .. dataset.Subjects.SelectMany(data => data.ConcomitantTreatments).Select(item => ImmutableArray.Create<object?>(
                [item.Subject.Value, item.TreatmentClass, item.Day, Join(item.Sources)])),
        ]);

    private static DatasetTable Disposition(TrialProtocol protocol, TrialDataset dataset) => new(
        "ADDS",
        "Disposition analysis dataset",
        [Subject, new("DSDECOD", "How follow-up ended", ColumnType.String), new("ADY", "Trial day of the end", ColumnType.Integer), Sources],
        [
            .. dataset.Subjects.Select(data => DeriveDisposition.From(data.Subject, protocol)).Select(record => ImmutableArray.Create<object?>(
                [record.Subject.Value, record.End.ToString().ToUpperInvariant(), record.Day, Join(record.Sources)])),
        ]);

    private static DatasetTable TimeToEvent(TrialDataset dataset) => new(
        TimeToEventName,
        "Time-to-event analysis dataset",
        [
            Subject,
            new("PARAMCD", "Parameter code", ColumnType.String),
            new("AVAL", "Time in trial days", ColumnType.Integer),
            new("CNSR", "Censored: 1 for censored, 0 for an event", ColumnType.Integer),
            Sources,
        ],
        [
            .. dataset.Subjects.Where(data => data.Survival is not null).Select(data => data.Survival!).Select(record => ImmutableArray.Create<object?>(
                [record.Subject.Value, "OS", record.Time, record.EventObserved ? 0 : 1, Join(record.Sources)])),
        ]);

    internal static string StatusText(DoseStatus status) => status switch
    {
        DoseStatus.Given => "given",
        DoseStatus.Partial => "partial",
        _ => "not-given",
    };

    private static string? Moment(DateTimeOffset? moment) => moment?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string? Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static string Join(IEnumerable<string> versions) => string.Join(' ', versions.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
