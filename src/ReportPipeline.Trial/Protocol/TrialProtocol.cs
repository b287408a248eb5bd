using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ReportPipeline.Trial.Protocol;

/// <summary>
/// A two-arm trial as data: whatever is particular to one trial is a value in here, read from a JSON file that
/// <see cref="ProtocolFile"/> has checked against its schema. No site, arm, code or visit is named in code.
/// </summary>
public sealed record TrialProtocol
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    public required string Id { get; init; }

    public required string Version { get; init; }

    public required LocalizedText Title { get; init; }

    public required LocalizedText ShortTitle { get; init; }

    /// <summary>Registry number or publication that identifies the trial to a reader.</summary>
    public required string Identification { get; init; }

    public required DataOrigin DataOrigin { get; init; }

    public required TrialDesign Design { get; init; }

    /// <summary>Two-sided significance level, in (0, 1).</summary>
    public required double SignificanceLevel { get; init; }

    /// <summary>Confidence level of every interval that states no other, in (0, 1).</summary>
    public required double ConfidenceLevel { get; init; }

    /// <summary>Last trial day of follow-up: a subject alive past it is censored on it.</summary>
    public required int FollowUpDays { get; init; }

    /// <summary>Nothing received after this moment counts: it is sealed and listed as late. Absent while the trial goes on.</summary>
    public DateTimeOffset? DataCutOff { get; init; }

    /// <summary>The identifier system under which Patient.identifier carries the trial subject number.</summary>
    public required string SubjectIdentifierSystem { get; init; }

    public required ImmutableArray<Site> Sites { get; init; }

    /// <summary>Exactly two, the experimental arm first.</summary>
    public required ImmutableArray<Arm> Arms { get; init; }

    public required ImmutableArray<Visit> Visits { get; init; }

    /// <summary>Which parameters carry the subject-level facts.</summary>
    public required SubjectLevelParameters SubjectLevel { get; init; }

    public required ImmutableArray<Parameter> Parameters { get; init; }

    public required AdverseEventDictionary AdverseEvents { get; init; }

    public ImmutableArray<Treatment> Treatments { get; init; } = [];

    public ImmutableArray<TreatmentClass> ConcomitantTreatmentClasses { get; init; } = [];

    public required ImmutableArray<AnalysisSetDefinition> AnalysisSets { get; init; }

    public required ImmutableArray<EndpointDefinition> Endpoints { get; init; }

    /// <summary>Id of the endpoint on which the trial's conclusion rests, one with an estimand; absent when the trial names none.</summary>
    public string? PrimaryEndpoint { get; init; }

    /// <summary>BCP 47 tags, each <c>en</c> or <c>zh-Hans</c>.</summary>
    public required ImmutableArray<string> ReportLanguages { get; init; }

    /// <summary>File name, beside the protocol, of the decisions about analysis sets; none when absent.</summary>
    public string? DecisionsFile { get; init; }

    [JsonIgnore]
    public Arm ExperimentalArm => Arms[0];

    [JsonIgnore]
    public Arm ControlArm => Arms[1];

    public Site? FindSite(SiteId id) => Sites.FirstOrDefault(site => site.Id == id.Value);

    public Parameter? FindParameter(string code) => Parameters.FirstOrDefault(parameter => parameter.Code == code);

    public EndpointDefinition? FindEndpoint(string id) => Endpoints.FirstOrDefault(endpoint => endpoint.Id == id);

    /// <summary>
    /// The endpoint that the protocol names primary, an unresolved one too: no other may pass for it. Where it names none, the first yes/no
    /// endpoint outside the safety set, else the first analysis of covariance there; an endpoint before it whose type is unknown and which estimates
    /// something may be the one meant and stands in its place. Null when there is neither.
    /// </summary>
    [JsonIgnore]
    public EndpointDefinition? Primary => PrimaryEndpoint is { } id ? FindEndpoint(id) : FirstOutcome<ProportionEndpoint>() ?? FirstOutcome<AncovaEndpoint>();

    /// <summary>Whether all its sets are of those treated: such an endpoint speaks of safety.</summary>
    public bool IsSafety(EndpointDefinition endpoint) => endpoint.AnalysisSets.Length > 0
        && endpoint.AnalysisSets.All(id => AnalysisSets.Any(set => set.Id == id && set.Kind == AnalysisSetKind.Safety));

    public Arm? FindArm(string code) => Arms.FirstOrDefault(arm => arm.Code == code);

    private EndpointDefinition? FirstOutcome<T>() where T : EndpointDefinition
    {
        var outcomes = Endpoints.Where(endpoint => !IsSafety(endpoint)).ToList();
        var first = outcomes.FindIndex(endpoint => endpoint is T or UnresolvedEndpoint { Declared: T });
        return first < 0 ? null : outcomes.Take(first + 1).First(endpoint => ReferenceEquals(endpoint, outcomes[first]) || endpoint is UnresolvedEndpoint { Declared: null, Estimand: not null });
    }
}

/// <param name="Synthetic">True when the records are simulated or reconstructed; every report then says so.</param>
/// <param name="Statement">Printed on the title page and wherever the data are named.</param>
public sealed record DataOrigin(bool Synthetic, LocalizedText Statement);

/// <summary>How subjects came to their arms. The wording of every report follows it.</summary>
public enum Allocation
{
    Randomised,
    PatientChoice,
}

