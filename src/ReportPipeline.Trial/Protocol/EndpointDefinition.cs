using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ReportPipeline.Trial.Protocol;

/// <summary>
/// One analysis that the protocol asks for. Its <c>type</c> chooses the analysis; everything else is a parameter of it,
/// so another endpoint of a known type needs no code.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SubjectFlowEndpoint), "subject-flow")]
[JsonDerivedType(typeof(EnrolmentEndpoint), "enrolment")]
[JsonDerivedType(typeof(BaselineEndpoint), "baseline")]
[JsonDerivedType(typeof(ProportionEndpoint), "proportion")]
[JsonDerivedType(typeof(TimeToEventEndpoint), "time-to-event")]
[JsonDerivedType(typeof(AdverseEventIncidenceEndpoint), "adverse-event-incidence")]
[JsonDerivedType(typeof(AdverseEventGradeEndpoint), "adverse-events-by-grade")]
[JsonDerivedType(typeof(LaboratoryShiftEndpoint), "laboratory-shifts")]
[JsonDerivedType(typeof(FindingsOverTimeEndpoint), "findings-over-time")]
[JsonDerivedType(typeof(ConcomitantTreatmentEndpoint), "concomitant-treatment")]
[JsonDerivedType(typeof(CoxEndpoint), "cox")]
[JsonDerivedType(typeof(DurationEndpoint), "duration")]
[JsonDerivedType(typeof(CategoryEndpoint), "category")]
[JsonDerivedType(typeof(BeforeAfterEndpoint), "before-after")]
[JsonDerivedType(typeof(MeasurementsOverTimeEndpoint), "measurements-over-time")]
[JsonDerivedType(typeof(ListingEndpoint), "listing")]
[JsonDerivedType(typeof(ExposureEndpoint), "exposure")]
[JsonDerivedType(typeof(ScheduleEndpoint), "schedule")]
[JsonDerivedType(typeof(EligibilityEndpoint), "eligibility")]
[JsonDerivedType(typeof(AncovaEndpoint), "ancova")]
[JsonDerivedType(typeof(TestPanelEndpoint), "test-panel")]
[JsonDerivedType(typeof(SiteStratifiedEndpoint), "site-stratified")]
[JsonDerivedType(typeof(WeightedProportionEndpoint), "weighted-proportion")]
[JsonDerivedType(typeof(FragilityEndpoint), "fragility")]
[JsonDerivedType(typeof(MissingOutcomesEndpoint), "missing-outcomes")]
[JsonDerivedType(typeof(EValueEndpoint), "e-value")]
[JsonDerivedType(typeof(MultiplicityEndpoint), "multiplicity")]
[JsonDerivedType(typeof(StoppingRuleEndpoint), "stopping-rule")]
[JsonDerivedType(typeof(RestrictedMeanEndpoint), "restricted-mean")]
[JsonDerivedType(typeof(UnresolvedEndpoint), "unresolved")]
public abstract record EndpointDefinition
{
    /// <summary>First part of every result id, for example <c>T4</c>; unique in the protocol.</summary>
    public required string Id { get; init; }

    public required LocalizedText Title { get; init; }

    /// <summary>Ids of analysis sets, at least one.</summary>
    public required ImmutableArray<string> AnalysisSets { get; init; }

    /// <summary>Null where nothing is estimated: flows, listings, descriptions.</summary>
    public Estimand? Estimand { get; init; }
}

/// <summary>What is estimated, in the five attributes of ICH E9(R1); the population is the analysis set.</summary>
public sealed record Estimand(
    LocalizedText Variable,
    LocalizedText Summary,
    ImmutableArray<IntercurrentEvent> IntercurrentEvents);

/// <param name="Strategy">treatment-policy, hypothetical, composite, while-on-treatment or principal-stratum.</param>
public sealed record IntercurrentEvent(LocalizedText Event, string Strategy);

/// <summary>Participant flow: enrolled, allocated, followed up, analysed per set with reasons (CONSORT).</summary>
public sealed record SubjectFlowEndpoint : EndpointDefinition;

/// <summary>Subjects per site and stratum and arm.</summary>
public sealed record EnrolmentEndpoint : EndpointDefinition
{
    /// <summary>A coded parameter among the subject-level strata.</summary>
    public required string Stratum { get; init; }
}

