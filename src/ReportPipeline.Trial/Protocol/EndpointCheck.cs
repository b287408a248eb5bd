namespace ReportPipeline.Trial.Protocol;

/// <summary>Checks that an endpoint names only sets, parameters, values, visits and terms that the protocol declares.</summary>
internal static class EndpointCheck
{
    public static IEnumerable<string> FindProblems(TrialProtocol protocol, EndpointDefinition endpoint, string place)
    {
        var sets = endpoint.AnalysisSets
            .Where(set => protocol.AnalysisSets.All(known => known.Id != set))
            .Select(set => $"{place}.analysisSets: there is no analysis set '{set}'.");
        return sets.Concat(endpoint switch
        {
            EnrolmentEndpoint enrolment => Stratum(protocol, enrolment.Stratum, place),
            BaselineEndpoint baseline => Variables(protocol, baseline.Variables, place),
            FindingsOverTimeEndpoint findings =>
            [
                .. Values(protocol, findings.Variables, findings.Value, place),
                .. Visits(protocol, findings.Visits, place),
            ],
            ConcomitantTreatmentEndpoint treatments =>
            [
                .. Stratum(protocol, treatments.Stratum, place),
                .. protocol.FindParameter(treatments.Stratum)?.Values.Length == 2 ? Array.Empty<string>() : [$"{place}.stratum: needs exactly two values."],
            ],
            CoxEndpoint cox =>
            [
                .. Stratum(protocol, cox.Stratum, place),
                .. Variables(protocol, cox.Variables, place),
            ],
            DurationEndpoint duration => protocol.FindParameter(duration.Parameter)?.Kind is ParameterKind.Period or ParameterKind.Date
                ? []
                : [$"{place}.parameter: '{duration.Parameter}' must be a parameter of kind period or date."],
            CategoryEndpoint category =>
            [
                .. Kinds(protocol, [category.Parameter], ParameterKind.Coded, place),
                .. Visits(protocol, category.Visit is null ? [] : [category.Visit], place),
            ],
            BeforeAfterEndpoint pairs =>
            [
                .. Kinds(protocol, pairs.Variables, ParameterKind.Quantity, place),
                .. Visits(protocol, [pairs.Before, pairs.After], place),
            ],
            MeasurementsOverTimeEndpoint measurements =>
            [
                .. Kinds(protocol, measurements.Variables, ParameterKind.Quantity, place),
                .. Visits(protocol, measurements.Visits, place),
            ],
            LaboratoryShiftEndpoint shifts =>
            [
                .. Kinds(protocol, shifts.Variables, ParameterKind.Quantity, place),
                .. shifts.Variables
                    .Where(code => protocol.FindParameter(code) is { Kind: ParameterKind.Quantity, ReferenceRange: null })
                    .Select(code => $"{place}.variables: parameter '{code}' declares no referenceRange, so nothing can shift into or out of it."),
            ],
            ListingEndpoint listing => Kinds(protocol, [listing.Parameter], ParameterKind.Coded, place),
            ProportionEndpoint proportion => Outcome(protocol, proportion.Outcome, $"{place}.outcome"),
            EligibilityEndpoint eligibility =>
            [
                .. Values(protocol, eligibility.Variables, eligibility.Value, place),
                .. eligibility.Terms.Where(term => !IsTerm(protocol, term)).Select(term => $"{place}.terms: there is no adverse-event term '{term}'."),
            ],
            AncovaEndpoint ancova =>
            [
                .. Kinds(protocol, [ancova.Parameter], ParameterKind.Quantity, place),
                .. Visits(protocol, [ancova.Visit], place),
                .. Variables(protocol, ancova.Variables, place),
            ],
            _ => SensitivityCheck.FindProblems(protocol, endpoint, place),
        });
    }

    /// <summary>Baseline variables: parameters, sex and site.</summary>
    public static IEnumerable<string> Variables(TrialProtocol protocol, IEnumerable<string> variables, string place) => variables
        .Where(variable => variable is not (Dataset.SubjectVariables.Sex or Dataset.SubjectVariables.Site) && protocol.FindParameter(variable) is null)
        .Select(variable => $"{place}.variables: there is no parameter '{variable}'.");

    private static IEnumerable<string> Values(TrialProtocol protocol, IEnumerable<string> codes, string value, string place) =>
    [
        .. Kinds(protocol, codes, ParameterKind.Coded, place),
        .. codes
            .Where(code => protocol.FindParameter(code)?.Values.All(known => known.Value != value) == true)
            .Select(code => $"{place}.value: '{value}' is not a value of parameter '{code}'."),
    ];

    private static bool IsTerm(TrialProtocol protocol, string term) =>
        protocol.AdverseEvents.Categories.SelectMany(category => category.Terms).Any(known => known.Code == term);

    private static IEnumerable<string> Kinds(TrialProtocol protocol, IEnumerable<string> codes, ParameterKind kind, string place) => codes
        .Where(code => protocol.FindParameter(code)?.Kind != kind)
        .Select(code => $"{place}: '{code}' must be a parameter of kind {kind.ToString().ToLowerInvariant()}.");

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
