using System.Text;
using System.Text.Json.Nodes;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Tests.Protocol;

public sealed class ProtocolFileTests
{
    private static readonly string Shipped = Repository.PathOf("protocols", "msc-covid19.json");

    [Fact]
    public void Load_ShippedProtocol_HasNoProblems()
    {
        var reading = ProtocolFile.Load(Shipped);

        reading.Problems.ShouldBeEmpty();
        reading.Protocol!.Sites.Length.ShouldBe(2);
        reading.Protocol.ExperimentalArm.PlannedSubjects.ShouldBe(26);
        reading.Hash.Length.ShouldBe(64);
    }

    [Fact]
    public void Load_SecondShippedProtocol_HasNoProblems() =>
        ProtocolFile.Load(Repository.PathOf("protocols", "simulated-ldl.json")).Problems.ShouldBeEmpty();

    [Fact]
    public void Load_MissingFile_SaysSo()
    {
        var reading = ProtocolFile.Load("nowhere.json");

        reading.Protocol.ShouldBeNull();
        reading.Problems.ShouldHaveSingleItem().ShouldContain("'nowhere.json' does not exist");
    }

    [Fact]
    public void Read_NotJson_SaysSo() =>
        ProtocolFile.Read(Encoding.UTF8.GetBytes("{"), _ => null).Problems.ShouldHaveSingleItem().ShouldStartWith("Not JSON:");

    [Fact]
    public void Read_UnknownFieldsAndMissingOnes_AreAllListed()
    {
        var problems = ReadChanged(protocol =>
        {
            protocol["colour"] = "blue";
            protocol.Remove("sites");
            protocol["design"]!["allocation"] = "dice";
        }).Problems;

        problems.ShouldContain(problem => problem.Contains("colour") && problem.Contains("not known"));
        problems.ShouldContain(problem => problem.Contains("sites") && problem.Contains("required"));
        problems.ShouldContain(problem => problem.Contains("allocation") && problem.Contains("'patient-choice'"));
    }

    [Theory]
    [InlineData("subjectLevel", "enrolment", "NOWHERE", "$.subjectLevel.enrolment")]
    [InlineData("subjectLevel", "age", "SEVERITY", "$.subjectLevel.age")]
    public void Read_NameThatRefersToNothing_IsAProblem(string section, string field, string value, string place) =>
        ReadChanged(protocol => protocol[section]![field] = value).Problems.ShouldContain(problem => problem.StartsWith(place));

    [Theory]
    [InlineData("T44", "$.primaryEndpoint: there is no endpoint 'T44'.")]
    [InlineData("T1", "$.primaryEndpoint: endpoint 'T1' states no estimand; the primary endpoint must say what it estimates.")]
    public void Read_PrimaryEndpointThatIsNone_IsAProblem(string id, string problem) =>
        ReadChanged(protocol => protocol["primaryEndpoint"] = id).Problems.ShouldBe([problem]);

    [Fact]
    public void Primary_NamedByTheProtocol_IsThatOneWhereverItStands()
    {
        ReadChanged(protocol => protocol["primaryEndpoint"] = "T5-CT").Protocol!.Primary!.Id.ShouldBe("T5-CT");
        ProtocolFile.Load(Shipped).Protocol!.Primary!.Id.ShouldBe("T4");
        ProtocolFile.Load(Repository.PathOf("protocols", "simulated-ldl.json")).Protocol!.Primary!.Id.ShouldBe("LDL-12");
    }

    // Any adverse event is the second protocol's only yes/no endpoint, and of the safety set.
    [Theory]
    [InlineData("msc-covid19.json", "T4")]
    [InlineData("simulated-ldl.json", "LDL-12")]
    public void Primary_NamedByNobody_IsTheFirstOutcomeOutsideTheSafetySet(string file, string id)
    {
        var protocol = ProtocolFile.Load(Repository.PathOf("protocols", file)).Protocol!;

        (protocol with { PrimaryEndpoint = null }).Primary!.Id.ShouldBe(id);
        (protocol with { PrimaryEndpoint = null, Endpoints = [.. protocol.Endpoints.Where(endpoint => endpoint.Id.StartsWith("AE", StringComparison.Ordinal))] })
            .Primary.ShouldBeNull();
    }

