using System.Collections.Immutable;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Tests.Endpoints;

/// <summary>Infusions and events worked by hand. Enrolment is on 10 February 2020 (trial day 1), the ninth is day −1; the hospital keeps UTC+8.</summary>
public sealed class InfusionReactionsTests
{
    private const string Start = "2020-02-10T10:00:00+08:00", End = "2020-02-10T12:15:00+08:00";

    [Theory]
    [InlineData("2020-02-10T10:00:00+08:00", true)] // at its start
    [InlineData("2020-02-10T11:00:00+08:00", true)] // during it
    [InlineData("2020-02-10T20:00:00+08:00", true)]
    [InlineData("2020-02-11T12:15:00+08:00", true)] // exactly 24 hours after its end
    [InlineData("2020-02-11T12:15:01+08:00", false)]
    [InlineData("2020-02-10T09:59:59+08:00", false)] // before it, on its day
    [InlineData("2020-02-11T04:15:00Z", true)] // the same 24 hours, written in UTC
    [InlineData("2020-02-11T04:15:01Z", false)]
    [InlineData("2020-02-10T02:00:00Z", true)] // its start
    [InlineData("2020-02-09T23:15:00-05:00", true)] // 12:15 at the hospital, on the next day there
    public void Analyse_TimesOnBothSides_DecidesByTheHours(string onset, bool counts) =>
        OneEvent(Given(Start, End), Moment(onset)).ShouldBe(counts ? (1, 0, 0) : (0, 0, 0));

    [Theory]
    [InlineData("2020-02-11T10:00:00+08:00", true)]
    [InlineData("2020-02-11T10:00:01+08:00", false)]
    public void Analyse_NoEnd_CountsTheHoursFromTheStart(string onset, bool counts) =>
        OneEvent(Given(Start, null), Moment(onset)).ShouldBe(counts ? (1, 0, 0) : (0, 0, 0));

    [Fact]
    public void Analyse_EndBeforeStart_CountsTheHoursFromTheStart() =>
        OneEvent(Given(Start, "2020-02-10T01:15:00+08:00"), Moment("2020-02-11T10:00:00+08:00")).ShouldBe((1, 0, 0));

    [Theory]
    [InlineData("2020-02-12T01:15:00+08:00", true)] // two calendar days after the start
    [InlineData("2020-02-12T01:15:01+08:00", false)]
    public void Analyse_InfusionAcrossMidnight_CountsTheHoursFromItsEnd(string onset, bool counts) =>
        OneEvent(Given("2020-02-10T23:00:00+08:00", "2020-02-11T01:15:00+08:00"), Moment(onset)).ShouldBe(counts ? (1, 0, 0) : (0, 0, 0));

    [Theory]
    [InlineData("2020-02-09", false)]
    [InlineData("2020-02-10", true)]
    [InlineData("2020-02-11", true)]
    [InlineData("2020-02-12", false)]
    public void Analyse_EventWithoutTimeOfDay_IsJudgedByTheDay(string onset, bool counts) =>
        OneEvent(Given(Start, End), Facts.On(onset)).ShouldBe(counts ? (1, 1, 0) : (0, 0, 0));

    [Theory]
    [InlineData("2020-02-09T23:59:59+08:00", false)]
    [InlineData("2020-02-11T23:59:59+08:00", true)]
    [InlineData("2020-02-11T16:00:00Z", false)] // midnight at the hospital: the day after the day after
    public void Analyse_InfusionWithoutTimeOfDay_IsJudgedByTheDay(string onset, bool counts) =>
        OneEvent(When(Facts.On("2020-02-10"), Facts.On("2020-02-10")), Moment(onset)).ShouldBe(counts ? (1, 1, 0) : (0, 0, 0));

    // It began on the tenth and ended on the eleventh, so the twelfth is the day after.
    [Theory]
    [InlineData("2020-02-12", true)]
    [InlineData("2020-02-13", false)]
    public void Analyse_InfusionOfTwoDays_CountsTheDayAfterItsLast(string onset, bool counts)
    {
        OneEvent(Given("2020-02-10T23:00:00+08:00", "2020-02-11T01:15:00+08:00"), Facts.On(onset)).ShouldBe(counts ? (1, 1, 0) : (0, 0, 0));
        OneEvent(When(Moment("2020-02-10T23:00:00+08:00"), Facts.On("2020-02-11")), Moment(onset + "T23:00:00+08:00")).ShouldBe(counts ? (1, 1, 0) : (0, 0, 0));
    }

    [Fact]
    public void Analyse_InfusionOnTheDayBeforeDayOne_HasDayOneAsTheDayAfter() =>
        OneEvent(When(Facts.On("2020-02-09"), Facts.On("2020-02-09")), Facts.On("2020-02-10")).ShouldBe((1, 1, 0));

    [Fact]
    public void Analyse_EventOrInfusionWithoutDay_IsNotJudgedAndSaid()
    {
        var february = new ClinicalDate(new DateOnly(2020, 2, 1), new DateOnly(2020, 2, 29), null, "2020-02");

        OneEvent(Given(Start, End), null).ShouldBe((0, 0, 1));
        OneEvent(Given(Start, End), february).ShouldBe((0, 0, 1));
        OneEvent(When(february, null), Moment(Start)).ShouldBe((0, 0, 1));
    }

