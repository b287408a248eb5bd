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
    [Fact]
    public void Run_StatementsOfACleanTrial_AllReproduce()
    {
        var (protocol, dataset) = CleanTrial.Simulate(2, 60);
        var identity = new RunIdentity("run", 1, "head", "snapshot", DateTimeOffset.UnixEpoch, protocol.Id, protocol.Version, "hash", "0", 60);
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
            Groups = [Group(results, "MSC"), Group(results, "CONTROL")],
            Test = AssociationTestChoice.Fisher,
            P = new PrintedP(Rounded(results, "T4/full/MSC:CONTROL/outcome/p", 3)),
            Against = [new ClaimedRow(Rounded(results, "T4/full/MSC:CONTROL/outcome/p", 3), "T4/full/MSC:CONTROL/outcome/p")],
        };
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

    private static ClaimedGroup Group(AnalysisResults results, string arm) => new(
        arm,
        (int)Number(results, $"T4/full/{arm}/outcome/n"),
        (int)Number(results, $"T4/full/{arm}/outcome/N"),
        Rounded(results, $"T4/full/{arm}/outcome/percent", 2));

    private static double Number(AnalysisResults results, string id) => ((NumberValue)results.Find(id)!.Value).Value;

    private static decimal Rounded(AnalysisResults results, string id, int decimals) =>
        decimal.Parse(ExactDecimal.FromDouble(Number(results, id), decimals).ToString(), CultureInfo.InvariantCulture);
}
