using ReportPipeline.SampleTrial.Simulation;

namespace ReportPipeline.SampleTrial.Tests.Simulation;

public sealed class TrialSimulatorTests
{
    [Fact]
    public void Bundles_SameSeed_SameBytes() =>
        Simulate(seed: 42, 12).Zip(Simulate(seed: 42, 12)).ShouldAllBe(pair => pair.First.SequenceEqual(pair.Second));

    [Fact]
    public void Bundles_OtherSeed_OtherBytes() =>
        Simulate(seed: 42, 3)[0].SequenceEqual(Simulate(seed: 43, 3)[0]).ShouldBeFalse();

    [Fact]
    public void Bundles_MoreSubjects_BeginWithTheSame()
    {
        var few = Simulate(seed: 5, 4);
        few.Zip(Simulate(seed: 5, 9)).ShouldAllBe(pair => pair.First.SequenceEqual(pair.Second));
    }

    [Fact]
    public void Bundles_Million_StreamsFromTheFirst() =>
        new TrialSimulator(SampleProtocol.Protocol, 1).Bundles(1_000_000).First().Visit.ShouldBe("baseline");

    [Fact]
    public void Subjects_Numbers_AreUniqueAndFitTheirSite()
    {
        var subjects = new TrialSimulator(SampleProtocol.Protocol, 9).Subjects(3000).ToList();
        subjects.Select(subject => subject.Subject).ShouldBeUnique();
        subjects.ShouldAllBe(subject => System.Text.RegularExpressions.Regex.IsMatch(
            subject.Subject,
            SampleProtocol.Protocol.Sites.Single(site => site.Id == subject.Site).SubjectNumberPattern));
    }

    [Fact]
    public void Subjects_Records_DoNotContradictEachOther() =>
        new TrialSimulator(SampleProtocol.Protocol, 11).Subjects(500).ShouldAllBe(subject =>
            subject.ViolatedCriterion == null
            && subject.Observations.All(item => item.Date <= subject.LastContact)
            && subject.AdverseEvents.All(item => item.Onset <= subject.LastContact && (item.Grade == 5) == (item.Outcome == "fatal"))
            && subject.AdverseEvents.Any(item => item.Grade == 5) == (subject.Death != null)
            && subject.Administrations.All(item => Math.Abs((item.MillilitresPerHour * item.Minutes / 60) - item.VolumeMillilitres) < 1)
            && subject.Identity.BirthDate.AddYears(subject.Age) <= subject.Enrolment
            && subject.Identity.BirthDate.AddYears(subject.Age + 1) > subject.Enrolment);

    [Theory]
    [InlineData(-1)]
    [InlineData(TrialSimulator.MaximumSubjects + 1)]
    public void Subjects_CountOutOfRange_Throws(int count) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new TrialSimulator(SampleProtocol.Protocol, 1).Subjects(count));

    private static List<byte[]> Simulate(ulong seed, int count) =>
        [.. new TrialSimulator(SampleProtocol.Protocol, seed).Bundles(count).Select(submission => submission.Content)];
}
