using ReportPipeline.Trial.Audit;
using ReportPipeline.Trial.Audit.Claims;

namespace ReportPipeline.Tests.Audit;

/// <summary>The claims audit on the statements of the trial's publication.</summary>
public sealed class PublishedClaimsTests
{
    private static readonly ClaimsReport Report = ClaimsAudit.Run(
        ClaimsFile.Read(File.ReadAllBytes(Repository.PathOf("protocols", "claims", "msc-covid19.claims.json"))).Claims!);

    [Theory]
    [InlineData("hypertension", "PERCENT-AND-TEST-USE-DIFFERENT-DENOMINATORS", "2/26 subjects are 7.69 %; 2/56 gives it")]
    [InlineData("hypertension", "PERCENT-AND-TEST-USE-DIFFERENT-DENOMINATORS", "10.18 % is printed, 6/18 subjects are 33.33 %")]
    [InlineData("virus-experimental", "MEAN-IMPOSSIBLE-AT-STATED-SIZE", "fewer subjects that could give it: 8, 12, 16, 20, 24")]
    [InlineData("virus-control", "MEAN-IMPOSSIBLE-AT-STATED-SIZE", "13, 16")]
    [InlineData("improvement-control", "MEAN-IMPOSSIBLE-AT-STATED-SIZE", "fewer subjects that could give it: 10, 15")]
    [InlineData("survival-fas", "P-AND-CENTRAL-INTERVAL-DISAGREE", "Fisher's P 0.0478")]
    [InlineData("cox-severe-adjusted", "SEPARATION-NOT-AN-ESTIMATE", "0.00 (0.00 to ∞)")]
    [InlineData("cough-day-1", "P-IMPOSSIBLE-AT-STATED-SIZES", "out of 26 and 18")]
    [InlineData("dyspnoea-day-3", "P-IMPOSSIBLE-AT-STATED-SIZES", "P 0.040")]
    [InlineData("dyspnoea-day-7", "P-IMPOSSIBLE-AT-STATED-SIZES", "P 0.631")]
    [InlineData("dyspnoea-day-14", "P-IMPOSSIBLE-AT-STATED-SIZES", "P 0.635")]
    [InlineData("cox-severe", "HAZARD-RATIO-INTERVAL-AND-P-DISAGREE", "printed is 0.437")]
    [InlineData("cox-critical-adjusted-pps", "HAZARD-RATIO-LIMITS-DISAGREE", "printed is 0.00")]
    public void Run_Article_FindsTheContradiction(string claim, string code, string says)
    {
        var verdict = Report.Verdicts.Single(item => item.Claim.Id == claim);

        verdict.Findings.Where(finding => finding.Code == code).Select(finding => finding.What.English).ShouldContain(text => text.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void Run_Article_FourteenSignificantTestsOfWhichHolmLeavesTwo()
    {
        var finding = Report.Overall.ShouldHaveSingleItem();

        finding.Code.ShouldBe("NO-MULTIPLICITY-CONTROL");
        finding.Records.Length.ShouldBe(14);
        finding.What.English.ShouldContain("after Holm 2 remain: purification-experimental, spo2");
    }

    [Theory]
    [InlineData("enrolled-arms")]
    [InlineData("events-control")]
    [InlineData("severity")]
    [InlineData("age-experimental")]
    [InlineData("age-control")]
    [InlineData("survival-fas")]
    [InlineData("survival-pps")]
    [InlineData("dyspnoea-day-1")]
    [InlineData("dyspnoea-day-5")]
    [InlineData("cox-critical")]
    [InlineData("cox-critical-adjusted")]
    [InlineData("improvement-experimental")]
    [InlineData("ct")]
    public void Run_StatementThatFollows_Reproduces(string claim) =>
        Report.Verdicts.Single(item => item.Claim.Id == claim).Outcome.ShouldBe(ClaimOutcome.Reproduces);

    [Theory]
    [InlineData("crp")]
    [InlineData("spo2-before")]
    public void Run_StatementWithoutCounts_IsNotCheckable(string claim) =>
        Report.Verdicts.Single(item => item.Claim.Id == claim).Outcome.ShouldBe(ClaimOutcome.NotCheckable);

    [Fact]
    public void Run_EveryFinding_IsSaidInBothLanguages() =>
        Report.Findings.ShouldAllBe(finding => finding.What.English.Length > 0 && finding.What.SimplifiedChinese.Length > 0 && finding.Severity >= AuditSeverity.Note);
}
