using System.Text.Json;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.SampleTrial.Simulation;

namespace ReportPipeline.SampleTrial.Tests.Simulation;

public sealed class SubjectExcerptTests
{
    private const int Resources = 30;

    private static readonly List<SampleSubject> Whole = [.. new TrialSimulator(SampleProtocol.Protocol, 1).Subjects(440)];

    private static readonly List<SampleSubject> Cut = [.. Whole.Select((subject, index) => new SubjectExcerpt(SampleProtocol.Protocol).Of(subject, index, Resources))];

    [Fact]
    public void Of_AnySubject_IsSentAsThirtyResources() => Cut.ShouldAllBe(subject => DistinctResources(subject) == Resources);

    [Fact]
    public void Of_AnySubject_KeepsWhatHappensOnce()
    {
        foreach (var (before, after) in Whole.Zip(Cut))
        {
            after.Death.ShouldBe(before.Death);
            after.AdverseEvents.ShouldBe(before.AdverseEvents);
            after.Administrations.ShouldBe(before.Administrations);
            after.Observations.Where(item => item.Visit.Length == 0).ShouldBe(before.Observations.Where(item => item.Visit.Length == 0));
        }
    }

    [Fact]
    public void Of_ManySubjects_LeavesNoAssessmentWithoutDataInEitherArm()
    {
        foreach (var arm in SampleProtocol.Protocol.Arms)
        {
            Assessments(Cut.Where(subject => subject.Arm == arm.Code)).ShouldBe(Assessments(Whole), ignoreOrder: true);
        }

        Cut.SelectMany(subject => subject.Treatments).Select(item => item.TreatmentClass).Distinct().Count()
            .ShouldBe(SampleProtocol.Protocol.ConcomitantTreatmentClasses.Length);
    }

    [Fact]
    public void Of_FewerThanHappensOnce_Throws() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new SubjectExcerpt(SampleProtocol.Protocol).Of(Whole[0], 0, Resources - 1));

    private static IEnumerable<string> Assessments(IEnumerable<SampleSubject> subjects) =>
        subjects.SelectMany(subject => subject.Observations).Select(item => item.Parameter).Distinct();

    // A Patient who died is sent twice, under the same URL.
    private static int DistinctResources(SampleSubject subject) => new BundleWriter(SampleProtocol.Protocol).Write(subject)
        .SelectMany(bundle =>
        {
            using var document = JsonDocument.Parse(bundle.Content);
            return document.RootElement.GetProperty("entry").EnumerateArray().Select(entry => entry.GetProperty("request").GetProperty("url").GetString()).ToList();
        })
        .Distinct()
        .Count();
}
