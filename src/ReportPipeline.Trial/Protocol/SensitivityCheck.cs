namespace ReportPipeline.Trial.Protocol;

/// <summary>Checks that a sensitivity analysis looks at endpoints that exist, stand before it and have the data that it needs.</summary>
internal static class SensitivityCheck
{
    public static IEnumerable<string> FindProblems(TrialProtocol protocol, EndpointDefinition endpoint, string place) => endpoint switch
    {
        TestPanelEndpoint or MultiplicityEndpoint => Sources(protocol, endpoint, place, _ => true, ""),
        SiteStratifiedEndpoint => Sources(
            protocol, endpoint, place, source => source is ProportionEndpoint or TimeToEventEndpoint, "a proportion or time-to-event endpoint"),
        SensitivityEndpoint => Sources(protocol, endpoint, place, source => source is ProportionEndpoint, "a proportion endpoint"),
        WeightedProportionEndpoint weighted =>
        [
            .. Sources(protocol, endpoint, place, source => source is ProportionEndpoint, "a proportion endpoint"),
            .. EndpointCheck.Variables(protocol, weighted.Variables, place),
        ],
        StoppingRuleEndpoint stopping =>
        [
            .. Sources(
                protocol, endpoint, place, source => source is ProportionEndpoint or TimeToEventEndpoint or AncovaEndpoint, "a proportion, time-to-event or ancova endpoint"),
            .. Looks(stopping, place),
        ],
        RestrictedMeanEndpoint restricted => restricted.HorizonDay <= protocol.FollowUpDays
            ? []
            : [$"{place}.horizonDay: must not lie after the last day of follow-up, {protocol.FollowUpDays}."],
        _ => [],
    };

    /// <summary>Ids of the endpoints that an analysis looks at again, each once; none for any other endpoint.</summary>
    public static IEnumerable<string> SourcesOf(EndpointDefinition endpoint) => endpoint switch
    {
        SensitivityEndpoint sensitivity => sensitivity.Endpoints.Distinct(StringComparer.Ordinal),
        MultiplicityEndpoint multiplicity => multiplicity.Family.Select(member => member.Endpoint).Distinct(StringComparer.Ordinal),
        WeightedProportionEndpoint weighted => [weighted.Endpoint],
        StoppingRuleEndpoint stopping => [stopping.Endpoint],
        _ => [],
    };

    private static IEnumerable<string> Sources(
        TrialProtocol protocol, EndpointDefinition endpoint, string place, Func<EndpointDefinition, bool> fits, string wanted)
    {
        var position = protocol.Endpoints.IndexOf(endpoint);
        var field = endpoint switch { SensitivityEndpoint => "endpoints", MultiplicityEndpoint => "family", _ => "endpoint" };
        foreach (var id in SourcesOf(endpoint))
        {
            var source = protocol.FindEndpoint(id);
            if (source is null)
            {
                yield return $"{place}.{field}: there is no endpoint '{id}'.";
            }
            else if (protocol.Endpoints.IndexOf(source) >= position)
            {
                yield return $"{place}.{field}: endpoint '{id}' must stand before the analysis that looks at it again.";
            }
            else if (!fits(source) && source is not UnresolvedEndpoint)
            {
                yield return $"{place}.{field}: endpoint '{id}' must be {wanted}.";
            }
        }
    }

    private static IEnumerable<string> Looks(StoppingRuleEndpoint stopping, string place)
    {
        if (stopping.Looks.Zip(stopping.Looks.Skip(1)).Any(pair => pair.First.Information >= pair.Second.Information))
        {
            yield return $"{place}.looks: information must rise from look to look.";
        }

        if (stopping.Looks[0].Information <= 0)
        {
            yield return $"{place}.looks: a look needs some information; 0 is before the first subject.";
        }

        if (stopping.Looks[^1].Information != 1)
        {
            yield return $"{place}.looks: the last look is the final analysis, at information 1.";
        }

        foreach (var look in stopping.Looks.GroupBy(look => look.Id, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            yield return $"{place}.looks: '{look.Key}' occurs more than once.";
        }
    }
}
