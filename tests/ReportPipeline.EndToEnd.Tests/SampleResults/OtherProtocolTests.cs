using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using ReportPipeline.Fhir.Identity;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Reporting;
using ReportPipeline.SampleTrial.Simulation;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Audit;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Tests.SampleResults;

/// <summary>Protocols that neither shipped trial resembles, simulated, received, analysed and written without code of their own.</summary>
public sealed class OtherProtocolTests
{
    private const int Subjects = 40;

    private static readonly DateTimeOffset AllVisitsPast = new(2024, 7, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, Action<JsonObject>> Variants = new(StringComparer.Ordinal)
    {
        ["no strata"] = protocol => WithoutStrata(protocol),
        ["two strata"] = WithTwoStrata,
        ["an arm without treatment"] = protocol => protocol["treatments"]!.AsArray().RemoveAt(1),
        ["no treatment at all"] = protocol =>
        {
            protocol["treatments"] = new JsonArray();
            protocol["adverseEvents"]!["categories"] = new JsonArray();
            var doses = protocol["endpoints"]!.AsArray().Single(endpoint => (string)endpoint!["type"]! == "exposure")!.AsObject();
            doses.Remove("terms");
            doses.Remove("associationTest");
        },
        // Both sides of the date line, summer time on either hemisphere, an offset of 45 minutes.
        ["time zones"] = protocol =>
        {
            foreach (var (site, zone) in protocol["sites"]!.AsArray().Zip(["America/New_York", "Pacific/Auckland", "Asia/Kathmandu"]))
            {
                site!["timeZone"] = zone;
            }
        },
        ["numbers of six digits"] = protocol => protocol["sites"]![0]!["subjectNumberPattern"] = "^ZZ[0-9]{6}$",
    };

    public static TheoryData<string> Names => [.. Variants.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Simulate_AnotherProtocol_IsServedFromBundleToReport(string name)
    {
        var protocol = Read(Variants[name]);
        ProtocolSimulator.Problems(protocol).ShouldBeEmpty();
        var intake = new BundleIntake(protocol, new PseudonymKey(new byte[32]));
        var examined = new ProtocolSimulator(protocol, 7, ImmutableDictionary<string, double>.Empty).Bundles(Subjects)
            .Select(bundle => intake.Examine(new IntakeRequest(bundle.Content, BundleFormat.Json, new SiteId(bundle.Site), bundle.SentAt.ToUniversalTime())))
            .ToList();
        var decisions = DecisionList.Empty(protocol.Id);

        var dataset = DeriveDataset.From(protocol, decisions, [.. examined.SelectMany(read => read.Facts)], examined.SelectMany(read => read.Queries));
        var identity = new RunIdentity("run", 1, "head", "snapshot", AllVisitsPast, protocol.Id, protocol.Version, "hash", "0", examined.Count);
        var results = EndpointAnalyses.Run(protocol, decisions, dataset, identity);
        var document = ClinicalReport.Write(new ReportRequest { Protocol = protocol, Results = results, Audience = Audience.Closed, Language = "en" });

        examined.SelectMany(read => read.Issues).Where(issue => issue.Severity == IngestIssueSeverity.Error).Select(issue => issue.Code).ShouldBeEmpty();
        dataset.Subjects.Length.ShouldBe(Subjects);
        dataset.Subjects.Count(data => data.Subject.Arm == protocol.ExperimentalArm.Code).ShouldBe(Subjects / 2);
        dataset.Subjects.ShouldAllBe(data => data.Subject.Strata.Count == protocol.SubjectLevel.Strata.Length);
        DataAudit.Run(new AuditScope(protocol, decisions, dataset)).Select(finding => $"{finding.Code} {finding.Where}").ShouldBeEmpty();
        results.Rows.Select(row => row.Value).OfType<NumberValue>().ShouldAllBe(number => double.IsFinite(number.Value));
        document.Take(2).ShouldBe("PK"u8.ToArray());
    }

    [Fact]
    public void Simulate_DoseAtTenOClock_FallsOnItsTrialDayInEveryTimeZone()
    {
        var protocol = Read(Variants["time zones"]);
        var intake = new BundleIntake(protocol, new PseudonymKey(new byte[32]));
        var facts = new ProtocolSimulator(protocol, 7, ImmutableDictionary<string, double>.Empty).Bundles(12)
            .Select(bundle => intake.Examine(new IntakeRequest(bundle.Content, BundleFormat.Json, new SiteId(bundle.Site), bundle.SentAt.ToUniversalTime())).Facts);

        var dataset = DeriveDataset.From(protocol, DecisionList.Empty(protocol.Id), [.. facts.SelectMany(of => of)], []);

        var planned = protocol.Visits.ToDictionary(visit => visit.Id, visit => visit.Day);
        var doses = dataset.Subjects.SelectMany(data => data.Exposures).ToList();
        doses.ShouldNotBeEmpty();
        doses.ShouldAllBe(dose => dose.Day == planned[dose.Visit!]);
    }

    [Fact]
    public void Problems_NumbersThatNobodyCanMakeUp_AreNamedByPlace()
    {
        var protocol = Read(of =>
        {
            of["sites"]![1]!["subjectNumberPattern"] = "^(?:A|B)-[0-9]{3}$";
            of["parameters"]!.AsArray().First(parameter => parameter!["kind"]!.GetValue<string>() == "quantity" && parameter["expectedAt"] is not null)!.AsObject().Remove("range");
        });

        var problems = ProtocolSimulator.Problems(protocol);

        problems.Length.ShouldBe(2);
        problems[0].ShouldStartWith("$.sites[1].subjectNumberPattern: ");
        problems[1].ShouldContain(".range: ");
    }

    private static TrialProtocol Read(Action<JsonObject> change)
    {
        var json = JsonNode.Parse(File.ReadAllBytes(Repository.PathOf("protocols", "simulated-ldl.json")))!.AsObject();
        change(json);
        var reading = ProtocolFile.Read(Encoding.UTF8.GetBytes(json.ToJsonString()), _ => null);
        reading.Problems.ShouldBeEmpty();
        return reading.Protocol!;
    }

    private static void WithoutStrata(JsonObject protocol)
    {
        protocol["subjectLevel"]!["strata"] = new JsonArray();
        Keep(protocol, endpoint => endpoint["stratum"] is null);
    }

    private static void WithTwoStrata(JsonObject protocol)
    {
        var parameters = protocol["parameters"]!.AsArray();
        var first = protocol["subjectLevel"]!["strata"]![0]!.GetValue<string>();
        var second = parameters.First(parameter => parameter!["code"]!.GetValue<string>() == first)!.DeepClone();
        second["code"] = "SECOND";
        second["codings"]![0]!["code"] = "second-stratum";
        parameters.Add(second);
        protocol["subjectLevel"]!["strata"]!.AsArray().Add("SECOND");
    }

    private static void Keep(JsonObject protocol, Func<JsonObject, bool> keeps)
    {
        var endpoints = protocol["endpoints"]!.AsArray();
        foreach (var endpoint in endpoints.Where(endpoint => !keeps(endpoint!.AsObject())).ToList())
        {
            endpoints.Remove(endpoint);
        }
    }
}
