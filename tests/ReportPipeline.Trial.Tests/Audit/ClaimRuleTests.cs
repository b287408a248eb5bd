using System.Text;
using ReportPipeline.Trial.Audit.Claims;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Tests.Audit;

/// <summary>Each rule on a statement of a few numbers, worked by hand.</summary>
public sealed class ClaimRuleTests
{
    [Theory]
    [InlineData("""{"kind":"sum","parts":[1,2],"total":3}""", "")]
    [InlineData("""{"kind":"sum","parts":[1,2],"total":4}""", "SUM-DOES-NOT-FOLLOW")]
    [InlineData("""{"kind":"sum","parts":[],"total":0}""", "")]
    [InlineData("""{"kind":"sum","parts":[9223372036854775807,1],"total":0}""", "SUM-DOES-NOT-FOLLOW")]
    // 1/3 = 33.333 %
    [InlineData("""{"kind":"comparison","groups":[{"label":"a","events":1,"subjects":3,"percent":33.3}]}""", "")]
    [InlineData("""{"kind":"comparison","groups":[{"label":"a","events":1,"subjects":3,"percent":33.4}]}""", "PERCENT-DOES-NOT-FOLLOW")]
    // 1/8 = 12.5 %: an exact half may have been rounded either way.
    [InlineData("""{"kind":"comparison","groups":[{"label":"a","events":1,"subjects":8,"percent":12}]}""", "")]
    [InlineData("""{"kind":"comparison","groups":[{"label":"a","events":1,"subjects":8,"percent":13}]}""", "")]
    [InlineData("""{"kind":"comparison","groups":[{"label":"a","events":0,"subjects":0,"percent":0}]}""", "")]
    // 3/3 v 0/3: two of the 20 arrangements are as extreme, P = 2/20.
    [InlineData("""{"kind":"comparison","test":"fisher","p":{"value":0.10},"groups":[{"label":"a","events":3,"subjects":3},{"label":"b","events":0,"subjects":3}]}""", "")]
    [InlineData("""{"kind":"comparison","test":"fisher","p":{"value":0.01},"groups":[{"label":"a","events":3,"subjects":3},{"label":"b","events":0,"subjects":3}]}""", "P-DOES-NOT-FOLLOW-FROM-COUNTS")]
    [InlineData("""{"kind":"comparison","test":"fisher","p":{"value":0.2,"below":true},"groups":[{"label":"a","events":3,"subjects":3},{"label":"b","events":0,"subjects":3}]}""", "")]
    // Nobody has the event: there is no P value at all.
    [InlineData("""{"kind":"comparison","test":"chi-square","p":{"value":0.5},"groups":[{"label":"a","events":0,"subjects":3},{"label":"b","events":0,"subjects":3}]}""", "P-DOES-NOT-FOLLOW-FROM-COUNTS")]
    // One against one: the tables give Fisher 1, χ² .157 (1/1 v 0/1), Yates 1; never .5.
    [InlineData("""{"kind":"p-value","test":"any","subjects":[1,1],"p":{"value":0.157}}""", "")]
    [InlineData("""{"kind":"p-value","test":"any","subjects":[1,1],"p":{"value":0.5}}""", "P-IMPOSSIBLE-AT-STATED-SIZES")]
    [InlineData("""{"kind":"p-value","test":"Wilcoxon","p":{"value":0.5}}""", "")]
    // Two whole numbers: their mean ends in .0 or .5; 1 and 2 have SD .71.
    [InlineData("""{"kind":"mean","mean":1.5,"standardDeviation":0.71,"subjects":2,"wholeNumbers":true}""", "")]
    [InlineData("""{"kind":"mean","mean":1.3,"subjects":2,"wholeNumbers":true}""", "MEAN-IMPOSSIBLE-AT-STATED-SIZE")]
    [InlineData("""{"kind":"mean","mean":1.5,"standardDeviation":0.50,"subjects":2,"wholeNumbers":true}""", "MEAN-IMPOSSIBLE-AT-STATED-SIZE")]
    [InlineData("""{"kind":"mean","mean":1.3,"subjects":2}""", "")]
    [InlineData("""{"kind":"mean","mean":1.3,"subjects":0,"wholeNumbers":true}""", "MEAN-IMPOSSIBLE-AT-STATED-SIZE")]
    // log HR = log .5 = −.693 with limits a factor e either way: SE 1/1.96, z = 1.359, P .174.
    [InlineData("""{"kind":"hazard-ratio","estimate":0.500,"lower":0.184,"upper":1.359,"p":{"value":0.174}}""", "")]
    [InlineData("""{"kind":"hazard-ratio","estimate":0.500,"lower":0.184,"upper":1.359,"p":{"value":0.05}}""", "HAZARD-RATIO-INTERVAL-AND-P-DISAGREE")]
    [InlineData("""{"kind":"hazard-ratio","estimate":0.500,"lower":0.250,"upper":1.359,"p":{"value":0.174}}""", "HAZARD-RATIO-LIMITS-DISAGREE")]
    [InlineData("""{"kind":"hazard-ratio","estimate":0.00,"lower":0.00}""", "SEPARATION-NOT-AN-ESTIMATE")]
    [InlineData("""{"kind":"hazard-ratio","estimate":2.00,"lower":1.00,"upper":1.50}""", "HAZARD-RATIO-OUTSIDE-INTERVAL")]
    // z = 1.359 again, now held against a bound: P .174 is below .2 and not below .1.
    [InlineData("""{"kind":"hazard-ratio","estimate":0.500,"lower":0.184,"upper":1.359,"p":{"value":0.2,"below":true}}""", "")]
    [InlineData("""{"kind":"hazard-ratio","estimate":0.500,"lower":0.184,"upper":1.359,"p":{"value":0.1,"below":true}}""", "HAZARD-RATIO-INTERVAL-AND-P-DISAGREE")]
    // log .90 = −.105, SE = log(1.62/.90)/1.96 = .300, z = .351, P .73.
    [InlineData("""{"kind":"hazard-ratio","estimate":0.90,"lower":0.50,"upper":1.62,"p":{"value":0.001,"below":true}}""", "HAZARD-RATIO-INTERVAL-AND-P-DISAGREE")]
    [InlineData("""{"kind":"hazard-ratio","estimate":0.90,"lower":0.50,"upper":1.62,"p":{"value":0.8,"below":true}}""", "")]
    [InlineData("""{"kind":"odds-ratio","estimate":0.500,"lower":0.184,"upper":1.359,"p":{"value":0.174}}""", "")]
    [InlineData("""{"kind":"odds-ratio","estimate":0.500,"lower":0.184,"upper":1.359,"p":{"value":0.05}}""", "ODDS-RATIO-INTERVAL-AND-P-DISAGREE")]
    [InlineData("""{"kind":"risk-ratio","estimate":0.500,"lower":0.250,"upper":1.359,"p":{"value":0.174}}""", "RISK-RATIO-LIMITS-DISAGREE")]
    [InlineData("""{"kind":"risk-ratio","estimate":0.500,"lower":0.184,"upper":1.359,"p":{"value":0.1,"below":true}}""", "RISK-RATIO-INTERVAL-AND-P-DISAGREE")]
    // .200 ± 1.96 · .1: z = 2, P .0455; the roundings allow .044 to .047.
    [InlineData("""{"kind":"risk-difference","estimate":0.200,"lower":0.004,"upper":0.396,"p":{"value":0.046}}""", "")]
    [InlineData("""{"kind":"risk-difference","estimate":-0.200,"lower":-0.396,"upper":-0.004,"p":{"value":0.046}}""", "")]
    [InlineData("""{"kind":"risk-difference","estimate":0.200,"lower":0.004,"upper":0.396,"p":{"value":0.2}}""", "RISK-DIFFERENCE-INTERVAL-AND-P-DISAGREE")]
    [InlineData("""{"kind":"risk-difference","estimate":0.200,"lower":0.104,"upper":0.396,"p":{"value":0.046}}""", "RISK-DIFFERENCE-LIMITS-DISAGREE")]
    [InlineData("""{"kind":"risk-difference","estimate":0.000,"lower":-0.196,"upper":0.196,"p":{"value":1.000}}""", "")]
    // An exact interval is not computed anew, but P .048 goes with one that leaves 1 out and P .06 with one that holds it.
    [InlineData("""{"kind":"odds-ratio","interval":"other","estimate":6.0,"lower":0.92,"upper":66.0,"p":{"value":0.048}}""", "ODDS-RATIO-INTERVAL-AND-P-DISAGREE")]
    [InlineData("""{"kind":"odds-ratio","interval":"other","estimate":6.0,"lower":0.92,"upper":66.0,"p":{"value":0.06}}""", "")]
    [InlineData("""{"kind":"odds-ratio","interval":"other","estimate":6.0,"lower":1.02,"p":{"value":0.048}}""", "")]
    [InlineData("""{"kind":"odds-ratio","interval":"other","estimate":6.0,"lower":1.02,"p":{"value":0.06}}""", "ODDS-RATIO-INTERVAL-AND-P-DISAGREE")]
    [InlineData("""{"kind":"odds-ratio","interval":"other","estimate":6.0,"lower":0.92,"upper":66.0,"p":{"value":0.001,"below":true}}""", "ODDS-RATIO-INTERVAL-AND-P-DISAGREE")]
    // A limit printed 1.00 may lie on either side.
    [InlineData("""{"kind":"odds-ratio","interval":"other","estimate":6.0,"lower":1.00,"upper":66.0,"p":{"value":0.048}}""", "")]
    [InlineData("""{"kind":"odds-ratio","interval":"other","estimate":70.0,"lower":0.92,"upper":66.0}""", "ODDS-RATIO-OUTSIDE-INTERVAL")]
    // 24/26 v 12/18, Fisher .0478: R's fisher.test gives the central interval .861 to 66.6; the statement without an interval says nothing wrong.
    [InlineData("""{"kind":"comparison","test":"fisher","p":{"value":0.048},"groups":[{"label":"a","events":24,"subjects":26},{"label":"b","events":12,"subjects":18}]}""", "")]
    [InlineData("""{"kind":"comparison","test":"fisher","oddsRatioInterval":"central","p":{"value":0.048},"groups":[{"label":"a","events":24,"subjects":26},{"label":"b","events":12,"subjects":18}]}""", "P-AND-CENTRAL-INTERVAL-DISAGREE")]
    [InlineData("""{"kind":"comparison","test":"fisher","oddsRatioInterval":"minimum-likelihood","p":{"value":0.048},"groups":[{"label":"a","events":24,"subjects":26},{"label":"b","events":12,"subjects":18}]}""", "")]
    public void Run_OneStatement_FindsWhatDoesNotFollow(string claim, string codes)
    {
        var found = Audit(claim).Findings.Select(finding => finding.Code);

        string.Join(' ', found).ShouldBe(codes);
    }

