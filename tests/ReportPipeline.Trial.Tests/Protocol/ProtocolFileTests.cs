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

    [Fact]
    public void Read_UnknownTimeZone_IsAProblem() =>
        ReadChanged(protocol => protocol["sites"]![0]!["timeZone"] = "Asia/Atlantis")
            .Problems.ShouldHaveSingleItem().ShouldContain("'Asia/Atlantis' is no IANA time zone");

    [Fact]
    public void Read_EndpointOfUnknownType_IsAProblem() =>
        ReadChanged(protocol => protocol["endpoints"]![0]!["type"] = "guess")
            .Problems.ShouldHaveSingleItem().ShouldContain("$.endpoints[0].type");

    [Fact]
    public void Read_EndpointNamingUnknownTerm_IsAProblem() =>
        ReadChanged(protocol => protocol["endpoints"]!.AsArray()
                .Single(endpoint => (string)endpoint!["id"]! == "S-HYPERTENSION")!["outcome"]!["term"] = "HICCUP")
            .Problems.ShouldHaveSingleItem().ShouldContain("'HICCUP'");

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