public enum Masking
{
    OpenLabel,
    Blinded,
}

public sealed record TrialDesign(Allocation Allocation, Masking Masking, bool MultipleSites, LocalizedText Description);

/// <summary>A hospital that posts bundles.</summary>
/// <param name="Id">See <see cref="SiteId"/>.</param>
/// <param name="Name">For reports.</param>
/// <param name="TimeZone">IANA name; trial days are calendar days in this zone.</param>
/// <param name="SubjectNumberPattern">
/// Anchored regular expression of the subject numbers that this site owns; patterns of two sites never overlap, so a
/// site cannot write another's subject.
/// </param>
public sealed record Site(string Id, LocalizedText Name, string TimeZone, string SubjectNumberPattern)
{
    [JsonIgnore]
    public SiteId SiteId => new(Id);

    /// <summary>The calendar day of a moment at this site.</summary>
    public DateOnly DayOf(DateTimeOffset moment) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById(TimeZone)).DateTime);
}

public enum ArmRole
{
    Experimental,
    Control,
}

/// <param name="Code">Short code (CDISC ARMCD).</param>
public sealed record Arm(string Code, ArmRole Role, LocalizedText Label, int? PlannedSubjects = null);

/// <summary>A planned assessment.</summary>
/// <param name="Day">Planned trial day; day 1 is the reference date, there is no day 0.</param>
/// <param name="FromDay">First trial day of the window, inclusive.</param>
/// <param name="ToDay">Last trial day of the window, inclusive.</param>
/// <param name="Baseline">True for the one visit whose values are baseline.</param>
public sealed record Visit(string Id, LocalizedText Label, int Day, int FromDay, int ToDay, bool Baseline = false);

/// <summary>A code in a code system.</summary>
public sealed record Coding(string System, string Code)
{
    public string? Display { get; init; }
}

public enum ParameterKind
{
    /// <summary>A number with a unit.</summary>
    Quantity,

    /// <summary>One of the listed values.</summary>
    Coded,

    /// <summary>Something that lasts: the analysis value is its length in days (end − start), from effectivePeriod.</summary>
    Period,

    /// <summary>A dated fact: the analysis value is the trial day of its effective date.</summary>
    Date,
}

/// <summary>What an Observation can be about (CDISC PARAMCD).</summary>
public sealed record Parameter
{
    public required string Code { get; init; }

    public required LocalizedText Label { get; init; }

    public required ParameterKind Kind { get; init; }

    /// <summary>An Observation belongs to the parameter when any of its codings is one of these.</summary>
    public required ImmutableArray<Coding> Codings { get; init; }

    /// <summary>
    /// Codings that name the parameter only when the Observation also says how it was obtained (specimen or method), such as a code
    /// for arterial blood that pulse oximetry carries too. Without that the Observation is asked about.
    /// </summary>
    public ImmutableArray<Coding> CodingsWithEvidence { get; init; } = [];

    /// <summary>Canonical UCUM unit of a quantity.</summary>
    public string? Unit { get; init; }

    /// <summary>How other UCUM units become the canonical one.</summary>
    public ImmutableArray<UnitConversion> Conversions { get; init; } = [];

    /// <summary>Plausible range in the canonical unit, inclusive; a value outside becomes a data query.</summary>
    public PlausibleRange? Range { get; init; }

    /// <summary>Values that are normal; none when the protocol declares none. What lies outside is counted, not asked about.</summary>
    public ReferenceRange? ReferenceRange { get; init; }

    /// <summary>Decimal places of the data, from which a report's precision follows.</summary>
    public int Decimals { get; init; }

    public ImmutableArray<CodedValue> Values { get; init; } = [];

    /// <summary>Visits at which the assessment is expected; none for facts without a schedule.</summary>
    public ImmutableArray<string> ExpectedAt { get; init; } = [];
}

/// <summary>
/// canonical = (value × Factor + Offset) ÷ Divisor. With whole numbers the result is exact to 28 digits: °F to °C is (5 × value − 160) ÷ 9, so
/// that 98.6 °F ties with 37 °C.
/// </summary>
public sealed record UnitConversion(string From, decimal Factor, decimal Offset = 0, decimal Divisor = 1);

public sealed record PlausibleRange(decimal Low, decimal High);

/// <param name="Value">Our code, used by endpoints and results.</param>
public sealed record CodedValue(string Value, LocalizedText Label, ImmutableArray<Coding> Codings);

/// <summary>Names the parameters from which the subject-level table is derived.</summary>
/// <param name="Enrolment">A <see cref="ParameterKind.Date"/> parameter: its date is the reference date, trial day 1.</param>
/// <param name="Allocation">A coded parameter whose values are the arm codes.</param>
/// <param name="Age">A quantity in years at enrolment: the birth date is identity and never leaves the raw zone.</param>
/// <param name="Strata">Coded parameters that classify subjects at entry.</param>
/// <param name="LastContact">A date parameter: last day the subject was known to be alive; optional.</param>
/// <param name="Death">A date parameter: an Observation of the subject's death; optional, Patient.deceased reports it in any case.</param>
public sealed record SubjectLevelParameters(
    string Enrolment,
    string Allocation,
    string Age,
    ImmutableArray<string> Strata,
    string? LastContact = null,
    string? Death = null);
