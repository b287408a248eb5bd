using System.Collections.Immutable;
using System.Globalization;

namespace ReportPipeline.Trial.Protocol;

/// <summary>Checks that an endpoint names only sets, parameters, values, visits and terms that the protocol declares.</summary>
internal static class EndpointCheck
{
    /// <summary>The protocol with every endpoint that has a problem in its place as an <see cref="UnresolvedEndpoint"/>.</summary>
    public static TrialProtocol Resolve(TrialProtocol protocol) =>
        protocol with { Endpoints = [.. protocol.Endpoints.Select((endpoint, index) => Resolve(protocol, endpoint, $"$.endpoints[{index}]"))] };

    private static EndpointDefinition Resolve(TrialProtocol protocol, EndpointDefinition endpoint, string place)
    {
        var unknownType = endpoint as UnresolvedEndpoint;
        ImmutableArray<string> problems = [.. unknownType?.Problems ?? [], .. FindProblems(protocol, endpoint, place)];
        if (problems.IsEmpty)
        {
            return endpoint;
        }

        // Its rows need a set that exists: the protocol's first when it names none.
        ImmutableArray<string> sets = [.. endpoint.AnalysisSets.Distinct(StringComparer.Ordinal).Where(set => IsSet(protocol, set))];
        return new UnresolvedEndpoint
        {
            Id = endpoint.Id,
            Title = endpoint.Title,
            AnalysisSets = sets.IsEmpty ? [protocol.AnalysisSets[0].Id] : sets,
            Estimand = endpoint.Estimand,
            Problems = problems,
            Declared = unknownType is null ? endpoint : null,
            DeclaresLooks = unknownType?.DeclaresLooks ?? endpoint is StoppingRuleEndpoint,
        };
    }

    private static IEnumerable<string> FindProblems(TrialProtocol protocol, EndpointDefinition endpoint, string place)
    {
        var sets = endpoint.AnalysisSets.Where(set => !IsSet(protocol, set)).Select(set => $"{place}.analysisSets: there is no analysis set '{set}'.");
        return sets.Concat(Repeated(endpoint, place)).Concat(endpoint switch
        {
            EnrolmentEndpoint enrolment => Stratum(protocol, enrolment.Stratum, place),
            BaselineEndpoint baseline => Variables(protocol, baseline.Variables, place),
            FindingsOverTimeEndpoint findings =>
            [
                .. Values(protocol, findings.Variables, findings.Value, place),
                .. Visits(protocol, findings.Visits, $"{place}.visits"),
            ],
            ConcomitantTreatmentEndpoint treatments =>
            [
                .. Stratum(protocol, treatments.Stratum, place),
                .. protocol.FindParameter(treatments.Stratum)?.Values.Length is null or 2 ? Array.Empty<string>() : [$"{place}.stratum: needs exactly two values."],
            ],
            CoxEndpoint cox =>
            [
                .. Stratum(protocol, cox.Stratum, place),
                .. Variables(protocol, cox.Variables, place),
            ],
            DurationEndpoint duration => protocol.FindParameter(duration.Parameter)?.Kind is ParameterKind.Period or ParameterKind.Date
                ? []
                : [WrongParameter(protocol, duration.Parameter, "period or date", $"{place}.parameter")],
            CategoryEndpoint category =>
            [
                .. Kinds(protocol, [category.Parameter], ParameterKind.Coded, $"{place}.parameter"),
                .. Visits(protocol, category.Visit is null ? [] : [category.Visit], $"{place}.visit"),
            ],
            BeforeAfterEndpoint pairs =>
            [
                .. Kinds(protocol, pairs.Variables, ParameterKind.Quantity, $"{place}.variables"),
                .. Visits(protocol, [pairs.Before], $"{place}.before"),
                .. Visits(protocol, [pairs.After], $"{place}.after"),
            ],
            MeasurementsOverTimeEndpoint measurements =>
            [
                .. Kinds(protocol, measurements.Variables, ParameterKind.Quantity, $"{place}.variables"),
                .. Visits(protocol, measurements.Visits, $"{place}.visits"),
            ],
            LaboratoryShiftEndpoint shifts =>
            [
                .. Kinds(protocol, shifts.Variables, ParameterKind.Quantity, $"{place}.variables"),
                .. shifts.Variables
                    .Where(code => protocol.FindParameter(code) is { Kind: ParameterKind.Quantity, ReferenceRange: null })
                    .Select(code => $"{place}.variables: parameter '{code}' declares no referenceRange, so nothing can shift into or out of it."),
            ],
            ListingEndpoint listing => Kinds(protocol, [listing.Parameter], ParameterKind.Coded, $"{place}.parameter"),
            ProportionEndpoint proportion => Outcome(protocol, proportion.Outcome, $"{place}.outcome"),
            EligibilityEndpoint eligibility =>
            [
                .. Values(protocol, eligibility.Variables, eligibility.Value, place),
                .. Terms(protocol, eligibility.Terms, place),
            ],
            ExposureEndpoint { Terms.IsEmpty: true, AssociationTest: not null } =>
                [$"{place}.associationTest: compares subjects with an infusion reaction, and the endpoint names no terms that are reactions."],
            ExposureEndpoint exposure => Terms(protocol, exposure.Terms, place),
            AncovaEndpoint ancova =>
            [
                .. Kinds(protocol, [ancova.Parameter], ParameterKind.Quantity, $"{place}.parameter"),
                .. Visits(protocol, [ancova.Visit], $"{place}.visit"),
                .. Variables(protocol, ancova.Variables, place),
            ],
            _ => SensitivityCheck.FindProblems(protocol, endpoint, place),
        });
    }

