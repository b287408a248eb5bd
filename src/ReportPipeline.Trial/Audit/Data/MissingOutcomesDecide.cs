namespace ReportPipeline.Trial.Audit.Data;

/// <summary>A significant difference that is gone when subjects without the outcome's reading count as "no".</summary>
internal static class MissingOutcomesDecide
{
    public static IEnumerable<AuditFinding> Find(AuditScope scope)
    {
        var level = scope.Protocol.SignificanceLevel;
        foreach (var endpoint in scope.Protocol.Endpoints.OfType<Protocol.ProportionEndpoint>())
        {
            foreach (var set in endpoint.AnalysisSets)
            {
                var counts = OutcomeCounts.Of(scope, endpoint, set);
                var (known, all) = (counts.Known, counts.MissingAsNo);
                var (observed, assumed) = (OutcomeCounts.Fisher(known), OutcomeCounts.Fisher(all));
                if (counts.MissingFirst + counts.MissingSecond > 0 && OutcomeCounts.IsBelow(observed, level) && !OutcomeCounts.IsBelow(assumed, level))
                {
                    yield return new AuditFinding(
                        "MISSING-OUTCOMES-DECIDE",
                        AuditFinding.Say(
                            $"{known.EventsFirst}/{known.SubjectsFirst} v {known.EventsSecond}/{known.SubjectsSecond} (Fisher P {observed.Value:F4}) leaves out {counts.MissingFirst} and {counts.MissingSecond} subjects; counted as 'no' they give {all.EventsFirst}/{all.SubjectsFirst} v {all.EventsSecond}/{all.SubjectsSecond}, P {assumed.ValueOrDefault():F4}",
                            $"{known.EventsFirst}/{known.SubjectsFirst}比{known.EventsSecond}/{known.SubjectsSecond}（Fisher P {observed.Value:F4}）未计入缺失的{counts.MissingFirst}例和{counts.MissingSecond}例；按“否”计为{all.EventsFirst}/{all.SubjectsFirst}比{all.EventsSecond}/{all.SubjectsSecond}，P {assumed.ValueOrDefault():F4}"),
                        $"{endpoint.Id}/{set}",
                        [.. counts.Missing.Order(StringComparer.Ordinal)],
                        AuditSeverity.Contradiction)
                    { Sources = counts.Sources };
                }
            }
        }
    }
}
