using System.Collections.Immutable;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.SampleTrial.Simulation;

/// <summary>Adverse events, concomitant treatment and infusions of a simulated subject.</summary>
internal sealed class SimulatedCare(TrialProtocol protocol)
{
    private const int InfusionMinutes = 135;

    private static readonly string[] MildTerms =
        ["ANAEMIA", "LYMPHOPENIA", "ALT_INCREASED", "HYPOALBUMINAEMIA", "TRIGLYCERIDES_INCREASED", "HYPOKALAEMIA", "HYPERTENSION", "CREATININE_INCREASED"];

    /// <summary>A death has exactly one event of grade 5, and no survivor has any.</summary>
    public IEnumerable<SampleAdverseEvent> AdverseEvents(SubjectOutline outline, SplitMix64 random)
    {
        foreach (var term in MildTerms)
        {
            var onset = random.Between(1, Math.Min(12, outline.LastDay - 1));
            if (random.Chance(0.2))
            {
                var end = Math.Min(outline.LastDay, onset + random.Between(2, 9));
                yield return new SampleAdverseEvent(term, random.Chance(0.8) ? 1 : 2, outline.On(onset), outline.On(end), "resolved")
                {
                    Serious = false,
                    Relatedness = random.Chance(0.1) ? "possible" : "unlikely",
                };
            }
        }

        if (outline.DeathDay is { } death)
        {
            yield return new SampleAdverseEvent("RESPIRATORY_FAILURE", 5, outline.On(death - 1), null, "fatal")
            {
                Serious = true,
                Relatedness = "not-related",
            };
        }
    }

    public IEnumerable<SampleTreatment> Treatments(SubjectOutline outline, SplitMix64 random)
    {
        foreach (var treatmentClass in protocol.ConcomitantTreatmentClasses)
        {
            var start = random.Between(1, 3);
            var end = Math.Min(outline.LastDay, start + random.Between(3, 14));
            if (random.Chance(0.5))
            {
                yield return new SampleTreatment(treatmentClass.Code, outline.On(start), outline.On(end));
            }
        }
    }

    /// <summary>Rate × time is the stated volume.</summary>
    public ImmutableArray<SampleAdministration> Infusions(SubjectOutline outline, SplitMix64 random)
    {
        var treatment = protocol.Treatments.First(candidate => candidate.Arm == outline.Arm);
        var volume = protocol.Treatments.Select(candidate => candidate.Infusion).First(plan => plan is not null)!.VolumeMillilitres;
        var lot = treatment.Lots.IsEmpty ? string.Empty : treatment.Lots[random.Between(0, treatment.Lots.Length - 1)].Number;
        return
        [
            .. treatment.PlannedDoses.Select(planned => new SampleAdministration
            {
                Date = outline.On(protocol.Visits.First(visit => visit.Id == planned.Visit).Day),
                Start = new TimeOnly(random.Between(9, 14), 0),
                Treatment = treatment.Code,
                Lot = lot,
                Dose = planned.Dose,
                VolumeMillilitres = volume,
                Minutes = InfusionMinutes,
                MillilitresPerHour = Math.Round(volume / InfusionMinutes * 60, 1, MidpointRounding.AwayFromZero),
                Status = "completed",
            }),
        ];
    }
}
