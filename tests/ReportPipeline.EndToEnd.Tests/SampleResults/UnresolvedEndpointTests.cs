using System.Text.Json.Nodes;
using ReportPipeline.Tests.Reports;
using ReportPipeline.Trial.Audit;
using ReportPipeline.Trial.Endpoints.Listed;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Tests.SampleResults;

/// <summary>
/// Every endpoint of both protocols with each of its names replaced by one that refers to nothing: a result that says which and where,
/// and the same rows as before from everything that does not look at it.
/// </summary>
public sealed class UnresolvedEndpointTests
{
    private const string Nothing = "NOWHERE";

    private static readonly string[] Names = ["stratum", "parameter", "visit", "value", "before", "after", "endpoint", "term"];
    private static readonly string[] Lists = ["analysisSets", "variables", "visits", "terms", "endpoints"];

    public static TheoryData<string, string> EveryEndpoint
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var file in new[] { "msc-covid19.json", "simulated-ldl.json" })
            {
                foreach (var endpoint in JsonNode.Parse(File.ReadAllText(Repository.PathOf("protocols", file)))!["endpoints"]!.AsArray())
                {
                    data.Add(file, (string)endpoint!["id"]!);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(EveryEndpoint))]
    public void Run_EachNameOfAnEndpointReferringToNothing_IsNotEstimableAndLeavesTheOthers(string file, string id)
    {
        var trial = Of(file);
        var place = $"$.endpoints[{trial.Protocol.Endpoints.ToList().FindIndex(endpoint => endpoint.Id == id)}]";
        var readings = PlacesOf(file, id).Select(name => (Name: name, Reading: ChangedProtocol.Read(file, endpoints => Replace(endpoints.Endpoint(id), name)))).ToList();
        foreach (var (name, reading) in readings)
        {
            reading.Problems.ShouldBeEmpty(name);
            var warning = reading.Warnings.ShouldHaveSingleItem(name);
            warning.ShouldStartWith($"endpoint '{id}' is not estimable: {place}.{name.Split('[')[0]}", Case.Sensitive, name);
            warning.ShouldContain($"'{Nothing}'", Case.Sensitive, name);
        }

        // One name more than the sets where the endpoint has one: what is wrong makes no difference to the analysis.
        var rows = ChangedProtocol.Analyse(trial, readings[^1].Reading).Rows;

        OwnRows(rows, id).ShouldAllBe(row => row.Value is NotEstimableValue && ((NotEstimableValue)row.Value).Reason.StartsWith(place) && row.Group == "total");
        rows.Select(row => row.Value).OfType<NumberValue>().ShouldAllBe(number => double.IsFinite(number.Value));
        Unrelated(rows, file, id).ShouldBe(Unrelated(trial.Results.Rows, file, id));
    }

    [Theory]
    [InlineData("msc-covid19.json")]
    [InlineData("simulated-ldl.json")]
    public void Run_EveryEndpointOfUnknownType_EachIsNotEstimableInItsSets(string file)
    {
        var trial = Of(file);
        var reading = ChangedProtocol.Read(file, endpoints =>
        {
            foreach (var endpoint in endpoints)
            {
                endpoint!["type"] = Nothing;
            }
        });

        var results = ChangedProtocol.Analyse(trial, reading);

        foreach (var (index, endpoint) in trial.Protocol.Endpoints.Index())
        {
            var rows = results.Of(endpoint.Id).ToList();
            rows.Select(row => row.AnalysisSet).ShouldBe(endpoint.AnalysisSets, endpoint.Id);
            rows.ShouldAllBe(row => row.Value == new NotEstimableValue($"$.endpoints[{index}].type: there is no endpoint type '{Nothing}'"));
        }

        HashSet<string> ofEndpoints = [.. trial.Protocol.Endpoints.Select(endpoint => endpoint.Id), AuditRows.AnalysisId, SubjectProfiles.AnalysisId];
        results.Rows.Where(row => !ofEndpoints.Contains(row.Analysis)).ShouldBe(trial.Results.Rows.Where(row => !ofEndpoints.Contains(row.Analysis)));
    }

    [Fact]
    public void Run_OneSetUnknownAmongTwo_StandsInTheOtherAndANameOfNoneInTheFirstOfTheProtocol()
    {
        var reading = ChangedProtocol.Read("msc-covid19.json", endpoints =>
        {
            endpoints.Endpoint("T4")["analysisSets"] = new JsonArray(Nothing, "per-protocol");
            endpoints.Endpoint("S5")["analysisSets"] = new JsonArray(Nothing);
        });

        var results = ChangedProtocol.Analyse(SampleRun.Outcome, reading);

        results.Of("T4").ShouldHaveSingleItem().Id.ShouldBe("T4/per-protocol/total/unresolved/estimate");
        results.Of("S5").ShouldHaveSingleItem().Id.ShouldBe("S5/full/total/unresolved/estimate");
    }

    [Fact]
    public void Run_AnalysesThatLookAtAnUnresolvedEndpoint_SayWhyAndKeepTheOthers()
    {
        var reading = ChangedProtocol.Read("msc-covid19.json", endpoints =>
            endpoints.Endpoint("T4")["outcome"] = JsonNode.Parse("""{ "kind": "adverse-event", "term": "NOWHERE" }"""));

        var results = ChangedProtocol.Analyse(SampleRun.Outcome, reading);

        const string reason = "endpoint 'T4' is not estimable: $.endpoints[8].outcome.term: there is no adverse-event term 'NOWHERE'";
        foreach (var analysis in new[] { "SENS-SITE", "SENS-OVERLAP", "SENS-MISSING", "FRAGILITY", "EVALUE", "LOOKS", "MULTIPLICITY", "SENS-TESTS" })
        {
            results.Find($"{analysis}/full/total/T4/estimate").ShouldNotBeNull(analysis).Value.ShouldBe(new NotEstimableValue(reason), analysis);
        }

        foreach (var row in SampleRun.Outcome.Results.Rows.Where(row => row is { Analysis: "FRAGILITY" or "SENS-TESTS", Variable: "T5-CT" }))
        {
            results.Find(row.Id).ShouldBe(row);
        }
    }

    [Fact]
    public void Run_FamilyMemberWithAVariableThatNoComparisonHas_SaysSo()
    {
        var reading = ChangedProtocol.Read("simulated-ldl.json", endpoints => endpoints.Endpoint("FAMILY")["family"]![2]!["variable"] = Nothing);

        var results = ChangedProtocol.Analyse(SampleRun.SecondTrial, reading);

        const string reason = "no comparison of the endpoint has this variable and level";
        results.Find("FAMILY/itt/total/PAIN/NOWHERE/week-12/p").ShouldNotBeNull().Value.ShouldBe(new NotEstimableValue(reason));
        WrittenReport.Of(reading.Protocol!, results).Paragraphs.ShouldContain($"NE: not estimable ({reason}).");
    }

    [Fact]
    public void Run_UnresolvedEndpoint_IsAContradictionOfTheAudit()
    {
        var reading = ChangedProtocol.Read("simulated-ldl.json", endpoints => endpoints.Endpoint("SHIFTS")["variables"]![0] = Nothing);

        var results = ChangedProtocol.Analyse(SampleRun.SecondTrial, reading);

        results.Find("AUDIT/itt/total/ENDPOINT-NOT-RESOLVED/1/where").ShouldNotBeNull().Value.ShouldBe(new TextValue("SHIFTS"));
        results.Find("AUDIT/itt/total/ENDPOINT-NOT-RESOLVED/1/severity").ShouldNotBeNull().Value.ShouldBe(new TextValue("CONTRADICTION"));
    }

    /// <summary>Named primary or, where none is named, first of its kind.</summary>
    [Theory]
    [InlineData("type", "proporton")]
    [InlineData("analysisSets", "everyone")]
    public void Primary_Unresolved_IsNotTheSecondOfItsKind(string field, string value)
    {
        var reading = ChangedProtocol.Read("msc-covid19.json", endpoints =>
            endpoints.Endpoint("T4")[field] = field == "type" ? JsonValue.Create(value) : new JsonArray(value));

        new AuditScope(reading.Protocol!, reading.Decisions!, SampleRun.Outcome.Dataset).Primary.ShouldBeNull();
        new AuditScope(reading.Protocol! with { PrimaryEndpoint = null }, reading.Decisions!, SampleRun.Outcome.Dataset).Primary.ShouldBeNull();
        new AuditScope(SampleRun.Outcome.Protocol, reading.Decisions!, SampleRun.Outcome.Dataset).Primary!.Id.ShouldBe("T4");
    }

    private static SampleOutcome Of(string file) => file == "simulated-ldl.json" ? SampleRun.SecondTrial : SampleRun.Outcome;

    /// <summary>Where the endpoint holds names, as <c>variables[0]</c> or <c>outcome.term</c>; its sets at least.</summary>
    private static IEnumerable<string> PlacesOf(string file, string id)
    {
        var endpoint = JsonNode.Parse(File.ReadAllText(Repository.PathOf("protocols", file)))!["endpoints"]!.AsArray().Endpoint(id);
        foreach (var (field, value) in endpoint)
        {
            if (Names.Contains(field))
            {
                yield return field;
            }
            else if (Lists.Contains(field))
            {
                yield return $"{field}[0]";
            }
            else if (field == "family")
            {
                yield return "family[0].endpoint";
            }
            else if (field == "outcome")
            {
                foreach (var name in value!.AsObject().Select(member => member.Key).Intersect(Names))
                {
                    yield return $"outcome.{name}";
                }
            }
        }
    }

    private static void Replace(JsonNode endpoint, string place)
    {
        var parts = place.Split('.', '[', ']').Where(part => part.Length > 0).ToList();
        var holder = parts.SkipLast(1).Aggregate(endpoint, (node, part) => node is JsonArray items ? items[int.Parse(part)]! : node[part]!);
        if (holder is JsonArray list)
        {
            list[int.Parse(parts[^1])] = Nothing;
        }
        else
        {
            holder[parts[^1]] = Nothing;
        }
    }

    private static List<AnalysisResult> OwnRows(IEnumerable<AnalysisResult> rows, string id)
    {
        var own = rows.Where(row => row.Analysis == id).ToList();
        own.ShouldNotBeEmpty();
        return own;
    }

    /// <summary>
    /// Rows of every analysis that neither is the endpoint nor looks at it: by the protocol file, and the audit and the profiles, which
    /// read the first endpoints of their kind.
    /// </summary>
    private static List<AnalysisResult> Unrelated(IEnumerable<AnalysisResult> rows, string file, string id)
    {
        var looking = JsonNode.Parse(File.ReadAllText(Repository.PathOf("protocols", file)))!["endpoints"]!.AsArray()
            .Where(endpoint => endpoint!.ToJsonString().Contains($"\"{id}\"", StringComparison.Ordinal)).Select(endpoint => (string)endpoint!["id"]!);
        HashSet<string> related = [.. looking, AuditRows.AnalysisId, SubjectProfiles.AnalysisId];
        return [.. rows.Where(row => !related.Contains(row.Analysis))];
    }
}
