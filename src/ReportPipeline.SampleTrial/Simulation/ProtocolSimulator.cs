using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.SampleTrial.Simulation;

/// <summary>
/// Simulates any trial from its protocol alone: sites and arms in balance, a value of every expected assessment at every visit, doses as
/// planned, some adverse events (infusion reactions after an infusion), nobody dies. Quantities lie about the middle of their plausible range
/// and keep to a subject's own level; an effect, when one is asked for, lowers the experimental arm's values after baseline. Subject i depends
/// on the seed and i alone.
/// </summary>
/// <param name="protocol">One in which <see cref="Problems"/> finds none.</param>
/// <param name="seed">The same seed gives the same bytes.</param>
/// <param name="effects">Parameter → how much lower its mean is in the experimental arm after baseline, in the parameter's unit.</param>
public sealed class ProtocolSimulator(TrialProtocol protocol, ulong seed, ImmutableDictionary<string, double> effects)
{
    private const double MissingShare = 0.04;
    private const double EventShare = 0.12;

    // No event begins in the last days of follow-up, so that it ends within it.
    private const int DaysForAnEvent = 10;

    // Reactions begin in these hours after an infusion: most within 24, some later, so that both occur.
    private const int HoursOfReactions = 30;

    // Digits of a subject number: three where the site's pattern takes them, else more, else fewer.
    private const int UsualDigits = 3;
    private const int MostDigits = 8;

    private static readonly DateOnly FirstEnrolment = new(2023, 3, 1);

    private readonly BundleWriter writer = new(protocol);

    private int LastOnset => Math.Max(1, protocol.FollowUpDays - DaysForAnEvent);

    /// <summary>What the simulator cannot make up, by its place in the protocol file.</summary>
    public static ImmutableArray<string> Problems(TrialProtocol protocol) =>
    [
        .. protocol.Sites
            .Select((site, index) => (site, index))
            .Where(item => Number(item.site, 1) is null)
            .Select(item => $"$.sites[{item.index}].subjectNumberPattern: the simulator makes numbers of a fixed prefix and digits, as of '^AB-[0-9]{{3,6}}$'; '{item.site.SubjectNumberPattern}' takes none."),
        .. protocol.Parameters
            .Select((parameter, index) => (parameter, index))
            .Where(item => item.parameter is { Kind: ParameterKind.Quantity, ExpectedAt.Length: > 0, Range: null })
            .Select(item => $"$.parameters[{item.index}].range: the simulator draws '{item.parameter.Code}' from its plausible range; give low and high."),
    ];

    /// <summary>The bundles, subject by subject, each subject's in the order of sending.</summary>
    public IEnumerable<BundleSubmission> Bundles(int count) => Subjects(count).SelectMany(subject => writer.Write(subject));

    /// <param name="count">Number of subjects, not negative.</param>
    public IEnumerable<SampleSubject> Subjects(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return Enumerable.Range(0, count).Select(Subject);
    }

    private SampleSubject Subject(int index)
    {
        var random = SplitMix64.ForIndex(seed, index);
        var site = protocol.Sites[index % protocol.Sites.Length];
        // Of every pair of subjects one comes into each arm; which one, a stream of their own decides.
        var first = SplitMix64.ForIndex(~seed, index / 2).Chance(0.5) ? 1 : 0;
        var outline = new SubjectOutline
        {
            Subject = Number(site, (index / protocol.Sites.Length) + 1)!,
            Site = site.Id,
            Arm = protocol.Arms[(index + first) % 2].Code,
            Critical = false,
            Male = random.Chance(0.5),
            Age = random.Between(40, 75),
            Enrolment = FirstEnrolment.AddDays(random.Between(0, 120)),
            DeathDay = null,
            RecoveryDay = 1,
        };
        return Complete(outline, random);
    }

    private SampleSubject Complete(SubjectOutline outline, SplitMix64 random) => new()
    {
        Subject = outline.Subject,
        Site = outline.Site,
        Arm = outline.Arm,
        Strata = protocol.SubjectLevel.Strata.ToImmutableSortedDictionary(
            stratum => stratum, stratum => Code(protocol.FindParameter(stratum)!, random), StringComparer.Ordinal),
        Sex = outline.Male ? "male" : "female",
        Age = outline.Age,
        Enrolment = outline.Enrolment,
        Death = null,
        LastContact = outline.On(protocol.FollowUpDays),
        Identity = SimulatedIdentity.Of(outline, random),
        Observations = [.. protocol.Parameters.Where(parameter => parameter.ExpectedAt.Length > 0).SelectMany(parameter => Assessments(outline, parameter, random))],
        AdverseEvents = [.. AdverseEvents(outline, random)],
        Treatments = [],
        Administrations = [.. Doses(outline)],
    };