    // The second protocol has no yes/no endpoint of efficacy: its covariance analysis counts, unless an unknown one before it may be meant.
    [Theory]
    [InlineData(false, true, "LDL-12")]
    [InlineData(true, true, "GUESS")]
    [InlineData(true, false, "LDL-12")]
    public void Primary_NamedByNobodyBesideAnUnknownType_IsTheUnknownOneOnlyWhereItEstimatesSomethingBefore(bool before, bool estimates, string id)
    {
        var protocol = ProtocolFile.Load(Repository.PathOf("protocols", "simulated-ldl.json")).Protocol!;
        var model = protocol.FindEndpoint("LDL-12")!;
        var unknown = new UnresolvedEndpoint
        {
            Id = "GUESS",
            Title = model.Title,
            AnalysisSets = model.AnalysisSets,
            Estimand = estimates ? model.Estimand : null,
            Problems = ["$.endpoints[0].type: there is no endpoint type 'guess'."],
        };

        var changed = protocol with { PrimaryEndpoint = null, Endpoints = before ? [unknown, .. protocol.Endpoints] : [.. protocol.Endpoints, unknown] };

        changed.Primary!.Id.ShouldBe(id);
    }

    [Fact]
    public void Read_UnknownTimeZone_IsAProblem() =>
        ReadChanged(protocol => protocol["sites"]![0]!["timeZone"] = "Asia/Atlantis")
            .Problems.ShouldHaveSingleItem().ShouldContain("'Asia/Atlantis' is no IANA time zone");

    [Fact]
    public void Read_EndpointOfUnknownType_IsUnresolvedInItsPlace()
    {
        // Which fields an unknown type takes is unknown too: none of its own is judged.
        var reading = ReadChanged(protocol =>
        {
            protocol["endpoints"]![8]!["type"] = "guess";
            protocol["endpoints"]![8]!["knots"] = 3;
        });

        reading.Problems.ShouldBeEmpty();
        reading.Warnings.ShouldBe(["endpoint 'T4' is not estimable: $.endpoints[8].type: there is no endpoint type 'guess'."]);
        var unresolved = reading.Protocol!.Endpoints[8].ShouldBeOfType<UnresolvedEndpoint>();
        unresolved.Id.ShouldBe("T4");
        unresolved.AnalysisSets.ShouldBe(["full", "per-protocol"]);
        unresolved.Declared.ShouldBeNull();
        reading.Protocol.Endpoints.Length.ShouldBe(ProtocolFile.Load(Shipped).Protocol!.Endpoints.Length);
        reading.Hash.ShouldNotBe(ProtocolFile.Load(Shipped).Hash);
    }

    [Theory]
    [InlineData("id", """ "with a blank" """, "$.endpoints[8].id")]
    [InlineData("title", """ { "en": "a" } """, "$.endpoints[8].title.zh-Hans")]
    [InlineData("analysisSets", "[]", "$.endpoints[8].analysisSets")]
    public void Read_EndpointOfUnknownTypeWithAFaultThatEveryEndpointCanHave_IsAProblem(string field, string value, string place) =>
        ReadChanged(protocol =>
        {
            protocol["endpoints"]![8]!["type"] = "guess";
            protocol["endpoints"]![8]![field] = JsonNode.Parse(value);
        }).Problems.ShouldHaveSingleItem().ShouldStartWith(place);

    [Theory]
    [InlineData("type", "7")]
    [InlineData("type", """ "no code" """)]
    [InlineData("outcomme", """ { "kind": "survived" } """)]
    [InlineData("associationTest", """ "fischer" """)]
    public void Read_EndpointOfAnotherShape_IsAProblem(string field, string value)
    {
        var reading = ReadChanged(protocol => protocol["endpoints"]![8]![field] = JsonNode.Parse(value));

        reading.Protocol.ShouldBeNull();
        reading.Problems.ShouldHaveSingleItem().ShouldStartWith($"$.endpoints[8].{field} (line ");
    }

