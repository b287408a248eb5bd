using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Trial.Results.Changes;

/// <summary>What the comparison has to know of a resource version beside where it came from.</summary>
/// <param name="Subject">Whom it is about; null while nothing of its resource counts.</param>
/// <param name="Day">The last day that it speaks of; null when it has no date.</param>
/// <param name="Counts">False when no record rests on it: it was superseded, entered in error, or does not count.</param>
public sealed record RecordNote(SourceReference Source, SubjectId? Subject, DateOnly? Day, bool Counts);

/// <summary>Notes on every resource version that was received.</summary>
public sealed class RecordNotes
{
    private readonly Dictionary<string, RecordNote> byVersion;
    private readonly ILookup<(string, string, string), RecordNote> byResource;
    private readonly ILookup<SubjectId, RecordNote> bySubject;

    /// <param name="notes">One per version.</param>
    public RecordNotes(IEnumerable<RecordNote> notes)
    {
        byVersion = notes.ToDictionary(note => note.Source.VersionId, StringComparer.Ordinal);
        byResource = byVersion.Values.ToLookup(note => ResourceOf(note.Source));
        bySubject = byVersion.Values.Where(note => note.Subject is not null).ToLookup(note => note.Subject!.Value);
    }

    /// <summary>What the dataset of a run tells of the versions that it was derived from.</summary>
    public static RecordNotes Of(TrialDataset dataset)
    {
        var used = dataset.Subjects.SelectMany(Used)
            .GroupBy(use => use.Version, StringComparer.Ordinal)
            .ToDictionary(uses => uses.Key, uses => (uses.First().Subject, Day: uses.Max(use => use.Day)), StringComparer.Ordinal);
        var subjects = dataset.SourceVersions.Values
            .Where(source => used.ContainsKey(source.VersionId))
            .GroupBy(ResourceOf)
            .ToDictionary(versions => versions.Key, versions => used[versions.First().VersionId].Subject);
        return new RecordNotes(dataset.SourceVersions.Values.Select(source => new RecordNote(
            source,
            subjects.TryGetValue(ResourceOf(source), out var subject) ? subject : null,
            used.GetValueOrDefault(source.VersionId).Day,
            used.ContainsKey(source.VersionId))));
    }

    public RecordNote? Find(string version) => byVersion.GetValueOrDefault(version);

    /// <summary>All versions of the resource that the version belongs to.</summary>
    public IEnumerable<RecordNote> VersionsOf(SourceReference source) => byResource[ResourceOf(source)];

    public IEnumerable<RecordNote> Of(SubjectId subject) => bySubject[subject];

    private static (string, string, string) ResourceOf(SourceReference source) => (source.Site, source.ResourceType, source.ResourceKey);

    private static IEnumerable<(string Version, SubjectId Subject, DateOnly? Day)> Used(SubjectData data)
    {
        var subject = data.Subject;
        return
        [
            .. subject.Sources.Values.SelectMany(versions => Of(versions, null)),
            .. data.Findings.SelectMany(finding => Of(finding.Sources, finding.Day)),
            .. data.AdverseEvents.SelectMany(adverseEvent => Of(adverseEvent.Sources, adverseEvent.OnsetDay)),
            .. data.Exposures.SelectMany(exposure => Of(exposure.Sources, exposure.Day)),
            .. data.ConcomitantTreatments.SelectMany(treatment => Of(treatment.Sources, treatment.Day)),
        ];

        IEnumerable<(string, SubjectId, DateOnly?)> Of(IEnumerable<string> versions, int? day) =>
            versions.Select(version => (version, subject.Subject, DateOf(subject, day)));
    }

    // Day 1 is the enrolment, the day before it is −1.
    private static DateOnly? DateOf(SubjectRecord subject, int? day) =>
        subject.Enrolment is { } enrolment && day is { } known ? enrolment.AddDays(known > 0 ? known - 1 : known) : null;
}
