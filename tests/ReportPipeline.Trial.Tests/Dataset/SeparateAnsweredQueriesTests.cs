using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Dataset.Facts;
using static ReportPipeline.Tests.Facts;

namespace ReportPipeline.Tests.Dataset;

public sealed class SeparateAnsweredQueriesTests
{
    [Fact]
    public void Of_NoLaterVersion_IsOpen()
    {
        var states = SeparateAnsweredQueries.Of([Asked("k", 1)], []);

        states.Open.ShouldHaveSingleItem().Source.VersionId.ShouldBe("v001-k");
        states.Answered.ShouldBeEmpty();
    }

    [Fact]
    public void Of_LaterVersionWithoutTheQuestion_IsAnsweredByIt()
    {
        var states = SeparateAnsweredQueries.Of([Asked("k", 1)], [Version("k", 2)]);

        states.Open.ShouldBeEmpty();
        states.Answered.ShouldHaveSingleItem().Answer.VersionId.ShouldBe("v002-k");
    }

    [Fact]
    public void Of_LaterVersionWithTheSameQuestion_IsOpenOnce()
    {
        var states = SeparateAnsweredQueries.Of([Asked("k", 1), Asked("k", 2)], []);

        states.Open.ShouldHaveSingleItem().Source.VersionId.ShouldBe("v002-k");
        states.Answered.ShouldBeEmpty();
    }

    // A good, B in doubt, A again: the doubt is answered by the third version, not by the first.
    [Fact]
    public void Of_DoubtBetweenTwoGoodVersions_IsAnsweredByTheLast()
    {
        var states = SeparateAnsweredQueries.Of([Asked("k", 2)], [Version("k", 1), Version("k", 3)]);

        states.Answered.ShouldHaveSingleItem().Answer.VersionId.ShouldBe("v003-k");
    }

    [Fact]
    public void Of_OtherResource_AnswersNothing() =>
        SeparateAnsweredQueries.Of([Asked("k", 1)], [Version("other", 2)]).Open.Length.ShouldBe(1);

    [Fact]
    public void Of_EnteredInError_Answers() =>
        SeparateAnsweredQueries.Of([Asked("k", 1)], [Version("k", 2, RecordStatus.EnteredInError)]).Answered.Length.ShouldBe(1);

    // The amended version keeps counting, so what it was asked stays open.
    [Fact]
    public void Of_UnamendedAfterAmended_DoesNotAnswer()
    {
        var states = SeparateAnsweredQueries.Of([Asked("k", 1)], [Version("k", 1, RecordStatus.Amended), Version("k", 2)]);

        states.Open.ShouldHaveSingleItem().Source.VersionId.ShouldBe("v001-k");
    }

    // What was entered in error stays so: the version after it does not count and answers nothing.
    [Theory]
    [InlineData(RecordStatus.Final, "v002-k")]
    [InlineData(RecordStatus.Preliminary, "v002-k")]
    [InlineData(RecordStatus.Amended, "v003-k")]
    public void Of_VersionAfterEnteredInError_AnswersOnlyWhenAmended(RecordStatus last, string answer)
    {
        var states = SeparateAnsweredQueries.Of([Asked("k", 1)], [Version("k", 1), Version("k", 2, RecordStatus.EnteredInError), Version("k", 3, last)]);

        states.Answered.ShouldHaveSingleItem().Answer.VersionId.ShouldBe(answer);
    }

    [Fact]
    public void Of_AnyOrderOfInput_SameStates()
    {
        DataQuery[] asked = [Asked("k", 1), Asked("m", 2)];
        ClinicalFact[] facts = [Version("k", 2), Version("k", 3), Version("m", 1)];

        var one = SeparateAnsweredQueries.Of(asked, facts);
        var other = SeparateAnsweredQueries.Of(asked.Reverse(), facts.Reverse());

        other.Open.Order(ByVersion).ShouldBe(one.Open.Order(ByVersion));
        other.Answered.ShouldBe(one.Answered);
    }

    private static readonly Comparer<DataQuery> ByVersion =
        Comparer<DataQuery>.Create((one, other) => string.CompareOrdinal(one.Source.VersionId, other.Source.VersionId));

    private static DataQuery Asked(string key, int order) => new("unit-unknown", Subject, Source(key, order), "CRP", "Which unit?");

    private static ObservationFact Version(string key, int order, RecordStatus status = RecordStatus.Final) =>
        Observation("CRP", new QuantityValue(5, null), ClinicalPeriod.At(On("2020-02-12")), order, status, key);
}
