using System.Collections.Immutable;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Audit;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Tests.Audit;

/// <summary>Each rule that reads a whole trial, on trials of ten or twelve subjects counted by hand; beside each the nearest trial without the contradiction.</summary>
public sealed class WholeTrialRuleTests
{
    private const string Experimental = "MSC";
    private const string Control = "CONTROL";

    // Arm MSC 4/6 = 66.67 % alive; without its two dead 4/4.
    [Fact]
    public void Run_BothDeadOfOneArmExcluded_IsFound()
    {
        SubjectData[] subjects = [.. Living(Experimental, 4), .. Dead(Experimental, 2), .. Living(Control, 3), .. Dead(Control, 3)];

        var finding = Run(["T4"], subjects, Excluded(subjects[4]), Excluded(subjects[5])).Single(item => item.Code == "EXCLUSIONS-IN-ONE-ARM");

        finding.What.English.ShouldContain("from 66.67 % to 100.00 %");
        finding.Records.ShouldBe([Number(subjects[4]), Number(subjects[5])]);
    }

    // SpO2 on day 7 of the four 90, 92, 94 and 98: mean 374/4 = 93.5; without the two lowest (94 + 98)/2 = 96.
    [Fact]
    public void Run_PrimaryIsAMean_ExclusionsMoveTheMeanAndNothingIsAskedThatOnlyAYesOrNoHas()
    {
        SubjectData[] subjects = [.. new[] { 90m, 92m, 94m, 98m }.Select(value => Pair(value, value)), .. Living(Control, 5)];

        var finding = Run(MeanIsPrimary(Allocation.PatientChoice), subjects, Excluded(subjects[0]), Excluded(subjects[1])).ShouldHaveSingleItem();

        finding.Code.ShouldBe("EXCLUSIONS-IN-ONE-ARM");
        finding.What.English.ShouldContain("whose result on SPO2-MODEL moves from 93.5 % to 96.0 %");
        finding.Where.ShouldBe("SPO2-MODEL/per-protocol");
        finding.Severity.ShouldBe(AuditSeverity.Contradiction);
    }

    // 90, 98 and 94, 94: both pairs have the mean 94.
    [Fact]
    public void Run_ExclusionsThatLeaveTheMean_AreNone()
    {
        SubjectData[] subjects = [.. new[] { 90m, 98m, 94m }.Select(value => Pair(value, value)), Pair(94.0m, 94.0m, "B"), .. Living(Control, 5)];

        Run(MeanIsPrimary(Allocation.Randomised), subjects, Excluded(subjects[0]), Excluded(subjects[1])).ShouldBeEmpty();
    }

    // Of the six one dies on day 9: 5/6 = 83.33 % alive on the last day; without two of the living 3/4.
    [Fact]
    public void Run_PrimaryIsSurvivalOverTime_ExclusionsMoveTheCurve()
    {
        SubjectData[] subjects = [.. Living(Experimental, 5).Select(data => Followed(data, 30, false)), .. Dead(Experimental, 1).Select(data => Followed(data, 9, true)), .. Living(Control, 5)];

        var finding = Run(["F2"], "F2", subjects, Excluded(subjects[0]), Excluded(subjects[1])).ShouldHaveSingleItem();

        finding.What.English.ShouldContain("on F2 moves from 83.33 % to 75.00 %");
    }

    [Fact]
    public void Run_PrimaryWithoutOneFigurePerArm_IsAskedAbout()
    {
        var finding = Run(["S3"], "S3", [.. Living(Experimental, 4), .. Living(Control, 4)], Excluded(Living(Experimental, 4)[0]), Excluded(Living(Experimental, 4)[1]))
            .ShouldHaveSingleItem();

        finding.Severity.ShouldBe(AuditSeverity.Question);
        finding.What.English.ShouldContain("no single figure tells");
    }

