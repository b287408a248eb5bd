using System.Text.Json;
using Hl7.Fhir.Serialization;
using Hl7.Fhir.Validation;
using ReportPipeline.Fhir.Parsing;

namespace ReportPipeline.Tests.Fhir;

/// <summary>What is accepted quickly is what Firely's own strict parse accepts, issue for issue.</summary>
public sealed class QuickAcceptanceTests
{
    private static readonly FhirJsonDeserializer Plain = new(new DeserializerSettings().UsingMode(DeserializationMode.Strict, NarrativeValidationKind.FhirXhtml));
    private static readonly FhirJsonDeserializer Quick = new(QuickAcceptance.Settings());

    private static readonly string[] Dates =
    [
        "2020", "2020-02", "2020-02-29", "2021-02-29", "2020-02-30", "2020-13-01", "2020-00-10", "2020-02-00", "0000-01-01", "0999-01-01", "9999-12-31", "20200210", "2020-2-10",
        "2020-02-10T08:00:00+08:00", "2020-02-10T08:00:00Z", "2020-02-10T08:00:00z", "2020-02-10T08:00:00", "2020-02-10T08:00", "2020-02-10T08:00+08:00", "2020-02-10T24:00:00Z",
        "2020-02-10T08:60:00Z", "2020-02-10T08:00:60Z", "2020-02-10T08:00:00+14:00", "2020-02-10T08:00:00+14:01", "2020-02-10T08:00:00+13:59", "2020-02-10T08:00:00-00:00",
        "2020-02-10T08:00:00+8:00", "2020-02-10T08:00:00+08:60", "2020-02-10T08:00:00.5Z", "2020-02-10T08:00:00.123456789+08:00", "2020-02-10 08:00:00Z", "2021-02-29T08:00:00Z",
        " 2020-02-10", "2020-02-10 ", "２０２０-02-10", "tomorrow", "",
    ];

    private static readonly string[] Addresses =
    [
        "http://loinc.org", "HTTP://LOINC.ORG", "urn:oid:1.2.3", "urn:oid:01.2", "urn:uuid:3f0c7a52-6a54-4c1e-9f0e-0d4c7b1a0001", "urn:uuid:3F0C7A52-6A54-4C1E-9F0E-0D4C7B1A0001",
        "urn:uuid:1", "relative/path", "#fragment", "http://a b", "http://", "http://:80", "%zz", "http://医院.example/系统", "", " http://loinc.org", new string('a', 300),
    ];

    [Fact]
    public void ValidateObject_AnyDateOrAddress_SameIssuesAsFirelyTwiceOver()
    {
        foreach (var text in Dates.Concat(Addresses))
        {
            var literal = JsonSerializer.Serialize(text);
            foreach (var json in Resources(literal))
            {
                var expected = Issues(Plain, json);
                Issues(Quick, json).ShouldBe(expected, json);
                Issues(Quick, json).ShouldBe(expected, json);
            }
        }
    }

    /// <summary>The literal as dateTime, date, uri, canonical, url and oid; alone, with an id and an extension, and with what R4 does not know.</summary>
    private static string[] Resources(string literal) =>
    [
        $$$"""{"resourceType":"Observation","status":"final","code":{"coding":[{"system":{{{literal}}},"code":"a"}]},"effectiveDateTime":{{{literal}}}}""",
        $$$"""{"resourceType":"Patient","birthDate":{{{literal}}},"deceasedDateTime":{{{literal}}},"identifier":[{"system":{{{literal}}},"value":"1"}]}""",
        $$$"""{"resourceType":"Patient","birthDate":{{{literal}}},"_birthDate":{"id":"b","extension":[{"url":{{{literal}}},"valueUri":{{{literal}}}}]}}""",
        $$$"""{"resourceType":"Patient","birthDate":{{{literal}}},"_birthDate":{"unknown":1},"identifier":[{"system":{{{literal}}},"_system":{"unknown":true}}]}""",
        $$$"""{"resourceType":"Patient","_birthDate":{"extension":[{"url":"http://x.example","valueCanonical":{{{literal}}}},{"url":"http://x.example","valueUrl":{{{literal}}}}]}}""",
        $$$"""{"resourceType":"Patient","extension":[{"url":"http://x.example","valueOid":{{{literal}}}},{"url":"http://x.example","valueUuid":{{{literal}}}},{"url":"http://x.example","valueInstant":{{{literal}}}}]}""",
    ];

    private static string[] Issues(FhirJsonDeserializer deserializer, string json)
    {
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(json));
        deserializer.TryDeserializeResource(ref reader, out _, out var found);
        return [.. found.Select(issue => $"{issue.ErrorCode} {issue.Message}").Order(StringComparer.Ordinal)];
    }
}
