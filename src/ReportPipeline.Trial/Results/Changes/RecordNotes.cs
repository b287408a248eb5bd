using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Trial.Results.Changes;

/// <summary>What the comparison has to know of a resource version beside where it came from.</summary>
/// <param name="Subject">Whom it is about; null while the Patient is unknown.</param>
/// <param name="Day">The last day that it may speak of; null when it has no date.</param>
/// <param name="Counts">False when it was entered in error or does not count.</param>
public sealed record RecordNote(SourceReference Source, SubjectId? Subject, DateOnly? Day, bool Counts);

/// <summary>Notes on every resource version that was received.</summary>
public sealed class RecordNotes
{
    private readonly Dictionary<string, RecordNote> byVersion;
    private readonly ILookup<(string, string, string), RecordNote> byResource;
    private readonly ILookup<SubjectId, RecordNote> bySubject;

    private RecordNotes(Dictionary<string, RecordNote> byVersion)
    {
        this.byVersion = byVersion;
        byResource = byVersion.Values.ToLookup(note => ResourceOf(note.Source));
        bySubject = byVersion.Values.Where(note => note.Subject is not null).ToLookup(note => note.Subject!.Value);
    }

    /// <param name="facts">Every version received up to the cut-off.</param>
    public static RecordNotes Of(IReadOnlyCollection<ClinicalFact> facts)
    {
        var subjects = ResolveSubjects.Of(facts).BySubject
            .SelectMany(group => group.Facts.Select(fact => (fact.Source.VersionId, group.Subject)))
            .DistinctBy(item => item.VersionId)
            .ToDictionary(item => item.VersionId, item => (SubjectId?)item.Subject, StringComparer.Ordinal);
        return new RecordNotes(facts
            .GroupBy(fact => fact.Source.VersionId, StringComparer.Ordinal)
            .ToDictionary(
                version => version.Key,
                version => new RecordNote(
                    version.First().Source,
                    subjects.GetValueOrDefault(version.Key),
                    version.Select(DayOf).Max(),
                    version.All(fact => fact.Status is not (RecordStatus.EnteredInError or RecordStatus.NotCounted))),
                StringComparer.Ordinal));
    }

    public RecordNote? Find(string version) => byVersion.GetValueOrDefault(version);

    /// <summary>All versions of the resource that the version belongs to.</summary>
    public IEnumerable<RecordNote> VersionsOf(SourceReference source) => byResource[ResourceOf(source)];

    public IEnumerable<RecordNote> Of(SubjectId subject) => bySubject[subject];

    private static (string, string, string) ResourceOf(SourceReference source) => (source.Site, source.ResourceType, source.ResourceKey);

    private static DateOnly? DayOf(ClinicalFact fact) => fact switch
    {
        ObservationFact observation => observation.When.Start?.Latest,
        AdministrationFact administration => administration.When.Start?.Latest,
        AdverseEventFact adverseEvent => adverseEvent.Onset?.Latest,
        PatientFact patient => patient.Deceased?.Latest,
        _ => null,
    };
}