    // SpO2 was read in two of the four: 93 on average with them, no value without. Nobody's was read: no value at all.
    [Fact]
    public void Run_ExclusionsThatLeaveTheArmWithoutValue_SayThatItHasNone()
    {
        SubjectData[] control = [.. Living(Control, 5)];
        SubjectData[] read = [Pair(92m, 92m), Pair(94m, 94m), .. Living(Experimental, 2)];
        SubjectData[] unread = [.. Living(Experimental, 4)];

        var lost = Run(MeanIsPrimary(Allocation.Randomised), [.. read, .. control], Excluded(read[0]), Excluded(read[1])).ShouldHaveSingleItem();
        var none = Run(MeanIsPrimary(Allocation.Randomised), [.. unread, .. control], Excluded(unread[0]), Excluded(unread[1])).ShouldHaveSingleItem();

        lost.What.English.ShouldEndWith(", whose result on SPO2-MODEL is 93.0 % with them; without them it has no value");
        none.What.English.ShouldEndWith(", which has no value of SPO2-MODEL");
        (lost.Severity, none.Severity).ShouldBe((AuditSeverity.Question, AuditSeverity.Question));
    }

    // 3/6 alive; without one of the living and one of the dead 2/4: nothing moves.
    [Fact]
    public void Run_ExclusionsOfOneArmThatMoveNothing_AreNone()
    {
        SubjectData[] subjects = [.. Living(Experimental, 3), .. Dead(Experimental, 3), .. Living(Control, 3), .. Dead(Control, 3)];

        Codes(Run(["T4"], subjects, Excluded(subjects[0]), Excluded(subjects[3]))).ShouldBeEmpty();
    }

    [Fact]
    public void Run_OneExclusionInEachArm_IsNone()
    {
        SubjectData[] subjects = [.. Living(Experimental, 4), .. Dead(Experimental, 2), .. Living(Control, 3), .. Dead(Control, 3)];

        Codes(Run(["T4"], subjects, Excluded(subjects[4]), Excluded(subjects[9]))).ShouldBeEmpty();
    }

    // Dead 0/5 v 4/5: P = 2 · 5/210 = .0476. One more death in the first arm, 1/5 v 4/5: 2 · (25 + 1)/252 = .2063.
    [Fact]
    public void Run_OneSubjectDecides_IsFoundAndNamesThoseWithTheRarerOutcome()
    {
        var finding = Run(["T4"], [.. Living(Experimental, 5), .. Living(Control, 1), .. Dead(Control, 4)]).Single(finding => finding.Where == "T4/full");

        finding.What.English.ShouldContain("from 0.0476 to 0.2063");
        finding.Records.ShouldBe(["CONTROL-DEAD-01", "CONTROL-DEAD-02", "CONTROL-DEAD-03", "CONTROL-DEAD-04"]);
    }

    // Dead 0/5 v 5/5: P = 2/252; one more death, 1/5 v 5/5: .0476, still below .05.
    [Fact]
    public void Run_TwoSubjectsDecide_IsNone() => Codes(Run(["T4"], [.. Living(Experimental, 5), .. Dead(Control, 5)])).ShouldBeEmpty();

    // Improved 4/4 v 0/4: P = 2/70 = .0286. The two missing of each arm counted as "no", 4/6 v 0/6: 2 · 15/495 = .0606.
    [Fact]
    public void Run_MissingReadingsDecide_IsFound()
    {
        SubjectData[] subjects = [.. Read(Experimental, 4, "IMPROVED"), .. Living(Experimental, 2), .. Read(Control, 4, "NO_CHANGE"), .. Living(Control, 2)];

        var finding = Run(["T5-CT"], subjects).Single(item => item.Code == "MISSING-OUTCOMES-DECIDE");

        finding.What.English.ShouldContain("4/4 v 0/4 (Fisher P 0.0286) leaves out 2 and 2 subjects; counted as 'no' they give 4/6 v 0/6, P 0.0606");
        finding.Records.ShouldBe(["CONTROL-ALIVE-01", "CONTROL-ALIVE-02", "MSC-ALIVE-01", "MSC-ALIVE-02"]);
    }

    // 5/5 v 0/5 with one missing each, 5/6 v 0/6: P = 2 · 6/792 = .0152.
    [Fact]
    public void Run_MissingReadingsThatDecideNothing_AreNone() =>
        Codes(Run(["T5-CT"], [.. Read(Experimental, 5, "IMPROVED"), .. Living(Experimental, 1), .. Read(Control, 5, "NO_CHANGE"), .. Living(Control, 1)]))
            .ShouldNotContain("MISSING-OUTCOMES-DECIDE");

