using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Audit.Data;

/// <summary>
/// Doses as recorded against the doses, volume and rate that the protocol plans, their number, and whether the product's lot is known.
/// A dose that was stopped may be less than planned, never more. Rate × time is asked of
/// the plan only: the rate on record may be the mean or that of one step, and its start and end may hold pauses.
/// </summary>
internal static class DosesAgainstPlan
{
    /// <summary>Share of the plan by which a dose or volume may lie off it: vials and bags are read to a few per cent, slips are factors of ten.</summary>
    private const decimal Tolerance = 0.1m;

    /// <summary>The same for a rate: drops are counted and set by hand, and flow by gravity drifts by a quarter.</summary>
    private const decimal RateTolerance = 0.25m;

    public static IEnumerable<AuditFinding> Find(AuditScope scope) => scope.Protocol.Treatments.SelectMany(treatment =>
    {
        var taken = scope.Dataset.Subjects
            .SelectMany(data => data.Exposures)
            .Where(dose => dose.Treatment == treatment.Code && dose.Status != DoseStatus.NotGiven)
            .ToList();
        return Measured(treatment, taken).Concat(Repeated(treatment, taken)).Concat(WithoutLot(treatment, taken));
    });

    private static IEnumerable<AuditFinding> Measured(Treatment treatment, List<ExposureRecord> taken)
    {
        Quantity[] quantities =
        [
            new("DOSE-DIFFERS-FROM-PLAN", new LocalizedText { English = "a dose", SimplifiedChinese = "剂量" }, treatment.DoseUnit, dose => dose.Dose, dose => PlannedDose(treatment, dose), Tolerance),
            new("VOLUME-DIFFERS-FROM-PLAN", new LocalizedText { English = "a volume", SimplifiedChinese = "体积" }, "mL", dose => dose.VolumeMillilitres, _ => PlannedVolume(treatment), Tolerance),
            new("RATE-DIFFERS-FROM-PLAN", new LocalizedText { English = "a rate", SimplifiedChinese = "速度" }, "mL/h", dose => dose.RateMillilitresPerHour, _ => PlannedRate(treatment), RateTolerance),
        ];
        foreach (var quantity in quantities)
        {
            var off = taken.Where(dose => IsOff(quantity, dose)).ToList();
            if (off.Count > 0)
            {
                var (least, most) = (off.Min(quantity.Of)!.Value, off.Max(quantity.Of)!.Value);
                var plan = quantity.Plan(off[0])!.Value;
                yield return Finding(treatment, quantity.Code, off, AuditSeverity.Contradiction, AuditFinding.Say(
                    $"{treatment.Label.English}: {off.Count} of {taken.Count} doses were given with {quantity.Name.English} of {Range(least, most)} {quantity.Unit}, planned is {Range(plan.Low, plan.High)}",
                    $"{treatment.Label.SimplifiedChinese}：{taken.Count}次给药中有{off.Count}次的{quantity.Name.SimplifiedChinese}记录为{Range(least, most)} {quantity.Unit}，方案为{Range(plan.Low, plan.High)}"));
            }
        }
    }

    private static IEnumerable<AuditFinding> Repeated(Treatment treatment, List<ExposureRecord> taken)
    {
        var planned = treatment.PlannedDoses.Length;
        var beyond = taken.GroupBy(dose => dose.Subject).Where(subject => planned > 0 && subject.Count() > planned).ToList();
        if (beyond.Count > 0)
        {
            yield return Finding(treatment, "DOSES-BEYOND-PLAN", [.. beyond.SelectMany(doses => doses)], AuditSeverity.Contradiction, AuditFinding.Say(
                $"{treatment.Label.English}: {beyond.Count} subjects have more doses on record than the {planned} planned, up to {beyond.Max(doses => doses.Count())}",
                $"{treatment.Label.SimplifiedChinese}：{beyond.Count}例受试者的给药次数多于方案规定的{planned}次，最多{beyond.Max(doses => doses.Count())}次"));
        }
    }

    private static IEnumerable<AuditFinding> WithoutLot(Treatment treatment, List<ExposureRecord> taken)
    {
        var unknown = treatment.Lots.IsEmpty ? [] : taken.Where(dose => dose.Lot is null).ToList();
        if (unknown.Count > 0)
        {
            yield return Finding(treatment, "DOSE-WITHOUT-LOT", unknown, AuditSeverity.Question, AuditFinding.Say(
                $"{treatment.Label.English}: {unknown.Count} of {taken.Count} doses name no lot that the protocol lists",
                $"{treatment.Label.SimplifiedChinese}：{taken.Count}次给药中有{unknown.Count}次未注明方案所列批号"));
        }
    }

    private static bool IsOff(Quantity quantity, ExposureRecord dose) =>
        quantity.Of(dose) is { } recorded && quantity.Plan(dose) is { } plan
        && (recorded > plan.High * (1 + quantity.Tolerance) || (dose.Status == DoseStatus.Given && recorded < plan.Low * (1 - quantity.Tolerance)));

    /// <summary>The dose planned at the visit; outside every visit any planned dose.</summary>
    private static (decimal Low, decimal High)? PlannedDose(Treatment treatment, ExposureRecord dose)
    {
        ImmutableArray<PlannedDose> atVisit = [.. treatment.PlannedDoses.Where(planned => planned.Visit == dose.Visit)];
        var planned = atVisit.IsEmpty ? treatment.PlannedDoses : atVisit;
        return planned.IsEmpty ? null : (planned.Min(item => item.Dose), planned.Max(item => item.Dose));
    }

    private static (decimal Low, decimal High)? PlannedVolume(Treatment treatment) =>
        treatment.Infusion is { } plan ? (plan.VolumeMillilitres, plan.VolumeMillilitres) : null;

    // The rate on record may be the mean or that of one step: it lies between the slowest drop rate and the fastest.
    private static (decimal Low, decimal High)? PlannedRate(Treatment treatment) =>
        treatment.Infusion is { DropsPerMillilitre: > 0, Steps.IsEmpty: false } plan
            ? (60m * plan.Steps.Min(step => step.FromDropsPerMinute) / plan.DropsPerMillilitre, 60m * plan.Steps.Max(step => step.ToDropsPerMinute) / plan.DropsPerMillilitre)
            : null;

    private static string Range(decimal low, decimal high) =>
        low == high ? FormattableString.Invariant($"{low:#,0.##}") : FormattableString.Invariant($"{low:#,0.##}–{high:#,0.##}");

    private static AuditFinding Finding(Treatment treatment, string code, List<ExposureRecord> doses, AuditSeverity severity, LocalizedText what) =>
        new(code, what, treatment.Code, [.. doses.Select(dose => dose.Subject.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], severity)
        {
            Sources = [.. doses.SelectMany(dose => dose.Sources)],
        };

    private sealed record Quantity(
        string Code, LocalizedText Name, string Unit, Func<ExposureRecord, decimal?> Of, Func<ExposureRecord, (decimal Low, decimal High)?> Plan, decimal Tolerance);
}
