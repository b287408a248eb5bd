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
            BaselineEndpoint baseline => baseline.Variables
                .Where(variable => variable != Dataset.SubjectVariables.Sex && protocol.FindParameter(variable) is null)
                .Select(variable => $"{place}.variables: there is no parameter '{variable}'."),
            ProportionEndpoint proportion => Outcome(protocol, proportion.Outcome, $"{place}.outcome"),
            _ => [],
        });
    }

    private static IEnumerable<string> Stratum(TrialProtocol protocol, string stratum, string place) =>
        protocol.SubjectLevel.Strata.Contains(stratum)
            ? []
            : [$"{place}.stratum: '{stratum}' is not among $.subjectLevel.strata."];

    private static IEnumerable<string> Outcome(TrialProtocol protocol, SubjectOutcome outcome, string place)
    {
        if (outcome.Term is { } term && protocol.AdverseEvents.Categories.SelectMany(category => category.Terms).All(known => known.Code != term))
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
