using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Dataset.Derivations;

/// <summary>Derives the findings (ADLB, ADVS): analysis values, visits, the record that stands for a visit, baseline.</summary>
public static class DeriveFindings
{
    public static ImmutableArray<FindingRecord> From(SubjectFacts facts)
    {
        var records = facts.Observations
            .Select(observation => (Observation: observation, Parameter: facts.Protocol.FindParameter(observation.Parameter)))
            .Where(item => item.Parameter is not null)
            .Select(item => Derive(facts, item.Observation, item.Parameter!))
            .GroupBy(record => record.Parameter, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .SelectMany(group => WithBaseline(facts.Protocol, ChooseVisitRecords(facts.Protocol, group)));
        return [.. records];
    }

    private static FindingRecord Derive(SubjectFacts facts, ObservationFact observation, Parameter parameter)
    {
        var day = facts.TrialDay(observation.When.Start);
        var happened = !facts.IsAfterArrival(observation.When.Start, observation.Source);
        return new FindingRecord
        {
            Subject = facts.Subject,
            Parameter = parameter.Code,
            Visit = happened ? facts.VisitOf(day)?.Id : null,
            Day = day,
            AnalysisValue = AnalysisValue(facts, observation, parameter, day),
            CodedValue = (observation.Value as CodedFactValue)?.Value,
            Comparator = (observation.Value as QuantityValue)?.Comparator,
            MissingReason = (observation.Value as MissingValue)?.Reason,
            IsPreliminary = observation.Status == RecordStatus.Preliminary,
            Sources = [observation.Source.VersionId],
        };
    }

    // A day or a length of stay up to a date after its own arrival has not happened; a reading has, on a day that is not known.
    private static decimal? AnalysisValue(SubjectFacts facts, ObservationFact observation, Parameter parameter, int? day) => parameter.Kind switch
    {
        _ when observation.Value is MissingValue => null,
        ParameterKind.Date or ParameterKind.Period when IsAfterArrival(facts, observation) => null,
        ParameterKind.Quantity => (observation.Value as QuantityValue)?.Value,
        ParameterKind.Date => day,
        ParameterKind.Period => LengthInDays(observation.When),
        _ => null,
    };

    private static bool IsAfterArrival(SubjectFacts facts, ObservationFact observation) =>
        facts.IsAfterArrival(observation.When.Start, observation.Source) || facts.IsAfterArrival(observation.When.End, observation.Source);

    private static decimal? LengthInDays(ClinicalPeriod period) =>
        period is { Start: { IsKnownToTheDay: true } start, End: { IsKnownToTheDay: true } end }
            ? end.Earliest.DayNumber - start.Earliest.DayNumber
            : null;

    // Several records in one window: the one nearest to the planned day stands for the visit, the earlier of two equally near.
    private static List<FindingRecord> ChooseVisitRecords(TrialProtocol protocol, IEnumerable<FindingRecord> records)
    {
        var ordered = records
            .OrderBy(record => record.Day ?? int.MaxValue)
            .ThenBy(record => record.Sources[0], StringComparer.Ordinal)
            .ToList();
        foreach (var visit in protocol.Visits)
        {
            var nearest = ordered
                .Where(record => record.Visit == visit.Id && (record.AnalysisValue is not null || record.CodedValue is not null))
                .MinBy(record => Math.Abs(record.Day!.Value - visit.Day));
            if (nearest is not null)
            {
                ordered[ordered.IndexOf(nearest)] = nearest with { RepresentsVisit = true };
            }
        }

        return ordered;
    }

    private static IEnumerable<FindingRecord> WithBaseline(TrialProtocol protocol, List<FindingRecord> records)
    {
        var baselineVisit = protocol.Visits.First(visit => visit.Baseline).Id;
        var baseline = records.FirstOrDefault(record => record.RepresentsVisit && record.Visit == baselineVisit);
        return records.Select(record => record with
        {
            IsBaseline = ReferenceEquals(record, baseline),
            Baseline = baseline?.AnalysisValue,
        });
    }
}
