using System.Text.Json.Nodes;

namespace ReportPipeline.Tests.Receiving;

/// <summary>
/// Valid R4 resources of the four types, written from the specification: every choice type, contained resources,
/// extensions on resources, complex and primitive elements. The trial has a use for none of them.
/// </summary>
internal static class R4Examples
{
    private const string Subject = """{"identifier":{"system":"https://reportpipeline.example/trials/msc-covid19/subject","value":"RM-950"}}""";

    /// <summary>One value per type that Extension.value[x] may have (2.1.28.0.1).</summary>
    public static readonly IReadOnlyDictionary<string, string> ExtensionValues = new Dictionary<string, string>
    {
        ["valueBase64Binary"] = "\"QUJD\"",
        ["valueBoolean"] = "true",
        ["valueCanonical"] = "\"http://example.org/a|1\"",
        ["valueCode"] = "\"a\"",
        ["valueDate"] = "\"2020-02\"",
        ["valueDateTime"] = "\"2020-02-10T08:00:00.123456+08:00\"",
        ["valueDecimal"] = "1.50e-3",
        ["valueId"] = "\"a-1.b\"",
        ["valueInstant"] = "\"2020-02-10T08:00:00Z\"",
        ["valueInteger"] = "-7",
        ["valueMarkdown"] = "\"*a*\"",
        ["valueOid"] = "\"urn:oid:1.2.840\"",
        ["valuePositiveInt"] = "1",
        ["valueString"] = "\"文字\"",
        ["valueTime"] = "\"08:00:00\"",
        ["valueUnsignedInt"] = "0",
        ["valueUri"] = "\"urn:x:y\"",
        ["valueUrl"] = "\"http://example.org\"",
        ["valueUuid"] = "\"urn:uuid:c757873d-ec9a-4326-a141-556f43239520\"",
        ["valueAddress"] = """{"use":"home","line":["1"],"_line":[{"extension":[{"url":"http://example.org/p","valueCode":"p"}]}],"city":"W"}""",
        ["valueAge"] = """{"value":3,"system":"http://unitsofmeasure.org","code":"a"}""",
        ["valueAnnotation"] = """{"authorString":"A","time":"2020-02-10","text":"t"}""",
        ["valueAttachment"] = """{"contentType":"text/plain","data":"QUJD"}""",
        ["valueCodeableConcept"] = """{"coding":[{"system":"http://example.org","code":"c"}],"text":"c"}""",
        ["valueCoding"] = """{"system":"http://example.org","code":"c","userSelected":true}""",
        ["valueContactPoint"] = """{"system":"phone","value":"1","rank":1}""",
        ["valueCount"] = """{"value":3,"system":"http://unitsofmeasure.org","code":"1"}""",
        ["valueDistance"] = """{"value":3,"system":"http://unitsofmeasure.org","code":"m"}""",
        ["valueDuration"] = """{"value":3,"system":"http://unitsofmeasure.org","code":"h"}""",
        ["valueHumanName"] = """{"family":"F","given":["G"]}""",
        ["valueIdentifier"] = """{"system":"urn:x","value":"1","period":{"start":"2020"}}""",
        ["valueMoney"] = """{"value":1.5,"currency":"CNY"}""",
        ["valuePeriod"] = """{"start":"2020-01","end":"2020-02-10"}""",
        ["valueQuantity"] = """{"value":1.5,"comparator":"<"}""",
        ["valueRange"] = """{"low":{"value":1},"high":{"value":2}}""",
        ["valueRatio"] = """{"numerator":{"value":1},"denominator":{"value":2}}""",
        ["valueReference"] = """{"display":"d"}""",
        ["valueSampledData"] = """{"origin":{"value":0},"period":10,"dimensions":1,"data":"1 2 E U L"}""",
        ["valueSignature"] = """{"type":[{"system":"urn:iso-astm:E1762-95:2013","code":"1.2.840.10065.1.12.1.1"}],"when":"2020-02-10T08:00:00Z","who":{"display":"d"}}""",
        ["valueTiming"] = """{"repeat":{"boundsPeriod":{"start":"2020"},"frequency":2,"period":1,"periodUnit":"d","timeOfDay":["08:00:00"]}}""",
        ["valueContactDetail"] = """{"name":"n","telecom":[{"system":"email","value":"a@example.org"}]}""",
        ["valueContributor"] = """{"type":"author","name":"n"}""",
        ["valueDataRequirement"] = """{"type":"Patient"}""",
        ["valueExpression"] = """{"language":"text/fhirpath","expression":"true"}""",
        ["valueParameterDefinition"] = """{"use":"in","type":"string"}""",
        ["valueRelatedArtifact"] = """{"type":"citation"}""",
        ["valueTriggerDefinition"] = """{"type":"named-event","name":"n"}""",
        ["valueUsageContext"] = """{"code":{"code":"c"},"valueCodeableConcept":{"text":"t"}}""",
        ["valueDosage"] = """{"sequence":1,"text":"t","asNeededBoolean":true}""",
        ["valueMeta"] = """{"tag":[{"code":"t"}]}""",
    };

    public static IReadOnlyDictionary<string, string> All { get; } = Extended().Concat(Observations()).Concat(Administrations()).Concat(Others())
        .Concat(R4WholeExamples.All.Select(example => (Name: example.Key, Resource: example.Value)))
        .ToDictionary(example => example.Name, example => example.Resource);

