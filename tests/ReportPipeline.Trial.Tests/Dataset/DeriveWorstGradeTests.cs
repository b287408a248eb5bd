using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Dataset.Facts;
using static ReportPipeline.Tests.Facts;

namespace ReportPipeline.Tests.Dataset;

public sealed class DeriveWorstGradeTests
{
    [Fact]
    public void Among_SeveralEventsOfATerm_FlagsTheHighestGrade() =>
        Worst(AdverseEvent("RASH", 1, "2020-02-11", 2), AdverseEvent("RASH", 3, "2020-02-13", 3), AdverseEvent("RASH", 2, "2020-02-15", 4)).ShouldBe(["v003-ae-3"]);

    [Fact]
    public void Among_EqualGrades_FlagsTheEarliest() =>
        Worst(AdverseEvent("RASH", 2, "2020-02-13", 2), AdverseEvent("RASH", 2, "2020-02-11", 3)).ShouldBe(["v003-ae-3"]);

    [Fact]
    public void Among_TwoTerms_FlagsOneOfEach() =>
        Worst(AdverseEvent("RASH", 2, "2020-02-13", 2), AdverseEvent("SHOCK_AE", 4, "2020-02-11", 3)).ShouldBe(["v002-ae-2", "v003-ae-3"]);

    [Fact]
    public void Among_EventWithoutAGrade_GivesWayToAGradedOne()
    {
        Worst(AdverseEvent("RASH", null, "2020-02-11", 2), AdverseEvent("RASH", 1, "2020-02-13", 3)).ShouldBe(["v003-ae-3"]);
        Worst(AdverseEvent("RASH", null, "2020-02-11", 2)).ShouldBe(["v002-ae-2"]);
    }

    [Fact]
    public void Among_UncodedEvents_FlagsNone() => Worst(AdverseEvent(null, 4, "2020-02-11", 2)).ShouldBeEmpty();

    private static IEnumerable<string> Worst(params ClinicalFact[] events) => DeriveSubjectData.From(Facts.Trial, Subject, Facts.Site, [.. Enrolled(), .. events]).AdverseEvents
        .Where(item => item.IsWorstOfTerm)
        .Select(item => item.Sources[0])
        .Order();
}
