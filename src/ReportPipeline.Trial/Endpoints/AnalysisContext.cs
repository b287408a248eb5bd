using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>What an endpoint analysis reads, and the table it adds its rows to.</summary>
public sealed record AnalysisContext(TrialProtocol Protocol, DecisionList Decisions, TrialDataset Dataset, Results.ResultTable Table)
{
    /// <summary>Latest arrival that counts; its day decides what is due.</summary>
    public required DateTimeOffset DataCutOff { get; init; }

    /// <summary>The comparisons that the analysis made or, when it looks at others, those of the endpoints before it in their order.</summary>
    public List<Comparison> Comparisons { get; private init; } = [];

    /// <summary>Group name of both arms together.</summary>
    public const string Total = "total";

    /// <summary>Group name of the comparison, experimental arm first.</summary>
    public string Comparison => $"{Protocol.ExperimentalArm.Code}:{Protocol.ControlArm.Code}";

    /// <summary>The same records with an empty table, for an analysis that runs beside others.</summary>
    public AnalysisContext WithOwnTable() => this with { Table = new Results.ResultTable(), Comparisons = [] };

    /// <summary>Both arms and the total, each with its members of the set.</summary>
    public IEnumerable<(string Group, ImmutableArray<SubjectData> Members)> Groups(string analysisSet)
    {
        foreach (var arm in Protocol.Arms)
        {
            yield return (arm.Code, Dataset.In(analysisSet, arm.Code));
        }

        yield return (Total, Dataset.In(analysisSet));
    }

    /// <summary>The arms alone.</summary>
    public IEnumerable<(string Group, ImmutableArray<SubjectData> Members)> ArmGroups(string analysisSet) =>
        Protocol.Arms.Select(arm => (arm.Code, Dataset.In(analysisSet, arm.Code)));

    /// <summary>Writes the test of a comparison and keeps its data for the sensitivity analyses.</summary>
    public void Compare(Comparison comparison, string? convention = null)
    {
        Table.Test(comparison.Place, comparison.Test, convention);
        Comparisons.Add(comparison);
    }

    /// <summary>The comparisons of the endpoints in the set, in the order of the endpoints.</summary>
    public IEnumerable<Comparison> ComparisonsOf(string analysisSet, ImmutableArray<string> endpoints) => endpoints.SelectMany(
        endpoint => Comparisons.Where(comparison => comparison.Place.Analysis == endpoint && comparison.Place.AnalysisSet == analysisSet));

    /// <summary>The protocol's safety set, or its first set when it has none.</summary>
    public string SafetySet() => (Protocol.AnalysisSets.FirstOrDefault(set => set.Kind == AnalysisSetKind.Safety) ?? Protocol.AnalysisSets[0]).Id;

    /// <summary>Versions that put a subject into its set and arm.</summary>
    public ImmutableArray<string> MembershipSources(IEnumerable<SubjectData> members) =>
        [.. members.SelectMany(data => data.Subject.SourcesOf(Protocol.SubjectLevel.Enrolment, Protocol.SubjectLevel.Allocation))];
}
