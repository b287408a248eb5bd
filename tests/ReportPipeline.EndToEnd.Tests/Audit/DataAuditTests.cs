using System.Collections.Immutable;
using ReportPipeline.Fhir.Identity;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.SampleTrial.Bundles;
using ReportPipeline.SampleTrial.Simulation;
using ReportPipeline.Tests.SampleResults;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Audit;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;
using Xunit.Abstractions;

namespace ReportPipeline.Tests.Audit;

/// <summary>The data audit on the sample trial, which contradicts itself, and on simulated trials, which do not.</summary>
public sealed class DataAuditTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("FATAL-EVENTS-AND-DEATHS-DIFFER", "MSC", "3 adverse events of grade 5 and 2 deaths")]
    [InlineData("FATAL-EVENTS-AND-DEATHS-DIFFER", "CONTROL", "5 adverse events of grade 5 and 6 deaths")]
    [InlineData("EXCLUSIONS-IN-ONE-ARM", "T4/per-protocol", "from 92.31 % to 95.83 %")]
    [InlineData("MISSING-OUTCOMES-DECIDE", "T5-CT/full", "17/26 v 6/18, P 0.0646")]
    [InlineData("RESULT-HANGS-ON-ONE-SUBJECT", "T4/full", "from 0.0478 to 0.1284")]
    [InlineData("PAIRING-THROWN-AWAY", "T7/full/SAO2", "signed-rank P 0.0203")]
    [InlineData("DEATH-ENDS-STAY", "T5-HOSPITAL/full", "Death competes with discharge")]
    [InlineData("DEATH-ENDS-STAY", "T5-ICU/full", "Death competes with discharge")]
    [InlineData("CHOSEN-ARM-UNADJUSTED", "T4", "not allocated at random")]
    [InlineData("INFUSION-RATE-AND-VOLUME-DIFFER", "MSC_INFUSION", "622.5 to 750 mL")]
    [InlineData("MEDIA-DISAGREE", "MSC_INFUSION", "Plasma-Lyte 148, saline")]
    [InlineData("ELIGIBILITY-DECIDED-AFTER-ENTRY", "per-protocol", "criterion 9")]
    public void Run_SampleTrial_FindsTheContradiction(string code, string where, string says)
    {
        var rows = SampleRun.Outcome.Results.Of(AuditRows.AnalysisId).ToList();
        foreach (var row in rows)
        {
            output.WriteLine($"{row.Id}: {(row.Value as TextValue)?.Value}");
        }

        var found = rows.Where(row => row.Variable == code && row.Statistic == AuditRows.Where && row.Value is TextValue text && text.Value == where).ToList();
        var place = found.ShouldHaveSingleItem();
        var what = SampleRun.Outcome.Results.Find($"AUDIT/full/total/{code}/{place.Level}/en/what")!;
        what.Value.ShouldBeOfType<TextValue>().Value.ShouldContain(says);
    }

    // A finding stands on records, or says that it stands on the protocol alone.
    [Fact]
    public void Run_SampleTrial_EveryFindingNamesWhatItStandsOn()
    {
        var results = SampleRun.Outcome.Results;

        foreach (var row in results.Of(AuditRows.AnalysisId).Where(row => row.Variable != AuditRows.Findings))
        {
            results.SourceSets[row.Sources].IsEmpty.ShouldBe(row.Variable is "INFUSION-RATE-AND-VOLUME-DIFFER" or "MEDIA-DISAGREE", row.Id);
        }
    }

    // CT: 17 + 6 improved and 3 + 6 not leave 12 of 44. Deaths: 2 and 6. IL-6: the P of the publication, from 25 and 23 readings.
    [Fact]
    public void Run_SampleTrial_FindingsNameTheirSubjectsAndExplainTheOtherP()
    {
        Text("MISSING-OUTCOMES-DECIDE/1/records").Split(' ').Length.ShouldBe(12);
        Text("RESULT-HANGS-ON-ONE-SUBJECT/1/records").Split(' ').Length.ShouldBe(8);
        Text("PAIRING-THROWN-AWAY/1/records").Split(' ').Length.ShouldBe(22);
        Text("PAIRING-THROWN-AWAY/1/en/what").ShouldMatch("rank-sum row \\(P 0\\.37[45]\\d\\) also ranks the values without a partner, 25 before and 23 after");

        static string Text(string row) => ((TextValue)SampleRun.Outcome.Results.Find($"AUDIT/full/total/{row}")!.Value).Value;
    }

    // Rows without a record behind them say what they were counted from.
    [Theory]
    [InlineData("AUDIT/full/total/MEDIA-DISAGREE/1/where", "about the protocol")]
    [InlineData("F1A/full/MSC/excluded/n", "decision list")]
    [InlineData("ELIG/full/CONTROL/decided-violations/n", "decision list")]
    [InlineData("SENS-TESTS/full/total/comparisons/n", "whose own rows name their records")]
    [InlineData("DQ/full/total/bundles/n", "ledger")]
    [InlineData("MULTIPLICITY/full/total/family/n", "whose own rows name their records")]
    [InlineData("CHANGES/full/total/new-subjects/n", "delta")]
    [InlineData("ELIG/full/MSC/PULMONARY_EMBOLISM/N", "members of the group")]
    [InlineData("ELIG/full/MSC/PULMONARY_EMBOLISM/n", "nothing on record")]
    [InlineData("T5-SHOCK/full/MSC/outcome/nothing", "nothing on record")]
    public void Reason_RowWithoutRecords_SaysWhatItStandsOn(string id, string says)
    {
        var parts = id.Split('/');
        var row = SampleRun.Outcome.Results.Find(id) ?? SampleRun.Outcome.Results.Rows[0] with { Analysis = parts[0], Variable = parts[3], Statistic = parts[^1] };

        WithoutRecords.Reason(row).English.ShouldContain(says);
    }

    // A number other than zero counts something.
    [Fact]
    public void Reason_NumbersWithoutRecords_AreNotSaidToCountNothing() =>
        new[] { SampleRun.Outcome.Results, SampleRun.SecondTrial.Results }
            .SelectMany(results => results.Rows.Where(row => row.Value is NumberValue { Value: not 0 } && results.SourceSets[row.Sources].IsEmpty))
            .Where(row => WithoutRecords.Reason(row).English.StartsWith("nothing", StringComparison.Ordinal))
            .Select(row => row.Id)
            .ShouldBeEmpty();

    [Fact]
    public void Run_SampleTrial_ExclusionsLeadToTheSubjectsExcluded() =>
        SampleRun.Outcome.Results.SourceSets[SampleRun.Outcome.Results.Find("F1A/per-protocol/MSC/excluded/n")!.Sources].ShouldNotBeEmpty();

    [Theory]
    [InlineData(1UL, 60)]
    [InlineData(2UL, 60)]
    [InlineData(3UL, 20)]
    [InlineData(4UL, 44)]
    [InlineData(5UL, 120)]
    [InlineData(7UL, 250)] // Seed 6 would draw survival at P .034 with a fragility index of 1: a trial that hangs on one subject by chance still does.
    public void Run_CleanSimulatedTrial_FindsNothing(ulong seed, int subjects)
    {
        var (protocol, dataset) = CleanTrial.Simulate(seed, subjects);

        var findings = DataAudit.Run(new AuditScope(protocol, DecisionList.Empty(protocol.Id), dataset));

        findings.Select(finding => $"{finding.Code} {finding.Where}: {finding.What.English}").ShouldBeEmpty();
        dataset.Subjects.Length.ShouldBe(subjects);
    }

    [Theory]
    [InlineData(1UL, 20)]
    [InlineData(2UL, 72)]
    [InlineData(3UL, 120)]
    public void Run_SimulatedTrialOfTheSecondProtocol_FindsNothing(ulong seed, int subjects)
    {
        var (protocol, decisions) = (SampleRun.SecondTrial.Protocol, DecisionList.Empty(SampleRun.SecondTrial.Protocol.Id));
        var examined = CleanTrial.Examine(protocol, new ProtocolSimulator(protocol, seed, ImmutableDictionary<string, double>.Empty).Bundles(subjects));
        var dataset = DeriveDataset.From(protocol, decisions, [.. examined.SelectMany(result => result.Facts)], examined.SelectMany(result => result.Queries));

        var findings = DataAudit.Run(new AuditScope(protocol, decisions, dataset));

        findings.Select(finding => $"{finding.Code} {finding.Where}: {finding.What.English}").ShouldBeEmpty();
        dataset.Subjects.Length.ShouldBe(subjects);
    }
}