    [Fact]
    public void Analyse_InfusionStoppedEarly_IsAnInfusion() => OneEvent(Given(Start, End) with { Status = RecordStatus.Stopped }, Moment(End)).ShouldBe((1, 0, 0));

    [Fact]
    public void Analyse_InfusionNotDone_LeavesNobodyWhoCouldReact()
    {
        var results = Run([.. Subject(1, "MSC", Given(Start, End) with { Status = RecordStatus.NotDone }, Event(Moment(End), 1))]);

        Number(results, "MSC/infusion-reactions/n").ShouldBe(0);
        Number(results, "MSC/infusion-reactions/N").ShouldBe(0);
        Number(results, "MSC/infusion-reactions/not-judged/events").ShouldBe(0);
        results.Find("EX/safety/MSC/infusion-reactions/percent")!.Value.ShouldBe(new NotEstimableValue("nobody in the group received an infusion"));
        results.Find("EX/safety/CONTROL/infusion-reactions/percent")!.Value.ShouldBe(new NotEstimableValue("nobody in the group received an infusion"));
        results.Find("EX/safety/MSC:CONTROL/infusion-reactions/p")!.Value.ShouldBeOfType<NotEstimableValue>();
    }

    // By the days it follows both infusions; it is one event, and both infusions are behind the number.
    [Fact]
    public void Analyse_TwoInfusionsBeforeOneEvent_CountsItOnce()
    {
        var results = Run([.. Subject(1, "MSC", Given(Start, End), Given("2020-02-11T10:00:00+08:00", "2020-02-11T12:15:00+08:00"), Event(Facts.On("2020-02-11"), 2))]);

        Number(results, "MSC/infusion-reactions/n").ShouldBe(1);
        Number(results, "MSC/infusion-reactions/events").ShouldBe(1);
        results.SourceSets[results.Find("EX/safety/MSC/infusion-reactions/n")!.Sources].ShouldBe(["v102-dose-102", "v103-dose-103", "v104-ae-104"]);
    }

    // The hours after the second infusion are known to hold it, so the first, without a time of day, decides nothing.
    [Fact]
    public void Analyse_OneInfusionByTimeAndOneByDay_IsNotJudgedByTheDayAlone() =>
        Counts(Run([.. Subject(1, "MSC", When(Facts.On("2020-02-10"), null), Given("2020-02-11T10:00:00+08:00", null), Event(Moment("2020-02-11T11:00:00+08:00"), 2))]))
            .ShouldBe((1, 0, 0));

    [Theory]
    // MSC: 1 reacts twice, by the hours, grades 1 and 3; 2 once, by the day, ungraded; 3 too late, and once without a date; 4 was not infused. So 2 of 3.
    [InlineData("MSC/infusion-reactions/n", 2)]
    [InlineData("MSC/infusion-reactions/N", 3)]
    [InlineData("MSC/infusion-reactions/percent", 200.0 / 3)]
    [InlineData("MSC/infusion-reactions/events", 3)]
    [InlineData("MSC/infusion-reactions/worst-grade-1/n", 0)]
    [InlineData("MSC/infusion-reactions/worst-grade-3/n", 1)]
    [InlineData("MSC/infusion-reactions/worst-grade-missing/n", 1)]
    [InlineData("MSC/infusion-reactions/judged-by-day/events", 1)]
    [InlineData("MSC/infusion-reactions/not-judged/events", 1)]
    // Control: both had an infusion, one of them another event within the hours. So 0 of 2.
    [InlineData("CONTROL/infusion-reactions/n", 0)]
    [InlineData("CONTROL/infusion-reactions/N", 2)]
    [InlineData("CONTROL/infusion-reactions/percent", 0)]
    [InlineData("CONTROL/infusion-reactions/events", 0)]
    [InlineData("CONTROL/infusion-reactions/worst-grade-5/n", 0)]
    // 2/3 against 0/2: the tables of two reactions have probabilities 3/10, 6/10 and 1/10; 3/10 and 1/10 are no likelier than the observed.
    [InlineData("MSC:CONTROL/infusion-reactions/p", 0.4)]
    public void Analyse_SixSubjects_CountsThemAsByHand(string place, double expected) => Number(Run(SixSubjects()), place).ShouldBe(expected, 1e-12);

    [Fact]
    public void Analyse_Reactions_NamesEventsAndInfusionsAndSaysHowItJudged()
    {
        var results = Run(SixSubjects());
        var row = results.Find("EX/safety/MSC/infusion-reactions/n")!;

        results.SourceSets[row.Sources].ShouldBe(["v102-dose-102", "v103-ae-103", "v104-ae-104", "v202-dose-202", "v203-ae-203"]);
        row.Convention.ShouldBe("from the start of an infusion until 24 hours after its end; where a time of day is missing, on a day of the infusion or on the day after");
        results.SourceSets[results.Find("EX/safety/MSC/infusion-reactions/N")!.Sources].ShouldBe(["v102-dose-102", "v202-dose-202", "v302-dose-302"]);
        results.SourceSets[results.Find("EX/safety/MSC/infusion-reactions/judged-by-day/events")!.Sources].ShouldBe(["v202-dose-202", "v203-ae-203"]);
    }

