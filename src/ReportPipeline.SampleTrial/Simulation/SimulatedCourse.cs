using System.Globalization;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.SampleTrial.Simulation;

/// <summary>Findings of a simulated subject: every planned assessment of the living is there, and none contradicts another.</summary>
internal sealed class SimulatedCourse(TrialProtocol protocol)
{
    private static readonly string[] Symptoms = ["FEVER", "COUGH", "DYSPNOEA", "SORE_THROAT", "DIARRHOEA", "CHEST_TIGHTNESS"];

    private static readonly string[] Histories = ["HX_HYPERTENSION", "HX_DIABETES", "HX_CARDIAC", "HX_LUNG"];

    // Value when ill, value when well, standard deviation.
    private static readonly (string Parameter, double Ill, double Well, double Spread)[] AtEveryVisit =
    [
        ("SPO2", 91, 97, 1.2), ("PAO2", 68, 94, 6), ("FIO2", 50, 25, 3), ("SAO2", 91.5, 97, 1), ("TEMP", 38.2, 36.6, 0.2),
        ("RESP", 32, 17, 1.5), ("HEART_RATE", 99, 78, 6), ("SYSBP", 127, 125, 9), ("DIABP", 77, 76, 6),
    ];

    private static readonly (string Parameter, double Ill, double Well, double Spread)[] Laboratory =
    [
        ("CRP", 60, 6, 4), ("IL6", 32, 5, 3), ("WBC", 8.6, 6.2, 1), ("LYMPH", 0.8, 1.6, 0.15), ("HGB", 124, 128, 9),
        ("PLATELETS", 185, 226, 30), ("ALT", 44, 28, 7), ("AST", 42, 26, 6), ("CREATININE", 78, 71, 9), ("UREA", 6.2, 5, 0.8),
        ("DDIMER", 1.9, 0.6, 0.2), ("PT", 12.9, 12, 0.5),
    ];

    private static readonly string[] LaboratoryVisits = ["baseline", "day-7", "day-30"];

    private readonly Dictionary<string, Parameter> parameters = protocol.Parameters.ToDictionary(item => item.Code, StringComparer.Ordinal);

    public IEnumerable<SampleObservation> Observations(SubjectOutline outline, SplitMix64 random)
    {
        foreach (var visit in protocol.Visits.Where(visit => visit.Day <= outline.LastDay))
        {
            foreach (var item in AtEveryVisit.Concat(LaboratoryVisits.Contains(visit.Id) ? Laboratory : []))
            {
                yield return Quantity(outline, random, visit, item);
            }

            foreach (var symptom in SymptomsAt(outline, random, visit))
            {
                yield return symptom;
            }

            yield return Coded(visit.Id, outline.On(visit.Day), "VIRUS", outline.IsIllOn(visit.Day) ? "DETECTED" : "NOT_DETECTED");
        }

        foreach (var item in AtEntry(outline, random).Concat(Outcome(outline)).Concat(Stays(outline)))
        {
            yield return item;
        }
    }

    private SampleObservation Quantity(SubjectOutline outline, SplitMix64 random, Visit visit, (string Parameter, double Ill, double Well, double Spread) item)
    {
        var parameter = parameters[item.Parameter];
        var value = (outline.IsIllOn(visit.Day) ? item.Ill : item.Well) + (item.Spread * random.NextNormal() / 2);
        var range = parameter.Range!;
        var rounded = Math.Clamp(Math.Round((decimal)value, parameter.Decimals, MidpointRounding.AwayFromZero), range.Low, range.High);
        var text = rounded.ToString("F" + parameter.Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return new SampleObservation(visit.Id, outline.On(visit.Day), null, item.Parameter, text, parameter.Unit!);
    }

    // Dyspnoea stays with the ill, so that nobody is without a symptom before recovery.
    private static IEnumerable<SampleObservation> SymptomsAt(SubjectOutline outline, SplitMix64 random, Visit visit) =>
        Symptoms.Select(symptom => Coded(
            visit.Id,
            outline.On(visit.Day),
            symptom,
            outline.IsIllOn(visit.Day) && (random.Chance(0.35) || symptom == "DYSPNOEA") ? "PRESENT" : "ABSENT"));

    private static IEnumerable<SampleObservation> AtEntry(SubjectOutline outline, SplitMix64 random)
    {
        var day = outline.On(-1);
        foreach (var history in Histories)
        {
            yield return Coded("baseline", day, history, random.Chance(0.25) ? "PRESENT" : "ABSENT");
        }

        foreach (var criterion in Enumerable.Range(1, 9))
        {
            yield return Coded("baseline", day, string.Create(CultureInfo.InvariantCulture, $"EXCLUSION_{criterion}"), "NOT_MET");
        }

        yield return Coded("day-1", outline.On(1), "RESP_SUPPORT", outline.Critical ? "INVASIVE" : "OXYGEN");
    }

    private static IEnumerable<SampleObservation> Outcome(SubjectOutline outline)
    {
        var died = outline.DeathDay is not null;
        var last = outline.On(outline.LastDay);
        yield return Coded("", last, "SHOCK", died ? "PRESENT" : "ABSENT");
        yield return Coded("", last, "ORGAN_FAILURE", died ? "PRESENT" : "ABSENT");
        if (died)
        {
            yield break;
        }

        var recovery = outline.On(outline.RecoveryDay);
        yield return Coded("", recovery, "IMPROVEMENT", "");
        yield return Coded("", recovery, "VIRUS_NEGATIVE", "");
        foreach (var reading in new[] { "CT_CHANGE", "CT_READER_1", "CT_READER_2", "CT_READER_3" })
        {
            yield return Coded("day-30", last, reading, "IMPROVED");
        }
    }

    private static IEnumerable<SampleObservation> Stays(SubjectOutline outline)
    {
        var leaves = outline.On(outline.DeathDay ?? Math.Min(outline.LastDay, outline.RecoveryDay + 4));
        yield return new SampleObservation("", outline.On(-3), leaves, "HOSPITAL_STAY", "", "");
        if (outline.Critical)
        {
            yield return new SampleObservation("", outline.On(-1), outline.On(outline.DeathDay ?? outline.RecoveryDay), "ICU_STAY", "", "");
        }
    }

    private static SampleObservation Coded(string visit, DateOnly date, string parameter, string value) => new(visit, date, null, parameter, value, "");
}
