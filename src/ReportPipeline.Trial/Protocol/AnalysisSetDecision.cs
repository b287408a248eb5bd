using System.Collections.Immutable;

namespace ReportPipeline.Trial.Protocol;

/// <summary>Decisions that no hospital takes: who leaves an analysis set, and why.</summary>
/// <param name="ProtocolId">The protocol that the list belongs to.</param>
public sealed record DecisionList(string ProtocolId, ImmutableArray<AnalysisSetDecision> Decisions)
{
    public static DecisionList Empty(string protocolId) => new(protocolId, []);
}

/// <param name="Subject">Trial subject number.</param>
/// <param name="AnalysisSet">Id of the set that the subject leaves.</param>
/// <param name="Reason">Printed in the flow diagram.</param>
/// <param name="Criterion">Number of the violated eligibility criterion, when one was.</param>
/// <param name="DecidedOn">Calendar date of the decision.</param>
/// <param name="DecidedBy">Role of who decided, never a name.</param>
public sealed record AnalysisSetDecision(
    string Subject,
    string AnalysisSet,
    LocalizedText Reason,
    DateOnly DecidedOn,
    string DecidedBy,
    int? Criterion = null);
