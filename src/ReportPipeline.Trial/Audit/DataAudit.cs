using System.Collections.Immutable;
using ReportPipeline.Trial.Audit.Data;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Audit;

/// <summary>What the data audit reads: the snapshot's dataset, the protocol and its decisions.</summary>
public sealed record AuditScope(TrialProtocol Protocol, DecisionList Decisions, TrialDataset Dataset)
{
    /// <summary>Members of the set per arm, experimental first.</summary>
    public ImmutableArray<SubjectData> Arm(string analysisSet, Arm arm) => Dataset.In(analysisSet, arm.Code);

    /// <summary>Versions that put the subject into its arm.</summary>
    public ImmutableArray<string> Allocation(SubjectData data) => data.Subject.SourcesOf(Protocol.SubjectLevel.Allocation);

    /// <summary>The protocol's primary endpoint (see <see cref="TrialProtocol.Primary"/>); null when it has none or its own cannot be resolved.</summary>
    public EndpointDefinition? Primary => Protocol.Primary is UnresolvedEndpoint ? null : Protocol.Primary;
}

/// <summary>
/// Looks for contradictions in a trial with nothing but its own records and protocol. A rule knows no trial: what it finds follows
/// from general statements ("every death has a fatal event") that are true of any.
/// </summary>
public static class DataAudit
{
    private static readonly ImmutableArray<Func<AuditScope, IEnumerable<AuditFinding>>> Rules =
    [
        FatalEventsAgainstDeaths.Find,
        ExclusionsFavourOneArm.Find,
        MissingOutcomesDecide.Find,
        ResultHangsOnOneSubject.Find,
        PairingThrownAway.Find,
        DeathEndsStay.Find,
        ChosenArmUnadjusted.Find,
        InfusionRateAgainstVolume.Find,
        MediaDisagree.Find,
        DosesAgainstPlan.Find,
        EligibilityDecidedAfterEntry.Find,
        DuplicateRecords.Find,
        ImpossibleDates.Find,
        RecordsAfterDeath.Find,
        LotsAgainstRelease.Find,
        ArmAgainstTreatment.Find,
        EndpointsNotResolved.Find,
    ];

    /// <summary>Every finding, in the order of the rules.</summary>
    public static ImmutableArray<AuditFinding> Run(AuditScope scope) => [.. Rules.SelectMany(rule => rule(scope))];
}