    private IEnumerable<SampleObservation> Assessments(SubjectOutline outline, Parameter parameter, SplitMix64 random)
    {
        var own = random.NextNormal();
        foreach (var visit in protocol.Visits.Where(visit => parameter.ExpectedAt.Contains(visit.Id)))
        {
            var text = parameter.Kind == ParameterKind.Quantity ? Quantity(outline, parameter, visit, (own, random.NextNormal())) : Code(parameter, random);
            var missing = random.Chance(MissingShare) && !visit.Baseline;
            yield return new SampleObservation(visit.Id, outline.On(visit.Day), null, parameter.Code, missing ? "" : text, missing ? "" : parameter.Unit ?? "");
        }
    }

    // Two thirds of the variance between subjects, one third from visit to visit.
    private string Quantity(SubjectOutline outline, Parameter parameter, Visit visit, (double Own, double Now) drawn)
    {
        var (low, high) = ((double)parameter.Range!.Low, (double)parameter.Range.High);
        var effect = outline.Arm == protocol.ExperimentalArm.Code && !visit.Baseline ? effects.GetValueOrDefault(parameter.Code) : 0;
        var value = ((low + high) / 2) + ((high - low) / 12 * ((0.8 * drawn.Own) + (0.6 * drawn.Now))) - effect;
        return Math.Round((decimal)Math.Clamp(value, low, high), parameter.Decimals, MidpointRounding.AwayFromZero).ToString(CultureInfo.InvariantCulture);
    }

    private static string Code(Parameter parameter, SplitMix64 random) => parameter.Values[random.Between(0, parameter.Values.Length - 1)].Value;

    private IEnumerable<SampleAdverseEvent> AdverseEvents(SubjectOutline outline, SplitMix64 random)
    {
        if (protocol.AdverseEvents is { Grades: [] } or { Relatedness: [] })
        {
            yield break;
        }

        int[] grades = [.. protocol.AdverseEvents.Grades.Select(grade => grade.Grade).Order().Take(2)];
        foreach (var term in protocol.AdverseEvents.Categories.SelectMany(category => category.Terms))
        {
            var onset = random.Between(1, LastOnset);
            if (random.Chance(EventShare))
            {
                var (day, time) = OnsetOf(outline, term.Code, onset);
                yield return new SampleAdverseEvent(term.Code, random.Chance(0.7) ? grades[0] : grades[^1], day, day.AddDays(random.Between(1, 9)), "resolved")
                {
                    OnsetTime = time,
                    Serious = false,
                    Relatedness = protocol.AdverseEvents.Relatedness[0].Value,
                };
            }
        }
    }

    // A reaction follows an infusion: which one, by how many hours, and whether the time of day was noted, follow from the drawn day.
    private (DateOnly Day, TimeOnly? Time) OnsetOf(SubjectOutline outline, string term, int drawn)
    {
        SampleAdministration[] infusions = [.. Doses(outline).Where(dose => dose.Date.AddDays(2) <= outline.On(LastOnset))];
        if (infusions.Length == 0 || !protocol.Endpoints.OfType<ExposureEndpoint>().Any(endpoint => endpoint.Terms.Contains(term)))
        {
            return (outline.On(drawn), null);
        }

        var infusion = infusions[drawn % infusions.Length];
        var onset = infusion.Date.ToDateTime(infusion.Start).AddMinutes(infusion.Minutes).AddHours(drawn % HoursOfReactions);
        return (DateOnly.FromDateTime(onset), drawn % 3 == 0 ? null : TimeOnly.FromDateTime(onset));
    }

    private IEnumerable<SampleAdministration> Doses(SubjectOutline outline) =>
        from treatment in protocol.Treatments
        where treatment.Arm == outline.Arm
        from planned in treatment.PlannedDoses
        let minutes = treatment.Infusion?.Steps.Sum(step => step.Minutes) ?? 1
        let volume = treatment.Infusion?.VolumeMillilitres ?? 0
        select new SampleAdministration
        {
            Date = outline.On(protocol.Visits.First(visit => visit.Id == planned.Visit).Day),
            Start = new TimeOnly(10, 0),
            Treatment = treatment.Code,
            Lot = treatment.Lots.IsEmpty ? string.Empty : treatment.Lots[0].Number,
            Dose = planned.Dose,
            VolumeMillilitres = volume,
            Minutes = (int)minutes,
            MillilitresPerHour = Math.Round(volume / minutes * 60, 1, MidpointRounding.AwayFromZero),
            Status = "completed",
        };

    /// <returns>Null when the site's pattern takes no number of a fixed prefix and digits.</returns>
    private static string? Number(Site site, int number)
    {
        var prefix = site.SubjectNumberPattern[1..].Split('[', '\\', '(', '$')[0];
        return Enumerable.Range(0, MostDigits)
            .Select(more => prefix + number.ToString(CultureInfo.InvariantCulture).PadLeft(1 + ((UsualDigits - 1 + more) % MostDigits), '0'))
            .FirstOrDefault(candidate => SubjectId.IsValid(candidate) && Regex.IsMatch(candidate, site.SubjectNumberPattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking));
    }
}