    // Six pairs, each one up: signed-rank P = 2/64; 10, 20 … 60 against 11, 21 … 61 differ by no rank test.
    [Fact]
    public void Run_EveryPairRisesALittle_PairingIsThrownAway() =>
        Run(["T7"], [.. Enumerable.Range(1, 6).Select(place => Pair(10 * place, (10 * place) + 1))])
            .ShouldHaveSingleItem().What.English.ShouldContain("6 subjects have both values");

    // The same six pairs and one value before alone: the pairs are told apart from all the values that the endpoint's own row ranks.
    [Fact]
    public void Run_ValuesWithoutPartner_SaysWhyTheEndpointsOwnRowDiffers()
    {
        SubjectData[] pairs = [.. Enumerable.Range(1, 6).Select(place => Pair(10 * place, (10 * place) + 1))];
        var alone = Pair(70, 71);
        alone = alone with { Findings = [alone.Findings[0]] };

        var finding = Run(["T7"], [.. pairs, alone]).ShouldHaveSingleItem();

        finding.What.English.ShouldContain("6 subjects have both values");
        finding.What.English.ShouldContain("also ranks the values without a partner, 7 before and 6 after");
        finding.Records.ShouldBe(pairs.Select(Number));
    }

    // 1 … 6 against 101 … 106: every test sees it.
    [Fact]
    public void Run_EveryPairRisesFar_IsNone() =>
        Codes(Run(["T7"], [.. Enumerable.Range(1, 6).Select(place => Pair(place, place + 100))])).ShouldBeEmpty();

    [Fact]
    public void Run_StayOfOneWhoDied_IsFound()
    {
        var dead = Dead(Control, 1)[0];

        var finding = Run(["T5-ICU"], [.. Living(Control, 1).Select(Stay), Stay(dead)]).ShouldHaveSingleItem();

        finding.Code.ShouldBe("DEATH-ENDS-STAY");
        finding.Records.ShouldBe([Number(dead)]);
    }

    [Fact]
    public void Run_StaysOfTheLiving_AreNone() => Codes(Run(["T5-ICU"], [.. Living(Control, 2).Select(Stay), .. Dead(Control, 1)])).ShouldBeEmpty();

    [Theory]
    [InlineData(5, true)]
    [InlineData(1, false)]
    public void Run_ExclusionForAnEntryCriterion_DependsOnTheDayOfItsFinding(int day, bool found)
    {
        var others = Living(Control, 2).Select(data => data with { Findings = [Finding(data, "EXCLUSION_9", 1) with { CodedValue = "NO" }] });
        var excluded = Living(Experimental, 1)[0];
        excluded = excluded with { Findings = [Finding(excluded, "EXCLUSION_9", day) with { CodedValue = "YES" }] };

        var codes = Codes(Run([], [.. others, excluded], Excluded(excluded) with { Criterion = 9 }));

        codes.ShouldBe(found ? ["ELIGIBILITY-DECIDED-AFTER-ENTRY"] : []);
    }

    private static ImmutableArray<AuditFinding> Run(string[] endpoints, SubjectData[] subjects, params AnalysisSetDecision[] excluded) =>
        Run(endpoints, "T4", subjects, excluded);

    private static ImmutableArray<AuditFinding> Run(string[] endpoints, string primary, SubjectData[] subjects, params AnalysisSetDecision[] excluded) =>
        Run(
            Facts.Trial with
            {
                Design = Facts.Trial.Design with { Allocation = Allocation.Randomised },
                Endpoints = [.. Facts.Trial.Endpoints.Where(endpoint => endpoints.Contains(endpoint.Id)).Select(OneVariable)],
                PrimaryEndpoint = primary,
                Treatments = [],
            },
            subjects,
            excluded);

    private static TrialProtocol MeanIsPrimary(Allocation allocation) => Facts.Trial with
    {
        Design = Facts.Trial.Design with { Allocation = allocation },
        Endpoints =
        [
            new AncovaEndpoint
            {
                Id = "SPO2-MODEL",
                Title = new LocalizedText { English = "t", SimplifiedChinese = "t" },
                AnalysisSets = ["full", "per-protocol"],
                Parameter = "SPO2",
                Visit = Facts.Trial.Endpoints.OfType<BeforeAfterEndpoint>().Single(item => item.Id == "T7").After,
                Variables = [],
            },
        ],
        PrimaryEndpoint = "SPO2-MODEL",
        Treatments = [],
    };