/// <summary>Baseline characteristics per arm.</summary>
public sealed record BaselineEndpoint : EndpointDefinition
{
    /// <summary>Coded or quantity parameters, in table order; <c>SEX</c> is the administrative sex of the Patient resource.</summary>
    public required ImmutableArray<string> Variables { get; init; }

    public required AssociationTestChoice AssociationTest { get; init; }
}

/// <summary>Which test compares proportions.</summary>
public enum AssociationTestChoice
{
    /// <summary>Fisher's exact test.</summary>
    Fisher,

    /// <summary>Pearson's χ² without continuity correction.</summary>
    ChiSquare,

    /// <summary>Pearson's χ² with Yates's correction.</summary>
    ChiSquareYates,

    /// <summary>χ² without correction, Fisher's exact test when any expected count is below 5.</summary>
    ChiSquareOrFisher,
}

/// <summary>Which limits a single proportion gets.</summary>
public enum ProportionIntervalChoice
{
    ClopperPearson,
    Wilson,
}

/// <summary>Which limits a difference of two proportions gets.</summary>
public enum DifferenceIntervalChoice
{
    /// <summary>Newcombe's hybrid of Wilson limits (1998, method 10).</summary>
    Newcombe,

    /// <summary>Inverts the score test.</summary>
    MiettinenNurminen,
}

/// <summary>Which limits a conditional odds ratio gets.</summary>
public enum OddsRatioIntervalChoice
{
    /// <summary>Inverts the two-sided test that the P value comes from: both agree about 1.</summary>
    MinimumLikelihood,

    /// <summary>Inverts two one-sided tests (R's and SAS's default); it may contain 1 beside a small P value.</summary>
    Central,
}

/// <summary>A yes/no outcome per subject, compared between the arms.</summary>
public sealed record ProportionEndpoint : EndpointDefinition
{
    public required SubjectOutcome Outcome { get; init; }

    public required LocalizedText OutcomeLabel { get; init; }

    public required AssociationTestChoice AssociationTest { get; init; }

    public ProportionIntervalChoice ProportionInterval { get; init; } = ProportionIntervalChoice.ClopperPearson;

    public DifferenceIntervalChoice DifferenceInterval { get; init; } = DifferenceIntervalChoice.Newcombe;

    public OddsRatioIntervalChoice OddsRatioInterval { get; init; } = OddsRatioIntervalChoice.MinimumLikelihood;
}

public enum SubjectOutcomeKind
{
    /// <summary>Alive at the end of follow-up.</summary>
    Survived,

    /// <summary>At least one adverse event; <see cref="SubjectOutcome.Term"/> narrows it to one term.</summary>
    AdverseEvent,

    /// <summary>The coded parameter has the value at the visit; a subject without a reading is not in the denominator.</summary>
    Finding,
}

/// <param name="Kind">What makes a subject count.</param>
/// <param name="Term">Adverse-event term code.</param>
/// <param name="Parameter">Parameter code of a finding.</param>
/// <param name="Value">Coded value of a finding.</param>
/// <param name="Visit">Visit id of a finding; any visit when absent.</param>
public sealed record SubjectOutcome(
    SubjectOutcomeKind Kind,
    string? Term = null,
    string? Parameter = null,
    string? Value = null,
    string? Visit = null);

public enum SurvivalTransform
{
    LogLog,
    Log,
    Plain,
    ArcsineSquareRoot,
}

/// <summary>Time from the reference date to death, censored at the end of follow-up: Kaplan–Meier and log-rank.</summary>
public sealed record TimeToEventEndpoint : EndpointDefinition
{
    public required SurvivalTransform IntervalTransform { get; init; }

    /// <summary>Days at which numbers at risk are reported, ascending, from 0.</summary>
    public required ImmutableArray<int> RiskTableDays { get; init; }
}

/// <summary>Subjects with an event, and events, per category and term; a subject counts once per term.</summary>
public sealed record AdverseEventIncidenceEndpoint : EndpointDefinition
{
    public required AssociationTestChoice AssociationTest { get; init; }
}

/// <summary>Events by CTCAE grade 1–5 per arm, with the count of grade 3 or worse.</summary>
public sealed record AdverseEventGradeEndpoint : EndpointDefinition;

/// <summary>Subjects by category of the reference range at baseline against the lowest and the highest category after it (shift tables).</summary>
public sealed record LaboratoryShiftEndpoint : EndpointDefinition
{
    /// <summary>Quantity parameters with a reference range, in table order.</summary>
    public required ImmutableArray<string> Variables { get; init; }
}
