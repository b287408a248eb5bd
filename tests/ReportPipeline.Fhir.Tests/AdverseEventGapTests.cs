using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Fhir.Tests;

/// <summary>What base fields and extensions of an AdverseEvent say differently, or do not say, is told and asked.</summary>
public class AdverseEventGapTests
{
    private static (string[] Lines, AdverseEventFact Fact) Read(string adverseEvent)
    {
        var result = Sent.Transaction(adverseEvent);
        result.HttpStatus.ShouldBe(200);
        result.Queries.Length.ShouldBe(result.Issues.Length);
        return ([.. TestTrial.Lines(result).Select(line => line.Replace("Bundle.entry[0].resource", "", StringComparison.Ordinal))], result.Facts.OfType<AdverseEventFact>().Single());
    }

    [Fact]
    public void Examine_CompleteEvent_IsNotAskedAbout() => Read(Sent.Event()).Lines.ShouldBeEmpty();

    /// <summary>CTCAE v5.0: grade 1 mild, 2 moderate, 3 severe, 4 life-threatening, 5 death. The event has grade 2.</summary>
    [Theory]
    [InlineData("mild", false)]
    [InlineData("moderate", true)]
    [InlineData("severe", false)]
    public void Examine_SeverityBesideGrade_MustAgree(string severity, bool agrees)
    {
        var (lines, fact) = Read(Sent.Event(rest: Sent.Severity(severity)));

        lines.ShouldBe(agrees ? [] : ["warning grade-conflict .severity"]);
        fact.Grade.ShouldBe(agrees ? 2 : null);
    }

    /// <summary>C41337 is grade 4, C41340 grade 3: R4's severity has no word above severe.</summary>
    [Theory]
    [InlineData("C41337", "mild", false)]
    [InlineData("C41337", "severe", true)]
    [InlineData("C41340", "severe", true)]
    public void Examine_SeverityBesideHigherGrade_MustAgree(string grade, string severity, bool agrees) =>
        Read(Sent.Event(rest: Sent.Severity(severity)).Replace("C41339", grade, StringComparison.Ordinal)).Lines.ShouldBe(agrees ? [] : ["warning grade-conflict .severity"]);

    [Theory]
    [InlineData("ongoing")]
    [InlineData("recovering")]
    public void Examine_EventThatGoesOnWithAnEnd_IsAskedAbout(string outcome)
    {
        var (lines, fact) = Read(Sent.Event(outcome: outcome, extensions: Sent.Extension("resolve-date", "\"valueDateTime\":\"2020-02-20\"")));

        lines.ShouldBe(["warning resolution-conflict .extension[1]"]);
        (fact.Outcome, fact.Resolved).ShouldBe((null, null));
    }

    [Theory]
    [InlineData("serious", false, "warning seriousness-conflict .seriousness")]
    [InlineData("non-serious", true, "warning seriousness-conflict .seriousness")]
    [InlineData("", false, "warning seriousness-missing .seriousness")]
    public void Examine_SeriousnessAgainstItsCriterion_IsAskedAbout(string seriousness, bool present, string line)
    {
        var (lines, fact) = Read(Sent.Event(seriousness, extensions: Sent.Criterion(present)));

        lines.ShouldBe([line]);
        fact.Serious.ShouldBeNull();
    }

    [Fact]
    public void Examine_SeriousByOneCriterionOfTwo_IsSerious()
    {
        var (lines, fact) = Read(Sent.Event("serious", extensions: Sent.Criterion(false) + "," + Sent.Criterion(true)));

        lines.ShouldBeEmpty();
        fact.Serious.ShouldBe(true);
    }

    /// <summary>No seriousness at all, a text alone, a code that nobody knows.</summary>
    [Theory]
    [InlineData("")]
    [InlineData(",\"seriousness\":{\"text\":\"not serious\"}")]
    [InlineData(",\"seriousness\":{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/adverse-event-seriousness\",\"code\":\"maybe\"}]}")]
    [InlineData(",\"seriousness\":{\"coding\":[{\"system\":\"https://hospital.example/seriousness\",\"code\":\"serious\"}]}")]
    public void Examine_SeriousnessThatIsNotSaid_OpensAQuery(string seriousness) =>
        Read(Sent.Event(seriousness: "", rest: seriousness)).Lines.ShouldBe(["warning seriousness-missing .seriousness"]);

    [Theory]
    [InlineData("resolve-date", "\"valueDateTime\":\"2020-02-20\"", "\"valueDateTime\":\"2020-02-21\"", ".extension[2]")]
    [InlineData("caused-subject-to-discontinue-study", "\"valueBoolean\":true", "\"valueBoolean\":false", ".extension[2]")]
    [InlineData("resolve-date", "\"valueString\":\"2020-02-20\"", null, ".extension[1]")]
    [InlineData("caused-subject-to-discontinue-study", "\"valueString\":\"true\"", null, ".extension[1]")]
    [InlineData("expected-in-research-study", "\"valueCode\":\"true\"", null, ".extension[1]")]
    [InlineData("ae-grade", "\"valueInteger\":3", null, ".extension[1]")]
    public void Examine_ExtensionThatCannotBeUsed_IsAskedAbout(string name, string first, string? second, string element)
    {
        var (lines, fact) = Read(Sent.Event(extensions: string.Join(',', new[] { first, second }.OfType<string>().Select(value => Sent.Extension(name, value)))));

        lines.ShouldBe([$"warning extension-unusable {element}"]);
        (fact.Resolved, fact.CausedDiscontinuation, fact.ExpectedInStudy).ShouldBe((null, null, null));
    }

    [Fact]
    public void Examine_SameEndTwice_IsUsed() =>
        Read(Sent.Event(extensions: Sent.Extension("resolve-date", "\"valueDateTime\":\"2020-02-20\"") + "," + Sent.Extension("resolve-date", "\"valueDateTime\":\"2020-02-20\"")))
            .Fact.Resolved!.Earliest.ShouldBe(new DateOnly(2020, 2, 20));

    [Theory]
    [InlineData("better")]
    [InlineData("resolved\"},{\"system\":\"http://terminology.hl7.org/CodeSystem/adverse-event-outcome\",\"code\":\"ongoing")]
    public void Examine_OutcomeThatIsNotOne_IsAskedAbout(string outcome)
    {
        var (lines, fact) = Read(Sent.Event(outcome: outcome));

        lines.ShouldBe(["warning outcome-unknown .outcome"]);
        fact.Outcome.ShouldBeNull();
    }
}