    // Holm over three: .01 × 3 < .05, then .03 × 2 = .06: the second falls, and with it the third.
    [Fact]
    public void Run_ThreeSignificantTests_HolmKeepsTheFirst()
    {
        var report = Audit(P("a", "0.01"), P("b", "0.03"), P("c", "0.04"), P("d", "0.20"));

        report.Overall.ShouldHaveSingleItem().What.English.ShouldContain("3 of 4 printed P values");
        report.Overall[0].What.English.ShouldContain("after Holm 1 remain: a");
    }

    [Fact]
    public void Run_SignificantTestsThatSurvive_AreNoFinding() => Audit(P("a", "0.001"), P("b", "0.002")).Overall.ShouldBeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"publication":"x"}""")]
    [InlineData("""{"publication":"x","significanceLevel":2,"confidenceLevel":0.95,"claims":[]}""")]
    [InlineData("""{"publication":"x","significanceLevel":0.05,"confidenceLevel":0.95,"claims":[{"kind":"guess","id":"a"}]}""")]
    [InlineData("""{"publication":"x","significanceLevel":0.05,"confidenceLevel":0.95,"claims":[{"id":"a","statement":"s","where":"w"}]}""")]
    [InlineData("""{"publication":"x","significanceLevel":0.05,"confidenceLevel":0.95,"claims":[{"kind":"comparison","id":"a","statement":"s","where":"w","groups":[{"label":"a","events":3,"subjects":2}]}]}""")]
    [InlineData("""{"publication":"x","significanceLevel":0.05,"confidenceLevel":0.95,"claims":[null]}""")]
    [InlineData("""{"publication":"x","significanceLevel":0.05,"confidenceLevel":0.95,"claims":[{"kind":"risk-difference","id":"a","statement":"s","where":"w","estimate":0.1,"lower":0.0}]}""")]
    [InlineData("""{"publication":"x","significanceLevel":0.05,"confidenceLevel":0.95,"claims":[{"kind":"comparison","id":"a","statement":"s","where":"w","test":"chi-square","oddsRatioInterval":"central","groups":[{"label":"a","events":1,"subjects":2},{"label":"b","events":1,"subjects":2}]}]}""")]
    public void Read_UnusableFile_SaysWhatIsWrong(string json)
    {
        var reading = ClaimsFile.Read(Encoding.UTF8.GetBytes(json));

        reading.Claims.ShouldBeNull();
        reading.Problems.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("msc-covid19")]
    [InlineData("simulated-ldl")]
    public async Task Schema_ClaimsOfEachTrial_AreValid(string trial)
    {
        var schema = await NJsonSchema.JsonSchema.FromFileAsync(Repository.PathOf("protocols", "claims", "claims.schema.json"));

        schema.Validate(await File.ReadAllTextAsync(Repository.PathOf("protocols", "claims", $"{trial}.claims.json"))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"publication":"x"}""")]
    [InlineData("""{"publication":"x","significanceLevel":2,"confidenceLevel":0.95,"claims":[]}""")]
    [InlineData("""{"publication":"x","significanceLevel":0.05,"confidenceLevel":0.95,"claims":[{"kind":"guess","id":"a","statement":"s","where":"w"}]}""")]
    [InlineData("""{"publication":"x","significanceLevel":0.05,"confidenceLevel":0.95,"claims":[{"kind":"sum","id":"a","statement":"s","where":"w","parts":[1]}]}""")]
    [InlineData("""{"publication":"x","significanceLevel":0.05,"confidenceLevel":0.95,"claims":[{"kind":"sum","id":"a","statement":"s","where":"w","parts":[1],"total":1,"sum":1}]}""")]
    public async Task Schema_UnusableFile_IsRefusedByReaderAndSchema(string json)
    {
        var schema = await NJsonSchema.JsonSchema.FromFileAsync(Repository.PathOf("protocols", "claims", "claims.schema.json"));

        schema.Validate(json).ShouldNotBeEmpty();
        ClaimsFile.Read(Encoding.UTF8.GetBytes(json)).Claims.ShouldBeNull();
    }

    // 57.5 is printed as it is, 57.49 would have been printed 57.5 with one decimal but not with two; a row that is not estimable, and one that is absent.
    [Theory]
    [InlineData("57.5", "A/full/total/age/mean", "")]
    [InlineData("57.50", "A/full/total/age/mean", "57.50 is printed, A/full/total/age/mean is 57.49")]
    [InlineData("57.5", "A/full/total/none/mean", "A/full/total/none/mean is not estimable (no subjects)")]
    [InlineData("57.5", "A/full/total/other/mean", "A/full/total/other/mean is absent")]
    public void Run_AgainstResults_FindsTheRowThatDoesNotRoundToTheStatement(string printed, string row, string says)
    {
        var reading = Read($$"""{"id":"a","kind":"mean","mean":{{printed}},"subjects":3,"against":[{"value":{{printed}},"result":"{{row}}"}]}""");
        var report = ClaimsAudit.Run(reading, Results(("age", new NumberValue(57.49)), ("none", new NotEstimableValue("no subjects"))));

        if (says.Length == 0)
        {
            report.Findings.ShouldBeEmpty();
            return;
        }

        var finding = report.Findings.ShouldHaveSingleItem();
        finding.Code.ShouldBe("DIFFERS-FROM-DATA");
        finding.What.English.ShouldContain(says);
        report.Verdicts[0].Outcome.ShouldBe(ClaimOutcome.DoesNotReproduce);
    }

    private static AnalysisResults Results(params (string Variable, ResultValue Value)[] rows) => new()
    {
        Identity = new RunIdentity("run", 1, "head", "snapshot", DateTimeOffset.UnixEpoch, "trial", "1", "hash", "0", 1),
        Rows = [.. rows.Select(row => new AnalysisResult
        {
            Analysis = "A", AnalysisSet = "full", Group = "total", Variable = row.Variable, Statistic = "mean", Value = row.Value, Sources = "none",
        })],
        SourceSets = System.Collections.Immutable.ImmutableSortedDictionary<string, System.Collections.Immutable.ImmutableArray<string>>.Empty,
        SourceVersions = System.Collections.Immutable.ImmutableSortedDictionary<string, Trial.Dataset.Facts.SourceReference>.Empty,
    };

    private static string P(string id, string value) => $$$"""{"id":"{{{id}}}","kind":"p-value","test":"any","p":{"value":{{{value}}}}}""";

    private static ClaimsReport Audit(params string[] claims) => ClaimsAudit.Run(Read(claims));

    private static ClaimsFile Read(params string[] claims)
    {
        var complete = claims.Select(claim => (claim.Contains("\"id\"", StringComparison.Ordinal) ? "{" : "{\"id\":\"a\",") + "\"statement\":\"s\",\"where\":\"w\"," + claim[1..]);
        var reading = ClaimsFile.Read(Encoding.UTF8.GetBytes($$"""{"publication":"x","significanceLevel":0.05,"confidenceLevel":0.95,"claims":[{{string.Join(',', complete)}}]}"""));
        reading.Problems.ShouldBeEmpty();
        return reading.Claims!;
    }
}
