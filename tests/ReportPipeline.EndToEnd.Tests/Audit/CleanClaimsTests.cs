using System.Globalization;
using ReportPipeline.Statistics.Descriptive;
using ReportPipeline.Trial.Audit.Claims;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Tests.Audit;

/// <summary>Statements made from a simulated trial's own results, rounded as a publication rounds: nothing is found.</summary>
public sealed class CleanClaimsTests
{
    [Theory]
    [InlineData(1UL, 44)]
    [InlineData(2UL, 60)]
    [InlineData(3UL, 24)]
    [InlineData(4UL, 120)]
    [InlineData(5UL, 44)]
    [InlineData(6UL, 60)]
    public void Run_StatementsOfACleanTrial_AllReproduce(ulong seed, int subjects)
    {
        var (protocol, dataset) = CleanTrial.Simulate(seed, subjects);
        var identity = new RunIdentity("run", 1, "head", "snapshot", DateTimeOffset.UnixEpoch, protocol.Id, protocol.Version, "hash", "0", subjects);
        var results = EndpointAnalyses.Run(protocol, DecisionList.Empty(protocol.Id), dataset, identity);
        var file = new ClaimsFile { Publication = "simulated", SignificanceLevel = 0.05, ConfidenceLevel = 0.95, Claims = [.. Statements(results)] };

        var report = ClaimsAudit.Run(file, results);

        report.Findings.Select(finding => $"{finding.Code}: {finding.What.English}").ShouldBeEmpty();
        report.Verdicts.ShouldAllBe(verdict => verdict.Outcome == ClaimOutcome.Reproduces);
    }

    private static IEnumerable<Claim> Statements(AnalysisResults results)
    {
        yield return new ComparisonClaim
        {
            Id = "survival",
            Statement = "survival",
            Where = "T4",
            Groups = [Group(results, "MSC", "T4/full"), Group(results, "CONTROL", "T4/full")],
            Test = AssociationTestChoice.Fisher,
            P = new PrintedP(Rounded(results, "T4/full/MSC:CONTROL/outcome/p", 3)),
            Against = [new ClaimedRow(Rounded(results, "T4/full/MSC:CONTROL/outcome/p", 3), "T4/full/MSC:CONTROL/outcome/p")],
        };
        yield return new ComparisonClaim
        {
            Id = "any-event",
            Statement = "any adverse event",
            Where = "S-ANY",
            Groups = [Group(results, "MSC", "S-ANY/safety"), Group(results, "CONTROL", "S-ANY/safety")],
            Test = AssociationTestChoice.Fisher,
            P = new PrintedP(Rounded(results, "S-ANY/safety/MSC:CONTROL/outcome/p", 3)),
        };
        // The interval that inverts Fisher's own ordering never lies on the other side.
        foreach (var place in new[] { "T4/full", "S-ANY/safety" }.Select(place => $"{place}/MSC:CONTROL/outcome").Where(place => HasOddsRatio(results, place)))
        {
            yield return new OddsRatioClaim
            {
                Id = $"odds-ratio-{place}",
                Statement = "odds ratio",
                Where = place,
                Estimate = Rounded(results, $"{place}/odds-ratio/estimate", 2),
                Lower = Rounded(results, $"{place}/odds-ratio/lower", 2),
                Upper = Rounded(results, $"{place}/odds-ratio/upper", 2),
                Interval = ClaimedIntervalMethod.Other,
                P = new PrintedP(Rounded(results, $"{place}/p", 3)),
            };
        }

        foreach (var arm in new[] { "MSC", "CONTROL" })
        {
            yield return new MeanClaim
            {
                Id = $"age-{arm}",
                Statement = "age",
                Where = "T2",
                Mean = Rounded(results, $"T2/full/{arm}/AGE/mean", 2),
                StandardDeviation = Rounded(results, $"T2/full/{arm}/AGE/sd", 2),
                Subjects = (int)Number(results, $"T2/full/{arm}/AGE/n"),
                WholeNumbers = true,
            };
            yield return new SumClaim
            {
                Id = $"events-{arm}",
                Statement = "events by grade",
                Where = "S5",
                Parts = [.. Enumerable.Range(1, 5).Select(grade => (long)Number(results, FormattableString.Invariant($"S5/safety/{arm}/events/grade-{grade}/n")))],
                Total = (long)Number(results, $"S5/safety/{arm}/events/n"),
            };
        }
    }

    private static bool HasOddsRatio(AnalysisResults results, string place) =>
        new[] { "estimate", "lower", "upper" }.All(statistic => results.Find($"{place}/odds-ratio/{statistic}")?.Value is NumberValue)
        && results.Find($"{place}/p")?.Value is NumberValue;

    private static ClaimedGroup Group(AnalysisResults results, string arm, string place) => new(
        arm,
        (int)Number(results, $"{place}/{arm}/outcome/n"),
        (int)Number(results, $"{place}/{arm}/outcome/N"),
        Rounded(results, $"{place}/{arm}/outcome/percent", 2));

    private static double Number(AnalysisResults results, string id) => ((NumberValue)results.Find(id)!.Value).Value;

    private static decimal Rounded(AnalysisResults results, string id, int decimals) =>
        decimal.Parse(ExactDecimal.FromDouble(Number(results, id), decimals).ToString(), CultureInfo.InvariantCulture);
}