/// <summary>A randomised trial with one medium, a volume that follows from rate and time, pairs tested as pairs, and no ranking of stays.</summary>
internal static class CleanTrial
{
    public static (TrialProtocol Protocol, Trial.Dataset.TrialDataset Dataset) Simulate(ulong seed, int subjects)
    {
        var published = SampleRun.Outcome.Protocol;
        var examined = Examine(published, new TrialSimulator(published, seed).Bundles(subjects));
        var protocol = published with
        {
            Design = published.Design with { Allocation = Allocation.Randomised },
            Treatments = [.. published.Treatments.Select(Consistent)],
            Endpoints = [.. published.Endpoints.Where(endpoint => endpoint is not DurationEndpoint).Select(endpoint => endpoint is BeforeAfterEndpoint pairs ? pairs with { UnpairedRankTest = null } : endpoint)],
        };
        var dataset = DeriveDataset.From(
            protocol, DecisionList.Empty(protocol.Id), [.. examined.SelectMany(result => result.Facts)], examined.SelectMany(result => result.Queries));
        return (protocol, dataset);
    }

    public static List<IntakeResult> Examine(TrialProtocol protocol, IEnumerable<BundleSubmission> bundles)
    {
        var intake = new BundleIntake(protocol, new PseudonymKey(new byte[32]));
        return [.. bundles.Select(submission => intake.Examine(new IntakeRequest(submission.Content, BundleFormat.Json, new SiteId(submission.Site), submission.SentAt)))];
    }

    private static Treatment Consistent(Treatment treatment) => treatment.Infusion is not { } plan ? treatment : treatment with
    {
        Infusion = plan with { Steps = [new InfusionStep(100, 90, 110)], StatedMedia = ["Plasma-Lyte 148"] }, // 100 min × 100/min ÷ 20 = 500 mL
    };
}
