using System.Collections.Immutable;
using ReportPipeline.Tests.SampleResults;
using ReportPipeline.Trial.Audit.Claims;

namespace ReportPipeline.Tests.Audit;

/// <summary>The publication's statements against the results of the reconstructed trial: each can be checked, and comes out as it should.</summary>
public sealed class PublishedClaimsAgainstResultsTests
{
    private static readonly ClaimsFile Claims =
        ClaimsFile.Read(File.ReadAllBytes(Repository.PathOf("protocols", "claims", "msc-covid19.claims.json"))).Claims!;

    [Fact]
    public void Run_PublishedClaimsWithResults_NoneIsNotCheckable() => Judged()
        .Where(verdict => verdict.Outcome == ClaimOutcome.NotCheckable).Select(verdict => verdict.Claim.Id).ShouldBeEmpty();

    // The reconstruction meets these figures as printed (FiguresToMeetTests), so the statements reproduce from it.
    [Theory]
    [InlineData("virus")]
    [InlineData("improvement")]
    [InlineData("crp")]
    [InlineData("il6")]
    [InlineData("fio2")]
    [InlineData("sao2")]
    [InlineData("spo2-before")]
    [InlineData("spo2-after")]
    [InlineData("spo2")]
    [InlineData("pao2")]
    public void Run_StatementThatOnlyResultsCanCheck_Reproduces(string id)
    {
        var verdict = Judged().Single(verdict => verdict.Claim.Id == id);

        verdict.Findings.Select(finding => finding.What.English).ShouldBeEmpty();
        verdict.Outcome.ShouldBe(ClaimOutcome.Reproduces);
    }

    // "P < .001" is a bound and not a rounding: one that our value does not keep is found.
    [Fact]
    public void Run_BoundThatTheResultDoesNotKeep_IsFound()
    {
        var claim = Claims.Claims.Single(claim => claim.Id == "spo2");
        var bent = claim with { Against = [claim.Against[0] with { Value = 0.0000001m }] };

        ClaimsAudit.Run(Claims with { Claims = [bent] }, SampleRun.Outcome.Results).Verdicts.Single().Outcome.ShouldBe(ClaimOutcome.DoesNotReproduce);
    }

    private static ImmutableArray<ClaimVerdict> Judged() => ClaimsAudit.Run(Claims, SampleRun.Outcome.Results).Verdicts;
}
