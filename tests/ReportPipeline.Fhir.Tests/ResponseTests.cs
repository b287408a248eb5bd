using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Fhir.Responses;

namespace ReportPipeline.Fhir.Tests;

public class ResponseTests
{
    private const string Batch = """
        {"resourceType":"Bundle","type":"batch","entry":[
          {"resource":{"resourceType":"Basic","code":{"text":"x"}},"request":{"method":"POST","url":"Basic"}},
          {"resource":{"resourceType":"Basic"},"request":{"method":"POST","url":"Basic"}},
          {"request":{"method":"DELETE","url":"Basic/1"}},
          {"resource":{"resourceType":"Basic","id":"b1","code":{"text":"x"}},"request":{"method":"PUT","url":"Basic/b1"}}
        ]}
        """;

    private static JsonNode Respond(string body, PreferredReturn prefer = PreferredReturn.Minimal) =>
        JsonNode.Parse(ResponseBundles.Write(TestTrial.Examine(body), "receipt-1", prefer, BundleFormat.Json))!;

    [Fact]
    public void Write_Batch_AnswersEachEntryInOrder()
    {
        var response = Respond(Batch);
        response["type"]!.GetValue<string>().ShouldBe("batch-response");
        response["identifier"]!["value"]!.GetValue<string>().ShouldBe("receipt-1");
        response["entry"]!.AsArray().Select(entry => entry!["response"]!["status"]!.GetValue<string>())
            .ShouldBe(["201 Created", "400 Bad Request", "405 Method Not Allowed", "200 OK"]);
        var created = response["entry"]![0]!["response"]!;
        var version = created["etag"]!.GetValue<string>();
        version.ShouldMatch("^W/\"[0-9a-f]{16}\"$");
        created["location"]!.GetValue<string>().ShouldMatch("^Basic/[0-9a-f]{32}/_history/" + version[3..^1] + "$");
        DateTimeOffset.Parse(created["lastModified"]!.GetValue<string>()).ShouldBe(TestTrial.ReceivedAt);
        response["entry"]![3]!["response"]!["location"]!.GetValue<string>().ShouldStartWith("Basic/b1/_history/");
        response["entry"]![1]!["response"]!["outcome"]!["issue"]![0]!["expression"]![0]!.GetValue<string>().ShouldBe("Bundle.entry[1].resource.code");
    }

    [Fact]
    public void Write_Transaction_IsATransactionResponse() =>
        Respond("""{"resourceType":"Bundle","type":"transaction"}""")["type"]!.GetValue<string>().ShouldBe("transaction-response");

    [Fact]
    public void Write_Collection_IsATransactionResponse() =>
        Respond("""{"resourceType":"Bundle","type":"collection"}""")["type"]!.GetValue<string>().ShouldBe("transaction-response");

    [Fact]
    public void Write_PreferRepresentation_ReturnsResourcesWithIdAndVersion()
    {
        var resource = Respond(Batch, PreferredReturn.Representation)["entry"]![0]!["resource"]!;
        resource["resourceType"]!.GetValue<string>().ShouldBe("Basic");
        resource["id"]!.GetValue<string>().Length.ShouldBe(32);
        resource["meta"]!["versionId"]!.GetValue<string>().Length.ShouldBe(16);
    }

    [Fact]
    public void Write_PreferOperationOutcome_HasOneForEveryEntry() =>
        Respond(Batch, PreferredReturn.OperationOutcome)["entry"]!.AsArray()
            .ShouldAllBe(entry => entry!["response"]!["outcome"]!["resourceType"]!.GetValue<string>() == "OperationOutcome");

    [Fact]
    public void Write_SameResultTwice_IsTheSameBytes()
    {
        var result = TestTrial.Examine(Batch);
        ResponseBundles.Write(result, "r", PreferredReturn.Representation, BundleFormat.Xml)
            .ShouldBe(ResponseBundles.Write(TestTrial.Examine(Batch), "r", PreferredReturn.Representation, BundleFormat.Xml));
    }

    [Fact]
    public void Write_Outcome_HasSeverityTypeCodeTextAndPath()
    {
        var result = TestTrial.Examine("""{"resourceType":"Bundle","type":"message"}""");
        var issue = JsonNode.Parse(OperationOutcomes.Write(result.Issues, BundleFormat.Json))!["issue"]![0]!;
        issue["severity"]!.GetValue<string>().ShouldBe("error");
        issue["code"]!.GetValue<string>().ShouldBe("not-supported");
        issue["details"]!["coding"]![0]!["system"]!.GetValue<string>().ShouldBe("https://reportpipeline.example/fhir/CodeSystem/ingest-issue");
        issue["details"]!["coding"]![0]!["code"]!.GetValue<string>().ShouldBe("bundle-type-unsupported");
        issue["diagnostics"]!.GetValue<string>().ShouldBe("This Bundle type cannot be ingested. Send a transaction, a batch or a collection.");
        issue["expression"]![0]!.GetValue<string>().ShouldBe("Bundle.type");
    }

    [Fact]
    public void Write_OutcomeAsXml_IsFhirXml() =>
        XDocument.Parse(Encoding.UTF8.GetString(OperationOutcomes.Write(new EdgeIssue("throttled", "too-many-requests", "Slow down."), BundleFormat.Xml)))
            .Root!.Name.ShouldBe(XName.Get("OperationOutcome", "http://hl7.org/fhir"));

    [Fact]
    public void Write_NoIssues_StillHasOne() =>
        JsonNode.Parse(OperationOutcomes.Write([], BundleFormat.Json))!["issue"]![0]!["severity"]!.GetValue<string>().ShouldBe("information");

    [Fact]
    public void CapabilityDocument_DeclaresOnlyWhatWorks()
    {
        var statement = JsonNode.Parse(CapabilityDocument.Write(TestTrial.Protocol, "1.2.3", BundleFormat.Json))!;
        statement["fhirVersion"]!.GetValue<string>().ShouldBe("4.0.1");
        statement["rest"]![0]!["interaction"]!.AsArray().Select(item => item!["code"]!.GetValue<string>()).ShouldBe(["transaction", "batch"]);
        statement["rest"]![0]!["resource"]!.AsArray().ShouldAllBe(resource => resource!["interaction"] == null);
        CapabilityDocument.Write(TestTrial.Protocol, "1.2.3", BundleFormat.Json).ShouldBe(CapabilityDocument.Write(TestTrial.Protocol, "1.2.3", BundleFormat.Json));
    }
}