    /// <summary>Baseline variables: quantities and coded parameters, sex and site. Dates and periods have no value that a subject brings along.</summary>
    public static IEnumerable<string> Variables(TrialProtocol protocol, IEnumerable<string> variables, string place) => variables
        .Where(variable => variable is not (Dataset.SubjectVariables.Sex or Dataset.SubjectVariables.Site)
            && protocol.FindParameter(variable)?.Kind is not (ParameterKind.Quantity or ParameterKind.Coded))
        .Select(variable => WrongParameter(protocol, variable, "quantity or coded", $"{place}.variables"));

    private static IEnumerable<string> Values(TrialProtocol protocol, IEnumerable<string> codes, string value, string place) =>
    [
        .. Kinds(protocol, codes, ParameterKind.Coded, $"{place}.variables"),
        .. codes
            .Where(code => protocol.FindParameter(code)?.Values.All(known => known.Value != value) == true)
            .Select(code => $"{place}.value: '{value}' is not a value of parameter '{code}'."),
    ];

    // A name listed twice would give every row twice.
    private static IEnumerable<string> Repeated(EndpointDefinition endpoint, string place)
    {
        (string Field, ImmutableArray<string> Names)[] lists =
        [
            ("analysisSets", endpoint.AnalysisSets),
            ("variables", VariablesOf(endpoint)),
            ("visits", endpoint switch { FindingsOverTimeEndpoint findings => findings.Visits, MeasurementsOverTimeEndpoint measurements => measurements.Visits, _ => [] }),
            ("riskTableDays", endpoint is TimeToEventEndpoint survival ? [.. survival.RiskTableDays.Select(day => day.ToString(CultureInfo.InvariantCulture))] : []),
            ("terms", endpoint switch { EligibilityEndpoint eligibility => eligibility.Terms, ExposureEndpoint exposure => exposure.Terms, _ => [] }),
            ("endpoints", endpoint is SensitivityEndpoint sensitivity ? sensitivity.Endpoints : []),
        ];
        return lists.SelectMany(list => list.Names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1)
            .Select(group => $"{place}.{list.Field}: '{group.Key}' occurs more than once."));
    }

    private static ImmutableArray<string> VariablesOf(EndpointDefinition endpoint) => endpoint switch
    {
        BaselineEndpoint baseline => baseline.Variables,
        FindingsOverTimeEndpoint findings => findings.Variables,
        CoxEndpoint cox => cox.Variables,
        BeforeAfterEndpoint pairs => pairs.Variables,
        MeasurementsOverTimeEndpoint measurements => measurements.Variables,
        LaboratoryShiftEndpoint shifts => shifts.Variables,
        EligibilityEndpoint eligibility => eligibility.Variables,
        AncovaEndpoint ancova => ancova.Variables,
        WeightedProportionEndpoint weighted => weighted.Variables,
        _ => [],
    };

    private static bool IsSet(TrialProtocol protocol, string set) => protocol.AnalysisSets.Any(known => known.Id == set);

    private static IEnumerable<string> Terms(TrialProtocol protocol, IEnumerable<string> terms, string place) =>
        terms.Where(term => !IsTerm(protocol, term)).Select(term => $"{place}.terms: there is no adverse-event term '{term}'.");

    private static bool IsTerm(TrialProtocol protocol, string term) =>
        protocol.AdverseEvents.Categories.SelectMany(category => category.Terms).Any(known => known.Code == term);

    private static IEnumerable<string> Kinds(TrialProtocol protocol, IEnumerable<string> codes, ParameterKind kind, string place) => codes
        .Where(code => protocol.FindParameter(code)?.Kind != kind)
        .Select(code => WrongParameter(protocol, code, kind.ToString().ToLowerInvariant(), place));

    private static string WrongParameter(TrialProtocol protocol, string code, string kind, string place) =>
        protocol.FindParameter(code) is null ? $"{place}: there is no parameter '{code}'." : $"{place}: '{code}' must be a parameter of kind {kind}.";

    private static IEnumerable<string> Visits(TrialProtocol protocol, IEnumerable<string> visits, string place) => visits
        .Where(visit => protocol.Visits.All(known => known.Id != visit))
        .Select(visit => $"{place}: there is no visit '{visit}'.");

    private static IEnumerable<string> Stratum(TrialProtocol protocol, string stratum, string place) =>
        protocol.SubjectLevel.Strata.Contains(stratum)
            ? []
            : [$"{place}.stratum: '{stratum}' is not among $.subjectLevel.strata."];

    private static IEnumerable<string> Outcome(TrialProtocol protocol, SubjectOutcome outcome, string place)
    {
        if (outcome.Term is { } term && !IsTerm(protocol, term))
        {
            yield return $"{place}.term: there is no adverse-event term '{term}'.";
        }

        if (outcome.Kind != SubjectOutcomeKind.Finding)
        {
            yield break;
        }

        var parameter = outcome.Parameter is null ? null : protocol.FindParameter(outcome.Parameter);
        if (parameter is null)
        {
            yield return $"{place}.parameter: a finding names a parameter of the protocol; '{outcome.Parameter}' is none.";
        }
        else if (parameter.Values.All(value => value.Value != outcome.Value))
        {
            yield return $"{place}.value: '{outcome.Value}' is not a value of parameter '{parameter.Code}'.";
        }

        if (outcome.Visit is { } visit && protocol.Visits.All(known => known.Id != visit))
        {
            yield return $"{place}.visit: there is no visit '{visit}'.";
        }
    }
}