    private static ImmutableArray<AuditFinding> Run(TrialProtocol protocol, SubjectData[] subjects, params AnalysisSetDecision[] excluded)
    {
        var decisions = new DecisionList(protocol.Id, [.. excluded]);
        var content = new DatasetContent([.. subjects], [], []);
        return DataAudit.Run(new AuditScope(protocol, decisions, new TrialDataset(protocol, decisions, content)));
    }

    private static EndpointDefinition OneVariable(EndpointDefinition endpoint) => endpoint is BeforeAfterEndpoint pairs ? pairs with { Variables = ["SPO2"] } : endpoint;

    private static IEnumerable<string> Codes(IEnumerable<AuditFinding> findings) => findings.Select(finding => finding.Code);

    private static AnalysisSetDecision Excluded(SubjectData data) => new(Number(data), "per-protocol", new LocalizedText { English = "r", SimplifiedChinese = "r" }, new DateOnly(2020, 4, 1), "sponsor");

    private static string Number(SubjectData data) => data.Subject.Subject.Value;

    private static SubjectData[] Living(string arm, int count) => [.. Enumerable.Range(1, count).Select(place => Subject($"{arm}-ALIVE-{place:D2}", arm))];

    private static SubjectData[] Dead(string arm, int count) => [.. Enumerable.Range(1, count).Select(place => Died(Subject($"{arm}-DEAD-{place:D2}", arm)))];

    private static SubjectData[] Read(string arm, int count, string reading) => [.. Enumerable.Range(1, count)
        .Select(place => Subject($"{arm}-READ-{place:D2}", arm))
        .Select(data => data with { Findings = [Finding(data, "CT_CHANGE", 30) with { CodedValue = reading }] })];

    private static SubjectData Followed(SubjectData data, int days, bool died) => data with
    {
        Survival = new TimeToEventRecord(data.Subject.Subject, days, died, []),
    };

    private static SubjectData Pair(decimal before, decimal after, string mark = "")
    {
        var endpoint = Facts.Trial.Endpoints.OfType<BeforeAfterEndpoint>().Single(item => item.Id == "T7");
        var data = Subject($"MSC-PAIR-{before:000}{mark}", Experimental);
        return data with
        {
            Findings =
            [
                Finding(data, "SPO2", 1) with { AnalysisValue = before, Visit = endpoint.Before, RepresentsVisit = true },
                Finding(data, "SPO2", 7) with { AnalysisValue = after, Visit = endpoint.After, RepresentsVisit = true },
            ],
        };
    }

    private static SubjectData Stay(SubjectData data)
    {
        var endpoint = Facts.Trial.Endpoints.OfType<DurationEndpoint>().Single(item => item.Id == "T5-ICU");
        return data with { Findings = [Finding(data, endpoint.Parameter, 1) with { AnalysisValue = 4 }] };
    }

    private static FindingRecord Finding(SubjectData data, string parameter, int day) => new()
    {
        Subject = data.Subject.Subject,
        Parameter = parameter,
        Visit = null,
        Day = day,
        AnalysisValue = null,
        CodedValue = null,
        Sources = [],
    };

    // Every death has its event of grade 5, so that the rule on fatal events stays silent.
    private static SubjectData Died(SubjectData data) => data with
    {
        Subject = data.Subject with { Death = new Death(9), LastKnownAliveDay = 9 },
        AdverseEvents =
        [
            new AdverseEventRecord
            {
                Subject = data.Subject.Subject,
                Category = "C",
                Term = "T",
                OnsetDay = 9,
                ResolvedDay = null,
                Grade = 5,
                Serious = true,
                Relatedness = null,
                Fatal = true,
                Outcome = "fatal",
                Sources = [],
            },
        ],
    };

    private static SubjectData Subject(string number, string arm) => new()
    {
        Subject = new SubjectRecord
        {
            Subject = new SubjectId(number),
            Site = Facts.Site,
            Arm = arm,
            Sex = Trial.Dataset.Facts.Sex.Female,
            Age = 60,
            Strata = ImmutableSortedDictionary<string, string>.Empty,
            Enrolment = new DateOnly(2020, 2, 10),
            Death = null,
            LastKnownAliveDay = 30,
            Sources = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty,
        },
        Findings = [],
        AdverseEvents = [],
        Exposures = [],
        ConcomitantTreatments = [],
        Survival = null,
        Queries = [],
    };
}
