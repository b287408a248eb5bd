using System.Collections.Immutable;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.SampleTrial.Simulation;

/// <summary>
/// Simulates any number of subjects of the sample trial from a seed, for load work: clean, plausible records without the
/// contradictions of the published trial and without a treatment effect. Subject i depends on the seed and i alone, so
/// a run of a thousand begins with the same subjects as a run of ten, and nobody is kept in memory.
/// </summary>
public sealed class TrialSimulator(TrialProtocol protocol, ulong seed)
{
    /// <summary>Subject numbers have at most six digits at a site, and the larger site takes four of five subjects.</summary>
    public const int MaximumSubjects = 1_249_998;

    private static readonly DateOnly FirstEnrolment = new(2020, 1, 20);

    private static readonly string[] Prefixes = ["RM", "ZJ"];

    private readonly SimulatedCourse course = new(protocol);
    private readonly SimulatedCare care = new(protocol);
    private readonly BundleWriter writer = new(protocol);

    /// <summary>The bundles, subject by subject, each subject's in the order of sending.</summary>
    /// <param name="count">Number of subjects, 0 to <see cref="MaximumSubjects"/>.</param>
    public IEnumerable<BundleSubmission> Bundles(int count) => Subjects(count).SelectMany(subject => writer.Write(subject));

    /// <param name="count">Number of subjects, 0 to <see cref="MaximumSubjects"/>.</param>
    public IEnumerable<SampleSubject> Subjects(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaximumSubjects);
        return Enumerable.Range(0, count).Select(Subject);
    }

    private SampleSubject Subject(int index)
    {
        var random = SplitMix64.ForIndex(seed, index);
        var site = index % 5 == 4 ? 1 : 0;
        var number = site == 1 ? (index / 5) + 1 : (index / 5 * 4) + (index % 5) + 1;
        var critical = random.Chance(0.4);
        var outline = new SubjectOutline
        {
            Subject = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Prefixes[site]}-{number:D3}"),
            Site = protocol.Sites[site].Id,
            Arm = protocol.Arms[index % 2].Code,
            Critical = critical,
            Male = random.Chance(0.6),
            Age = random.Between(35, 84),
            Enrolment = FirstEnrolment.AddDays(random.Between(0, 60)),
            DeathDay = random.Chance(critical ? 0.14 : 0.03) ? random.Between(6, 28) : null,
            RecoveryDay = random.Between(4, 24),
        };
        return Complete(outline, random);
    }

    private SampleSubject Complete(SubjectOutline outline, SplitMix64 random) => new()
    {
        Subject = outline.Subject,
        Site = outline.Site,
        Arm = outline.Arm,
        Strata = ImmutableSortedDictionary<string, string>.Empty.Add(ReconstructedTrial.Severity, outline.Critical ? "CRITICAL" : "SEVERE"),
        Sex = outline.Male ? "male" : "female",
        Age = outline.Age,
        Enrolment = outline.Enrolment,
        Death = outline.DeathDay is { } day ? outline.On(day) : null,
        LastContact = outline.On(outline.LastDay),
        Identity = SimulatedIdentity.Of(outline, random),
        Observations = [.. course.Observations(outline, random)],
        AdverseEvents = [.. care.AdverseEvents(outline, random)],
        Treatments = [.. care.Treatments(outline, random)],
        Administrations = [.. care.Infusions(outline, random)],
    };
}
