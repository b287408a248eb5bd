using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace ReportPipeline.Trial.Protocol;

/// <summary>
/// Checks the meaning of a protocol that its schema has already accepted: every name outside the endpoints refers to something. How data
/// are handled hangs on them, so a protocol with a problem here is not used; see <see cref="EndpointCheck"/> for the endpoints.
/// </summary>
internal static class ProtocolCheck
{
    public static ImmutableArray<string> FindProblems(TrialProtocol protocol, DecisionList decisions) =>
    [
        .. Sites(protocol),
        .. Arms(protocol),
        .. Duplicates("$.visits", protocol.Visits.Select(visit => visit.Id)),
        .. Visits(protocol),
        .. Duplicates("$.parameters", protocol.Parameters.Select(parameter => parameter.Code)),
        .. Parameters(protocol),
        .. SubjectLevel(protocol),
        .. Safety(protocol),
        .. Treatments(protocol),
        .. Duplicates("$.analysisSets", protocol.AnalysisSets.Select(set => set.Id)),
        .. Duplicates("$.endpoints", protocol.Endpoints.Select(endpoint => endpoint.Id)),
        .. Primary(protocol),
        .. Decisions(protocol, decisions),
    ];

    private static IEnumerable<string> Sites(TrialProtocol protocol)
    {
        foreach (var problem in Duplicates("$.sites", protocol.Sites.Select(site => site.Id)))
        {
            yield return problem;
        }

        for (var index = 0; index < protocol.Sites.Length; index++)
        {
            var site = protocol.Sites[index];
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(site.TimeZone, out _))
            {
                yield return $"$.sites[{index}].timeZone: '{site.TimeZone}' is no IANA time zone; write for example 'Asia/Shanghai'.";
            }

            if (!IsAnchoredPattern(site.SubjectNumberPattern))
            {
                yield return $"$.sites[{index}].subjectNumberPattern: must be a regular expression that begins with ^ and ends with $.";
            }
        }
    }

    private static bool IsAnchoredPattern(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
            return pattern.StartsWith('^') && pattern.EndsWith('$');
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Arms(TrialProtocol protocol)
    {
        if (protocol.Arms[0].Role != ArmRole.Experimental || protocol.Arms[1].Role != ArmRole.Control)
        {
            yield return "$.arms: list the experimental arm first and the control arm second.";
        }

        foreach (var problem in Duplicates("$.arms", protocol.Arms.Select(arm => arm.Code)))
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> Visits(TrialProtocol protocol)
    {
        if (protocol.Visits.Count(visit => visit.Baseline) != 1)
        {
            yield return "$.visits: exactly one visit must be the baseline.";
        }

        for (var index = 0; index < protocol.Visits.Length; index++)
        {
            var visit = protocol.Visits[index];
            if (visit.Day == 0 || visit.FromDay == 0 || visit.ToDay == 0)
            {
                yield return $"$.visits[{index}]: there is no trial day 0; the day before day 1 is -1.";
            }

            if (visit.FromDay > visit.Day || visit.Day > visit.ToDay)
            {
                yield return $"$.visits[{index}]: fromDay ≤ day ≤ toDay must hold.";
            }

            if (index > 0 && protocol.Visits[index - 1].ToDay >= visit.FromDay)
            {
                yield return $"$.visits[{index}]: its window overlaps the one before; list visits in order with separate windows.";
            }
        }
    }

    private static IEnumerable<string> Parameters(TrialProtocol protocol)
    {
        for (var index = 0; index < protocol.Parameters.Length; index++)
        {
            var parameter = protocol.Parameters[index];
            var place = $"$.parameters[{index}]";
            if (parameter.Kind == ParameterKind.Quantity && string.IsNullOrEmpty(parameter.Unit))
            {
                yield return $"{place}.unit: a quantity needs its canonical UCUM unit.";
            }

            if (parameter.Kind == ParameterKind.Coded && parameter.Values.Length == 0)
            {
                yield return $"{place}.values: a coded parameter needs its list of values.";
            }

            if (parameter.Range is { } range && range.Low > range.High)
            {
                yield return $"{place}.range: low must not be above high.";
            }

            foreach (var problem in ReferenceRange(parameter, $"{place}.referenceRange"))
            {
                yield return problem;
            }

            foreach (var visit in parameter.ExpectedAt.Where(visit => protocol.Visits.All(known => known.Id != visit)))
            {
                yield return $"{place}.expectedAt: there is no visit '{visit}'.";
            }
        }

        var shared = protocol.Parameters
            .SelectMany(parameter => parameter.Codings.Select(coding => (parameter.Code, Key: $"{coding.System}|{coding.Code}")))
            .GroupBy(pair => pair.Key, StringComparer.Ordinal)
            .Where(group => group.Select(pair => pair.Code).Distinct(StringComparer.Ordinal).Count() > 1);
        foreach (var group in shared)
        {
            yield return $"$.parameters: the code {group.Key} belongs to more than one parameter: {string.Join(", ", group.Select(pair => pair.Code))}.";
        }
    }

    private static IEnumerable<string> ReferenceRange(Parameter parameter, string place)
    {
        if (parameter.ReferenceRange is not { } range)
        {
            yield break;
        }

        if (parameter.Kind != ParameterKind.Quantity)
        {
            yield return $"{place}: only a parameter of kind quantity has a reference range.";
        }

        if (range.Low is null && range.High is null)
        {
            yield return $"{place}: give low, high or both.";
        }

        if (range.Low > range.High)
        {
            yield return $"{place}: low must not be above high.";
        }
    }

    private static IEnumerable<string> SubjectLevel(TrialProtocol protocol)
    {
        var level = protocol.SubjectLevel;
        var wanted = new List<(string Place, string Code, ParameterKind Kind)>
        {
            ("enrolment", level.Enrolment, ParameterKind.Date),
            ("allocation", level.Allocation, ParameterKind.Coded),
            ("age", level.Age, ParameterKind.Quantity),
        };
        wanted.AddRange(level.Strata.Select(code => ("strata", code, ParameterKind.Coded)));
        if (level.LastContact is { } lastContact)
        {
            wanted.Add(("lastContact", lastContact, ParameterKind.Date));
        }

        if (level.Death is { } death)
        {
            wanted.Add(("death", death, ParameterKind.Date));
        }

        foreach (var (place, code, kind) in wanted.Where(item => protocol.FindParameter(item.Code)?.Kind != item.Kind))
        {
            yield return $"$.subjectLevel.{place}: '{code}' must be a parameter of kind {kind.ToString().ToLowerInvariant()}.";
        }

        var allocation = protocol.FindParameter(level.Allocation);
        if (allocation is not null && protocol.Arms.Any(arm => allocation.Values.All(value => value.Value != arm.Code)))
        {
            yield return $"$.subjectLevel.allocation: the values of '{allocation.Code}' must be the codes of both arms.";
        }
    }

    private static IEnumerable<string> Safety(TrialProtocol protocol)
    {
        var terms = protocol.AdverseEvents.Categories.SelectMany(category => category.Terms).ToList();
        return
        [
            .. Duplicates("$.adverseEvents.categories", protocol.AdverseEvents.Categories.Select(category => category.Code)),
            .. Duplicates("$.adverseEvents.categories[].terms", terms.Select(term => term.Code)),
            .. Duplicates("$.adverseEvents.grades", protocol.AdverseEvents.Grades.Select(grade => $"{grade.Grade}")),
        ];
    }

    private static IEnumerable<string> Treatments(TrialProtocol protocol)
    {
        var codes = protocol.Treatments.Select(treatment => treatment.Code)
            .Concat(protocol.ConcomitantTreatmentClasses.Select(treatment => treatment.Code));
        foreach (var problem in Duplicates("$.treatments and $.concomitantTreatmentClasses", codes))
        {
            yield return problem;
        }

        for (var index = 0; index < protocol.Treatments.Length; index++)
        {
            var treatment = protocol.Treatments[index];
            if (protocol.FindArm(treatment.Arm) is null)
            {
                yield return $"$.treatments[{index}].arm: there is no arm '{treatment.Arm}'.";
            }

            foreach (var dose in treatment.PlannedDoses.Where(dose => protocol.Visits.All(visit => visit.Id != dose.Visit)))
            {
                yield return $"$.treatments[{index}].plannedDoses: there is no visit '{dose.Visit}'.";
            }
        }
    }

    private static IEnumerable<string> Primary(TrialProtocol protocol) => protocol.PrimaryEndpoint switch
    {
        null => [],
        { } id when protocol.FindEndpoint(id) is null => [$"$.primaryEndpoint: there is no endpoint '{id}'."],
        { } id when protocol.FindEndpoint(id)!.Estimand is null => [$"$.primaryEndpoint: endpoint '{id}' states no estimand; the primary endpoint must say what it estimates."],
        _ => [],
    };

    private static IEnumerable<string> Decisions(TrialProtocol protocol, DecisionList decisions)
    {
        if (decisions.ProtocolId != protocol.Id)
        {
            yield return $"$.decisionsFile: the decision list belongs to protocol '{decisions.ProtocolId}', not '{protocol.Id}'.";
        }

        foreach (var decision in decisions.Decisions)
        {
            if (!SubjectId.IsValid(decision.Subject))
            {
                yield return "$.decisionsFile: a decision names a subject that is no subject number.";
            }

            if (protocol.AnalysisSets.All(set => set.Id != decision.AnalysisSet))
            {
                yield return $"$.decisionsFile: there is no analysis set '{decision.AnalysisSet}'.";
            }
        }
    }

    private static IEnumerable<string> Duplicates(string place, IEnumerable<string> keys) => keys
        .GroupBy(key => key, StringComparer.Ordinal)
        .Where(group => group.Count() > 1)
        .Select(group => $"{place}: '{group.Key}' occurs more than once.");
}
