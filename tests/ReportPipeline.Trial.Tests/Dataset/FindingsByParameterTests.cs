using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset;

namespace ReportPipeline.Tests.Dataset;

/// <summary>The findings of one parameter, as reading all of a subject's findings would give them.</summary>
public sealed class FindingsByParameterTests
{
    // Interleaved, two of them alike but for their day, one parameter the beginning of another.
    private static readonly ImmutableArray<FindingRecord> Findings =
        [Of("CRP", 9), Of("AGE", 1), Of("CRP", 2), Of("CR", 5), Of("CRP", null), Of("crp", 3), Of("CRP", 2)];

    [Fact]
    public void Find_ParameterWithSeveral_KeepsTheirOrder() => DaysOf("CRP").ShouldBe([9, 2, null, 2]);

    [Theory]
    [InlineData("AGE", 1)]
    [InlineData("CR", 5)]
    [InlineData("crp", 3)]
    public void Find_ParameterWithOne_GivesIt(string parameter, int day) => DaysOf(parameter).ShouldBe([day]);

    [Theory]
    [InlineData("")]
    [InlineData("C")]
    [InlineData("CRPX")]
    [InlineData("Age")]
    public void Find_ParameterWithout_GivesNone(string parameter) => DaysOf(parameter).ShouldBeEmpty();

    [Fact]
    public void Find_SubjectWithoutFindings_GivesNone() => new FindingsByParameter.Cell().Of([]).Find("CRP").ShouldBeEmpty();

    [Fact]
    public void Find_AllParameters_TogetherAreAllFindings() =>
        new[] { "CRP", "AGE", "CR", "crp" }.Sum(parameter => DaysOf(parameter).Count()).ShouldBe(Findings.Length);

    [Fact]
    public void Of_SameFindingsTwice_MakesOneIndex()
    {
        var cell = new FindingsByParameter.Cell();

        cell.Of(Findings).ShouldBeSameAs(cell.Of(Findings));
    }

    // A copy of a subject's record takes the cell along; what it answers must be of its own findings.
    [Fact]
    public void Of_OtherFindings_MakesAnother()
    {
        var cell = new FindingsByParameter.Cell();
        cell.Of(Findings).Find("CRP").Count.ShouldBe(4);
        var copy = cell;

        copy.Of([Of("CRP", 7)]).Find("CRP").ShouldHaveSingleItem().Day.ShouldBe(7);
        cell.Of(Findings).Find("CRP").Count.ShouldBe(4);
        cell.Of([]).Find("CRP").ShouldBeEmpty();
    }

    [Fact]
    public void FindingsOf_CopyWithOtherFindings_AnswersFromItsOwn()
    {
        var data = Subject(Findings);
        data.FindingsOf("CRP").Count.ShouldBe(4);

        var copy = data with { Findings = [Of("AGE", 4)] };

        copy.FindingsOf("CRP").ShouldBeEmpty();
        copy.FindingsOf("AGE").ShouldHaveSingleItem().Day.ShouldBe(4);
        data.FindingsOf("AGE").ShouldHaveSingleItem().Day.ShouldBe(1);
    }

    // The index is no part of what the record says.
    [Fact]
    public void Equals_OneAskedTheOtherNot_AreEqual()
    {
        var (asked, fresh) = (Subject(Findings), Subject(Findings));
        asked.FindingsOf("CRP").Count.ShouldBe(4);

        asked.ShouldBe(fresh);
        asked.GetHashCode().ShouldBe(fresh.GetHashCode());
    }

    [Fact]
    public void FindingAt_SeveralOfTheVisit_GivesTheOneThatRepresentsIt()
    {
        var data = Subject(
        [
            Of("CRP", 2) with { Visit = "day-1" },
            Of("CRP", 1) with { Visit = "day-1", RepresentsVisit = true },
            Of("CRP", 3) with { Visit = "day-3", RepresentsVisit = true },
            Of("AGE", 1) with { Visit = "day-7", RepresentsVisit = true },
        ]);

        data.FindingAt("CRP", "day-1")!.Day.ShouldBe(1);
        data.FindingAt("CRP", "day-3")!.Day.ShouldBe(3);
        data.FindingAt("CRP", "day-7").ShouldBeNull();
        data.FindingAt("HGB", "day-1").ShouldBeNull();
    }

    private static IEnumerable<int?> DaysOf(string parameter) => new FindingsByParameter.Cell().Of(Findings).Find(parameter).Select(finding => finding.Day);

    private static FindingRecord Of(string parameter, int? day) => new()
    {
        Subject = Facts.Subject,
        Parameter = parameter,
        Visit = null,
        Day = day,
        AnalysisValue = null,
        CodedValue = null,
        Sources = [],
    };

    private static SubjectData Subject(ImmutableArray<FindingRecord> findings) => new()
    {
        Subject = Person,
        Findings = findings,
        AdverseEvents = [],
        Exposures = [],
        ConcomitantTreatments = [],
        Survival = null,
        Queries = [],
    };

    private static readonly SubjectRecord Person = new()
    {
        Subject = Facts.Subject,
        Site = Facts.Site,
        Arm = null,
        Sex = Trial.Dataset.Facts.Sex.Female,
        Age = null,
        Strata = ImmutableSortedDictionary<string, string>.Empty,
        Enrolment = null,
        Death = null,
        LastKnownAliveDay = null,
        Sources = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty,
    };
}