    [Fact]
    public void Read_EndpointWithoutAFieldOfItsType_IsAProblem() =>
        ReadChanged(protocol => protocol["endpoints"]![8]!.AsObject().Remove("outcome")).Problems.ShouldHaveSingleItem().ShouldContain("outcome");

    [Fact]
    public void Read_TwoEndpointsOfOneId_IsAProblem() =>
        ReadChanged(protocol => protocol["endpoints"]![9]!["id"] = "T4").Problems.ShouldHaveSingleItem().ShouldBe("$.endpoints: 'T4' occurs more than once.");

    [Fact]
    public void Read_UnknownTypeBesideAStructuralFault_IsStoppedByTheFaultAlone() =>
        ReadChanged(protocol =>
        {
            protocol["endpoints"]![8]!["type"] = "guess";
            protocol["colour"] = "blue";
        }).Problems.ShouldHaveSingleItem().ShouldContain("colour");

    [Fact]
    public void Read_FieldTwiceInAnEndpointOfUnknownType_IsAProblem()
    {
        var text = File.ReadAllText(Shipped).Replace("\"type\": \"subject-flow\",", "\"type\": \"guess\", \"id\": \"F1A\",", StringComparison.Ordinal);

        ProtocolFile.Read(Encoding.UTF8.GetBytes(text), name => File.ReadAllBytes(Repository.PathOf("protocols", name))).Problems.ShouldNotBeEmpty();
    }

    [Fact]
    public void Read_EndpointNamingUnknownTerm_IsUnresolved() =>
        ReadChanged(protocol => protocol["endpoints"]!.AsArray()
                .Single(endpoint => (string)endpoint!["id"]! == "S-HYPERTENSION")!["outcome"]!["term"] = "HICCUP")
            .Warnings.ShouldHaveSingleItem().ShouldBe("endpoint 'S-HYPERTENSION' is not estimable: $.endpoints[26].outcome.term: there is no adverse-event term 'HICCUP'.");

    [Fact]
    public void Read_TestOfReactionsWithoutTheirTerms_IsUnresolved() =>
        ReadChanged(protocol => protocol["endpoints"]![6]!.AsObject().Remove("terms")).Warnings.ShouldHaveSingleItem()
            .ShouldBe("endpoint 'EX' is not estimable: $.endpoints[6].associationTest: compares subjects with an infusion reaction, and the endpoint names no terms that are reactions.");

    [Theory]
    [InlineData("FRAGILITY", """{ "endpoints": ["NOWHERE"] }""", "there is no endpoint 'NOWHERE'")]
    [InlineData("FRAGILITY", """{ "endpoints": ["F2"] }""", "'F2' must be a proportion endpoint")]
    [InlineData("FRAGILITY", """{ "endpoints": ["SENS-TESTS"] }""", "must stand before")]
    [InlineData("RMST", """{ "horizonDay": 31 }""", "must not lie after the last day of follow-up, 30")]
    [InlineData("SENS-OVERLAP", """{ "variables": ["WEIGHT"] }""", "there is no parameter 'WEIGHT'")]
    [InlineData("LOOKS", """{ "looks": [{ "id": "half", "label": { "en": "Half", "zh-Hans": "一半" }, "information": 0.5 }] }""", "the last look is the final analysis")]
    [InlineData("ELIG", """{ "value": "YES" }""", "'YES' is not a value of parameter 'EXCLUSION_1'")]
    [InlineData("ELIG", """{ "terms": ["HICCUP"] }""", "there is no adverse-event term 'HICCUP'")]
    [InlineData("EX", """{ "terms": ["HICCUP"] }""", "$.endpoints[6].terms: there is no adverse-event term 'HICCUP'")]
    [InlineData("EX", """{ "terms": ["RASH", "RASH"] }""", "$.endpoints[6].terms: 'RASH' occurs more than once")]
    [InlineData("F1A", """{ "analysisSets": ["everyone"] }""", "$.endpoints[0].analysisSets: there is no analysis set 'everyone'")]
    [InlineData("F1A", """{ "analysisSets": ["full", "full"] }""", "'full' occurs more than once")]
    [InlineData("T2", """{ "variables": ["AGE", "ICU_STAY"] }""", "$.endpoints[4].variables: 'ICU_STAY' must be a parameter of kind quantity or coded")]
    [InlineData("F2", """{ "riskTableDays": [0, 7, 7] }""", "$.endpoints[9].riskTableDays: '7' occurs more than once")]
    [InlineData("T5-ICU", """{ "parameter": "AGE" }""", "$.endpoints[14].parameter: 'AGE' must be a parameter of kind period or date")]
    public void Read_SensitivityAnalysisOfNothing_IsUnresolved(string id, string changes, string problem) =>
        ReadChanged(protocol =>
        {
            var endpoint = protocol["endpoints"]!.AsArray().Single(endpoint => (string)endpoint!["id"]! == id)!;
            foreach (var (name, value) in JsonNode.Parse(changes)!.AsObject())
            {
                endpoint[name] = value!.DeepClone();
            }
        }).Warnings.ShouldHaveSingleItem().ShouldContain(problem);

