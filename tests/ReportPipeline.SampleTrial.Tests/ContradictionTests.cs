using static ReportPipeline.SampleTrial.Tests.PublishedFigures;

namespace ReportPipeline.SampleTrial.Tests;

/// <summary>The article's contradictions that a data audit must be able to find are in the data.</summary>
public sealed class ContradictionTests
{
    [Fact]
    public void GradeFive_AgainstDeaths_DisagreeBothWays()
    {
        All.Where(subject => subject.Death is null && HasGradeFive(subject)).ShouldHaveSingleItem().Arm.ShouldBe("MSC");
        All.Where(subject => subject.Death is not null && !HasGradeFive(subject)).ShouldHaveSingleItem().Arm.ShouldBe("CONTROL");
    }

    [Fact]
    public void Violations_AreTwo_BothExperimentalOneDead()
    {
        var violators = All.Where(subject => subject.ViolatedCriterion is not null).ToList();
        violators.Count.ShouldBe(2);
        violators.ShouldAllBe(subject => subject.Arm == "MSC");
        violators.Count(subject => subject.Death is not null).ShouldBe(1);
    }

    [Fact]
    public void NinthCriterion_IsMet_ByAnEventAfterEntry()
    {
        var subject = All.Single(candidate => candidate.ViolatedCriterion == 9);
        subject.Observations.ShouldContain(item => item.Parameter == "EXCLUSION_9" && item.Value == "MET" && item.Date > subject.Enrolment);
    }

    [Fact]
    public void Violations_AreTheDecisions_OfTheProtocol() =>
        SampleProtocol.Reading.Decisions!.Decisions.Select(decision => (decision.Subject, decision.Criterion)).Order()
            .ShouldBe(All.Where(subject => subject.ViolatedCriterion is not null).Select(subject => (subject.Subject, subject.ViolatedCriterion)).Order());

    [Fact]
    public void CtMissing_CountedAsNotImproved_IsNotSignificant() =>
        Fisher(Compare(subject => subject.Value("CT_CHANGE", "day-30") == "IMPROVED")).ShouldBe(0.0646, 5e-5);

    [Fact]
    public void InfusionRate_TimesTime_IsNotTheStatedVolume() =>
        All.SelectMany(subject => subject.Administrations)
            .ShouldAllBe(item => item.MillilitresPerHour * item.Minutes / 60 > item.VolumeMillilitres + 100);

    [Fact]
    public void Records_AfterLastContact_DoNotExist() =>
        All.ShouldAllBe(subject => subject.Observations.All(item => item.Date <= subject.LastContact)
            && subject.AdverseEvents.All(item => item.Onset <= subject.LastContact));

    [Fact]
    public void Readers_OfCt_AgreeByMajority() =>
        All.Where(subject => subject.Value("CT_CHANGE", "day-30") is not null).ShouldAllBe(subject =>
            Enumerable.Range(1, 3).Count(reader => subject.Value($"CT_READER_{reader}", "day-30") == subject.Value("CT_CHANGE", "day-30")) >= 2);

    private static bool HasGradeFive(SampleSubject subject) => subject.AdverseEvents.Any(item => item.Grade == 5);
}
