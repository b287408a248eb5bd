using ReportPipeline.Fhir.Intake;

namespace ReportPipeline.Fhir.Tests;

/// <summary>Bundles as a hospital writes them, with only the element in question spelled out.</summary>
internal static class Sent
{
    public const string Subject = $$$"""{"identifier":{"system":"{{{TestTrial.SubjectSystem}}}","value":"RM-007"}}""";

    private const string Backport = "http://hl7.org/fhir/uv/ae-research-backport-ig/StructureDefinition/";
    private const string Terminology = "http://terminology.hl7.org/CodeSystem/";

    public static string Number(string number) => $$$"""{"system":"{{{TestTrial.SubjectSystem}}}","value":"{{{number}}}"}""";

    /// <summary>A transaction of POSTs.</summary>
    public static IntakeResult Transaction(params string[] resources) => TestTrial.Examine(Bundle([.. resources.Select(resource => Entry(resource, null))]));

    public static string Bundle(params string[] entries) => $$"""{"resourceType":"Bundle","type":"transaction","entry":[{{string.Join(',', entries)}}]}""";

    public static string Entry(string resource, string? fullUrl)
    {
        var type = resource.Split("\"resourceType\":\"")[1].Split('"')[0];
        return $$$"""{{{{(fullUrl is null ? "" : $"\"fullUrl\":\"{fullUrl}\",")}}}"resource":{{{resource}}},"request":{"method":"POST","url":"{{{type}}}"}}""";
    }

    public static string Put(string resource, string id, string? fullUrl)
    {
        var type = resource.Split("\"resourceType\":\"")[1].Split('"')[0];
        return Entry(resource.Replace("{\"resourceType\"", $"{{\"id\":\"{id}\",\"resourceType\"", StringComparison.Ordinal), fullUrl)
            .Replace($"\"method\":\"POST\",\"url\":\"{type}\"", $"\"method\":\"PUT\",\"url\":\"{type}/{id}\"", StringComparison.Ordinal);
    }

    public static string Patient(string rest = "\"gender\":\"male\"", string number = "RM-007") =>
        $$"""{"resourceType":"Patient","identifier":[{{Number(number)}}],{{rest}}}""";

    /// <summary>C-reactive protein, LOINC 1988-5.</summary>
    public static string Crp(string value = "\"valueQuantity\":{\"value\":5,\"system\":\"http://unitsofmeasure.org\",\"code\":\"mg/L\"}", string subject = Subject) =>
        Observation("1988-5", value, subject);

    public static string Observation(string loinc, string value, string subject = Subject, string effective = "\"effectiveDateTime\":\"2020-02-11\"") => $$$"""
        {"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"{{{loinc}}}"}]},"subject":{{{subject}}},{{{effective}}},{{{value}}}}
        """;

    public static string Quantity(string value, string unit) => $$$"""
        "valueQuantity":{"value":{{{value}}},"system":"http://unitsofmeasure.org","code":"{{{unit}}}"}
        """;

    public static string Administration(string dosage, string effective = "\"effectiveDateTime\":\"2020-02-11T09:00:00+08:00\"") => $$$"""
        {"resourceType":"MedicationAdministration","status":"completed","medicationCodeableConcept":{"coding":[{"system":"https://reportpipeline.example/trials/msc-covid19/treatment","code":"msc-infusion"}]},
        "subject":{{{Subject}}},{{{effective}}},"dosage":{{{dosage}}}}
        """;

    /// <summary>Anaemia of grade 2 on 14 February 2020, with what is given.</summary>
    public static string Event(string seriousness = "non-serious", string? outcome = "resolved", string extensions = "", string rest = "") => $$$"""
        {"resourceType":"AdverseEvent","actuality":"actual","event":{"coding":[{"system":"https://reportpipeline.example/trials/msc-covid19/adverse-event","code":"anaemia"}]},"subject":{{{Subject}}},"date":"2020-02-14",
        "extension":[{{{Grade("C41339")}}}{{{(extensions.Length == 0 ? "" : "," + extensions)}}}]
        {{{(seriousness.Length == 0 ? "" : $",\"seriousness\":{Concept(Terminology + "adverse-event-seriousness", seriousness)}")}}}
        {{{(outcome is null ? "" : $",\"outcome\":{Concept(Terminology + "adverse-event-outcome", outcome)}")}}}{{{rest}}}}
        """;

    public static string Grade(string code) => Extension("ae-grade", $"\"valueCodeableConcept\":{Concept("http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl", code)}");

    public static string Severity(string code) => $",\"severity\":{Concept(Terminology + "adverse-event-severity", code)}";

    public static string Criterion(bool present) => $$$"""
        {"url":"{{{Backport}}}seriousness-criteria","extension":[{"url":"criterionCode","valueCodeableConcept":{"text":"c"}},{"url":"criterionPresent","valueBoolean":{{{(present ? "true" : "false")}}}}]}
        """;

    public static string Extension(string name, string value) => $$$"""{"url":"{{{Backport}}}{{{name}}}",{{{value}}}}""";

    public static string Concept(string system, string code) => $$$"""{"coding":[{"system":"{{{system}}}","code":"{{{code}}}"}]}""";
}