    private static IEnumerable<(string Name, string Resource)> Extended() => ExtensionValues.Select(value => (
        $"Patient extension {value.Key}",
        $$$"""{"resourceType":"Patient","extension":[{"url":"http://example.org/e","{{{value.Key}}}":{{{value.Value}}}}],"_gender":{"extension":[{"url":"http://example.org/e","{{{value.Key}}}":{{{value.Value}}}}]}}"""));

    private static IEnumerable<(string Name, string Resource)> Observations()
    {
        string[] values = ["valueQuantity", "valueCodeableConcept", "valueString", "valueBoolean", "valueInteger", "valueRange", "valueRatio", "valueSampledData", "valueTime", "valueDateTime", "valuePeriod"];
        foreach (var value in values)
            yield return ($"Observation {value}", Observation($"\"{value}\":{ExtensionValues[value]},\"effectiveDateTime\":\"2020-02-10\""));
        foreach (var (time, text) in new[] { ("effectivePeriod", ExtensionValues["valuePeriod"]), ("effectiveTiming", ExtensionValues["valueTiming"]), ("effectiveInstant", "\"2020-02-10T08:00:00Z\"") })
            yield return ($"Observation {time}", Observation($"\"{time}\":{text},\"valueBoolean\":true"));
        yield return ("Observation with contained device, components and ranges", Observation("""
            "contained":[{"resourceType":"Device","id":"d","status":"active"}],"device":{"reference":"#d"},"effectiveDateTime":"2020-02-10",
            "interpretation":[{"text":"high"}],"note":[{"text":"n"}],"referenceRange":[{"low":{"value":1},"text":"r"}],
            "component":[{"code":{"text":"c"},"valueString":"v"},{"code":{"text":"c2"},"dataAbsentReason":{"text":"none"}}],
            "_valueInteger":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"masked"}]}
            """));
    }

    private static string Observation(string rest) => $$$"""{"resourceType":"Observation","status":"final","code":{"text":"of no use to the trial"},"subject":{{{Subject}}},{{{rest}}}}""";

    private static IEnumerable<(string Name, string Resource)> Administrations()
    {
        const string concept = """
            "medicationCodeableConcept":{"text":"m"}
            """;
        yield return ("MedicationAdministration of a concept at a moment", Administration($"{concept},\"effectiveDateTime\":\"2020-02-10T08:00:00+08:00\""));
        yield return ("MedicationAdministration with a rate as ratio", Administration($"{concept},\"effectivePeriod\":{ExtensionValues["valuePeriod"]},\"dosage\":{{\"dose\":{{\"value\":1}},\"rateRatio\":{ExtensionValues["valueRatio"]}}}"));
        yield return ("MedicationAdministration with a rate as quantity", Administration($"{concept},\"effectiveDateTime\":\"2020\",\"dosage\":{{\"dose\":{{\"value\":1}},\"rateQuantity\":{{\"value\":2,\"unit\":\"mL/h\"}}}}"));
        yield return ("MedicationAdministration of a contained medication", Administration("""
            "contained":[{"resourceType":"Medication","id":"m","batch":{"lotNumber":"L","expirationDate":"2021"}}],"medicationReference":{"reference":"#m"},"effectiveDateTime":"2020-02-10"
            """));
    }

    private static string Administration(string rest) => $$$"""{"resourceType":"MedicationAdministration","status":"completed","subject":{{{Subject}}},{{{rest}}}}""";

    private static IEnumerable<(string Name, string Resource)> Others()
    {
        yield return ("Patient alive", """{"resourceType":"Patient","deceasedBoolean":false,"multipleBirthBoolean":false,"maritalStatus":{"text":"m"}}""");
        yield return ("Patient deceased with a date, one of twins", """{"resourceType":"Patient","deceasedDateTime":"2020-03","multipleBirthInteger":2,"photo":[{"contentType":"image/png"}]}""");
        yield return ("Patient with contacts and languages", """{"resourceType":"Patient","contact":[{"name":{"text":"n"},"gender":"unknown"}],"communication":[{"language":{"text":"zh"},"preferred":true}],"telecom":[{"system":"phone","value":"1"}],"address":[{"text":"a"}]}""");
        yield return ("Patient with a primitive that is only an extension", """{"resourceType":"Patient","_birthDate":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"masked"}]}}""");
        yield return ("AdverseEvent with everything", $$$"""
            {"resourceType":"AdverseEvent","actuality":"actual","category":[{"text":"c"}],"event":{"text":"e"},"subject":{{{Subject}}},"date":"2020-02-12","detected":"2020-02-12","recordedDate":"2020-02-13",
             "contained":[{"resourceType":"Substance","id":"s","code":{"text":"s"}}],"seriousness":{"text":"s"},"severity":{"text":"s"},"outcome":{"text":"o"},
             "suspectEntity":[{"instance":{"reference":"#s"},"causality":[{"assessment":{"text":"a"},"productRelatedness":"p","method":{"text":"m"}}]}],"study":[{"display":"s"}]}
            """);
        yield return ("Condition, which the trial does not use", $$$"""{"resourceType":"Condition","subject":{{{Subject}}},"onsetAge":{"value":3,"system":"http://unitsofmeasure.org","code":"a"}}""");
    }

    /// <summary>The resource alone in a collection.</summary>
    public static byte[] Bundle(string name)
    {
        var bundle = new JsonObject
        {
            ["resourceType"] = "Bundle",
            ["type"] = "collection",
            ["entry"] = new JsonArray(new JsonObject { ["fullUrl"] = "urn:uuid:6f9c2c1e-5d0e-4a51-9d0f-2f6f4d3b7a10", ["resource"] = JsonNode.Parse(All[name]) }),
        };
        return System.Text.Encoding.UTF8.GetBytes(bundle.ToJsonString());
    }
}