    [Fact]
    public void Analyse_NoTermDeclared_HasNoRows() =>
        Run(SixSubjects(), Endpoint with { Terms = [] }).Of("EX").ShouldAllBe(row => row.Variable != "infusion-reactions");

    [Fact]
    public void Analyse_NoTestDeclared_ComparesNothing() =>
        Run(SixSubjects(), Endpoint with { AssociationTest = null }).Of("EX").ShouldAllBe(row => row.Statistic != StatisticName.PValue);

    private static ExposureEndpoint Endpoint => Facts.Trial.Endpoints.OfType<ExposureEndpoint>().Single();

    private static IEnumerable<ClinicalFact> SixSubjects()
    {
        var infusion = Given(Start, End);
        var vehicle = infusion with { Treatment = "VEHICLE" };
        return
        [
            .. Subject(1, "MSC", infusion, Event(Moment(Start), 1), Event(Moment("2020-02-11T08:00:00+08:00"), 3)),
            .. Subject(2, "MSC", infusion, Event(Facts.On("2020-02-11"), null)),
            .. Subject(3, "MSC", infusion, Event(Moment("2020-02-12T08:00:00+08:00"), 1), Event(null, 1)),
            .. Subject(4, "MSC", infusion with { Status = RecordStatus.NotDone }, Event(Moment(End), 1)),
            .. Subject(5, "CONTROL", vehicle),
            .. Subject(6, "CONTROL", vehicle, Event(Moment(End), 1) with { Term = "RASH" }),
        ];
    }

    /// <summary>Events counted, of them by the day alone, and those that could not be judged, of a subject with one infusion and one event.</summary>
    private static (double Events, double ByDay, double NotJudged) OneEvent(AdministrationFact infusion, ClinicalDate? onset) =>
        Counts(Run([.. Subject(1, "MSC", infusion, Event(onset, 1))]));

    private static (double Events, double ByDay, double NotJudged) Counts(AnalysisResults results) =>
        (Number(results, "MSC/infusion-reactions/events"), Number(results, "MSC/infusion-reactions/judged-by-day/events"), Number(results, "MSC/infusion-reactions/not-judged/events"));

    private static double Number(AnalysisResults results, string place) => results.Find($"EX/safety/{place}")!.Value.ShouldBeOfType<NumberValue>().Value;

    private static AnalysisResults Run(IEnumerable<ClinicalFact> facts, ExposureEndpoint? endpoint = null)
    {
        var trial = Facts.Trial with { Endpoints = [endpoint ?? Endpoint] };
        var decisions = DecisionList.Empty(trial.Id);
        var dataset = DeriveDataset.From(trial, decisions, [.. facts], []);
        return EndpointAnalyses.Run(trial, decisions, dataset, new RunIdentity("run", 1, "head", "snapshot", DateTimeOffset.UnixEpoch, trial.Id, trial.Version, "hash", "0", 6));
    }

    /// <summary>Received in the order given, from order number × 100 + 2 on.</summary>
    private static IEnumerable<ClinicalFact> Subject(int number, string arm, params ClinicalFact[] records)
    {
        var (subject, order) = (new SubjectId($"RM-00{number}"), number * 100);
        ImmutableArray<ClinicalFact> facts =
        [
            Facts.Patient(order + 1),
            Facts.Observation("ENROLMENT", new OccurrenceValue(), ClinicalPeriod.At(Facts.On("2020-02-10")), order + 1),
            Facts.Coded("ARM", arm, "2020-02-10", order + 1),
            Facts.Quantity("AGE", 60, "2020-02-10", order + 1),
            Facts.Coded("SEVERITY", "SEVERE", "2020-02-10", order + 1),
            .. records.Select((record, index) => record is AdverseEventFact
                ? record with { Source = Facts.Source($"ae-{order + 2 + index}", order + 2 + index, "AdverseEvent") }
                : record with { Source = Facts.Source($"dose-{order + 2 + index}", order + 2 + index, "MedicationAdministration") }),
        ];
        return facts.Select(fact => fact with { Link = new SubjectLink(subject, null), Source = fact.Source with { ResourceKey = $"{subject}-{fact.Source.ResourceKey}" } });
    }

    private static AdministrationFact Given(string start, string? end) => When(Moment(start), end is null ? null : Moment(end));

    private static AdministrationFact When(ClinicalDate start, ClinicalDate? end) => Facts.Dose("2020-02-10", 1) with { When = new ClinicalPeriod(start, end) };

    private static AdverseEventFact Event(ClinicalDate? onset, int? grade) => Facts.AdverseEvent("INFUSION_REACTION", grade, "2020-02-10", 1) with { Onset = onset };

    private static ClinicalDate Moment(string moment) => Facts.At(moment);
}
