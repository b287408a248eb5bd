using System.Collections.Frozen;
using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset.Delta;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Dataset;

/// <summary>The analysis dataset of one snapshot: every subject with all that was derived, in ordinal order of subject.</summary>
public sealed record TrialDataset
{
    private readonly FrozenDictionary<string, ImmutableArray<SubjectData>> members;
    private readonly FrozenDictionary<(string Set, string Arm), ImmutableArray<SubjectData>> membersOfArms;

    public TrialDataset(TrialProtocol protocol, DecisionList decisions, DatasetContent content)
    {
        Subjects = [.. content.Subjects.OrderBy(data => data.Subject.Subject)];
        Queries = content.Queries;
        AnsweredQueries = content.AnsweredQueries;
        SourceVersions = OrdinalTable<SourceReference>.Of([.. content.SourceVersions.Select(source => KeyValuePair.Create(source.VersionId, source))]);
        members = protocol.AnalysisSets.ToFrozenDictionary(
            set => set.Id,
            set => AnalysisSetMembership.Select(set, Subjects, decisions),
            StringComparer.Ordinal);
        membersOfArms = members
            .SelectMany(set => protocol.Arms.Select(arm => (Set: set.Key, Arm: arm.Code)))
            .ToFrozenDictionary(key => key, key => members[key.Set].Where(data => data.Subject.Arm == key.Arm).ToImmutableArray());
    }

    public ImmutableArray<SubjectData> Subjects { get; }

    /// <summary>Every open question of the snapshot.</summary>
    public ImmutableArray<DataQuery> Queries { get; }

    /// <summary>Questions raised when a version was read, and answered by a later one.</summary>
    public ImmutableArray<AnsweredQuery> AnsweredQueries { get; }

    /// <summary>Version id → resource version, for everything that any record was derived from.</summary>
    public OrdinalTable<SourceReference> SourceVersions { get; }

    /// <summary>What changed since the snapshot before; null when nobody compared the two.</summary>
    public SnapshotDelta? Delta { get; init; }

    /// <summary>Members of the analysis set, in ordinal order of subject.</summary>
    public ImmutableArray<SubjectData> In(string analysisSet) => members[analysisSet];

    /// <summary>Members of the analysis set in one arm of the protocol, in ordinal order of subject.</summary>
    public ImmutableArray<SubjectData> In(string analysisSet, string arm) => membersOfArms[(analysisSet, arm)];
}