    [Theory]
    [InlineData("CRP", """{ "low": 5, "high": 1, "source": { "en": "a", "zh-Hans": "b" } }""", "].referenceRange: low must not be above high.")]
    [InlineData("CRP", """{ "source": { "en": "a", "zh-Hans": "b" } }""", "].referenceRange: give low, high or both.")]
    [InlineData("FEVER", """{ "low": 1, "source": { "en": "a", "zh-Hans": "b" } }""", "only a parameter of kind quantity has a reference range")]
    [InlineData("CRP", """{ "low": 1 }""", "].referenceRange.source (line 1): this field is required and missing.")]
    [InlineData("CRP", """{ "low": "1", "source": { "en": "a", "zh-Hans": "b" } }""", "].referenceRange.low (line 1): must be a number.")]
    public void Read_ReferenceRangeThatIsNone_IsAProblem(string parameter, string range, string problem) =>
        ReadChanged(protocol => protocol["parameters"]!.AsArray().Single(item => (string)item!["code"]! == parameter)!["referenceRange"] = JsonNode.Parse(range))
            .Problems.ShouldHaveSingleItem().ShouldContain(problem);

    [Theory]
    [InlineData("CRP", "parameter 'CRP' declares no referenceRange")]
    [InlineData("FEVER", "'FEVER' must be a parameter of kind quantity")]
    public void Read_ShiftsWithoutARange_IsUnresolved(string parameter, string problem) =>
        ReadChanged(protocol => protocol["endpoints"]!.AsArray().Add(JsonNode.Parse(
                $$"""{ "type": "laboratory-shifts", "id": "SHIFTS", "title": { "en": "a", "zh-Hans": "b" }, "analysisSets": ["safety"], "variables": ["{{parameter}}"] }""")))
            .Warnings.ShouldHaveSingleItem().ShouldContain(problem);

    [Fact]
    public void Read_DecisionForAnotherProtocol_IsAProblem()
    {
        var decisions = Encoding.UTF8.GetBytes("""{ "protocolId": "other", "decisions": [] }""");

        ProtocolFile.Read(File.ReadAllBytes(Shipped), _ => decisions)
            .Problems.ShouldHaveSingleItem().ShouldContain("'other'");
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{ "protocolId": "msc-covid19", "decisions": [], "bogus": 1 }""")]
    [InlineData("""{ "protocolId": "msc-covid19", "protocolId": "msc-covid19", "decisions": [] }""")]
    public void Read_DecisionListThatIsNone_IsAProblemOfThatFile(string decisions) =>
        ProtocolFile.Read(File.ReadAllBytes(Shipped), _ => Encoding.UTF8.GetBytes(decisions))
            .Problems.ShouldHaveSingleItem().ShouldStartWith("msc-covid19.decisions.json");

    private static ProtocolReading ReadChanged(Action<JsonObject> change)
    {
        var protocol = JsonNode.Parse(File.ReadAllText(Shipped))!.AsObject();
        change(protocol);
        return ProtocolFile.Read(
            Encoding.UTF8.GetBytes(protocol.ToJsonString()),
            name => File.ReadAllBytes(Repository.PathOf("protocols", name)));
    }
}
