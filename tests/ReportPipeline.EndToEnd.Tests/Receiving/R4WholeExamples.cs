namespace ReportPipeline.Tests.Receiving;

/// <summary>
/// Resources of the four types with every element that R4 defines for them, and a transaction in the form that generators of synthetic
/// hospital records write. Written by hand from the specification.
/// </summary>
internal static class R4WholeExamples
{
    private const string E = """{"url":"http://example.org/e","valueString":"x"}""";

    private const string Subject = """{"identifier":{"system":"https://reportpipeline.example/trials/msc-covid19/subject","value":"RM-951"}}""";

    public const string Patient = $$$$"""
        {"resourceType":"Patient","id":"whole","meta":{"extension":[{{{{E}}}}],"versionId":"7","lastUpdated":"2020-02-10T08:00:00.123+08:00","source":"http://example.org/s",
         "profile":["http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient","http:////acme.example/p"],"security":[{"code":"R"}],"tag":[{"code":"t"}]},
         "language":"zh-Hans","_language":{"extension":[{{{{E}}}}]},"text":{"extension":[{{{{E}}}}],"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>p <b>b</b>&#160;<br/></p></div>"},
         "contained":[{"resourceType":"Organization","id":"o","extension":[{{{{E}}}}],"name":"o"},{"resourceType":"Practitioner","id":"gp","name":[{"family":"f"}]}],
         "extension":[{"id":"e1","url":"http://example.org/complex","extension":[{"url":"a","valueCode":"c"},{"url":"b","_valueDate":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]}}]}],
         "identifier":[{"extension":[{{{{E}}}}],"use":"official","type":{"extension":[{{{{E}}}}],"coding":[{"extension":[{{{{E}}}}],"system":"http://example.org","version":"1","code":"MR","display":" led by a space","userSelected":false}],"text":"t"},
           "system":"http://example.org/mrn","_system":{"extension":[{{{{E}}}}]},"value":"1","period":{"extension":[{{{{E}}}}],"start":"2020","end":"2020-02-10T08:00:00Z"},"assigner":{"extension":[{{{{E}}}}],"display":"a"}}],
         "active":true,"_active":{"id":"a1","extension":[{{{{E}}}}]},
         "name":[{"extension":[{{{{E}}}}],"use":"old","text":"n","family":"f","_family":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/humanname-own-name","valueString":"f"}]},
           "given":["a",null,"c"],"_given":[null,{"extension":[{{{{E}}}}]},{"id":"g3"}],"prefix":["Dr"],"suffix":["Jr"],"period":{"end":"2020-01"}}],
         "telecom":[{"extension":[{{{{E}}}}],"system":"sms","value":"1","use":"mobile","rank":2,"period":{"start":"2020"}}],"gender":"other","_gender":{"extension":[{{{{E}}}}]},
         "birthDate":"1961-02","_birthDate":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/patient-birthTime","valueDateTime":"1961-02-10T08:00:00+08:00"}]},"deceasedBoolean":false,
         "address":[{"extension":[{{{{E}}}}],"use":"billing","type":"both","text":"t","line":["1","2"],"_line":[null,{"extension":[{{{{E}}}}]}],"city":"c","district":"d","state":"s","postalCode":"1","country":"CN","period":{"start":"2020"}}],
         "maritalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-MaritalStatus","code":"M"}]},"multipleBirthInteger":2,
         "photo":[{"extension":[{{{{E}}}}],"contentType":"image/png","language":"en","data":"QUJD","url":"http://example.org/p","size":3,"hash":"QUJD","title":"t","creation":"2020"}],
         "contact":[{"extension":[{{{{E}}}}],"relationship":[{"text":"r"}],"name":{"text":"n"},"telecom":[{"system":"phone","value":"1"}],"address":{"text":"a"},"gender":"unknown","organization":{"reference":"#o"},"period":{"start":"2020"}}],
         "communication":[{"extension":[{{{{E}}}}],"language":{"text":"zh"},"preferred":true}],"generalPractitioner":[{"reference":"#gp"},{"reference":"Practitioner?identifier=http://example.org/npi|1","type":"Practitioner"}],
         "managingOrganization":{"reference":"https://h.example/fhir/Organization/1/_history/2"},"link":[{"extension":[{{{{E}}}}],"other":{"reference":"Patient/other"},"type":"seealso"}]}
        """;

    public const string Observation = $$$$"""
        {"resourceType":"Observation","id":"whole","extension":[{{{{E}}}}],"contained":[{"resourceType":"Specimen","id":"s","type":{"text":"s"}}],"identifier":[{"value":"1"}],
         "basedOn":[{"reference":"ServiceRequest/1"}],"partOf":[{"reference":"Procedure/1"}],"status":"corrected","_status":{"extension":[{{{{E}}}}]},
         "category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}]}],"code":{"coding":[{"system":"http://loinc.org","code":"99999-9"}],"text":"t"},
         "subject":{{{{Subject}}}},"focus":[{"reference":"Device/1"}],"encounter":{"reference":"Encounter/1"},"effectivePeriod":{"start":"2020-02-10T08:00:00+08:00","_end":{"extension":[{{{{E}}}}]}},
         "issued":"2020-02-10T08:00:00.999Z","performer":[{"reference":"Practitioner/1"}],"valueQuantity":{"extension":[{{{{E}}}}],"value":1.500,"comparator":">=","unit":"u","system":"http://unitsofmeasure.org","code":"mg"},
         "interpretation":[{"text":"i"}],"note":[{"authorReference":{"display":"a"},"time":"2020","text":"n"}],"bodySite":{"text":"b"},"method":{"text":"m"},"specimen":{"reference":"#s"},"device":{"reference":"Device/1"},
         "referenceRange":[{"extension":[{{{{E}}}}],"low":{"value":1},"high":{"value":2},"type":{"text":"t"},"appliesTo":[{"text":"a"}],"age":{"low":{"value":1,"system":"http://unitsofmeasure.org","code":"a"}},"text":"t"}],
         "hasMember":[{"reference":"Observation/1"}],"derivedFrom":[{"reference":"DocumentReference/1"}],
         "component":[{"extension":[{{{{E}}}}],"code":{"text":"c"},"valueSampledData":{"origin":{"value":0},"period":10,"factor":1.0,"lowerLimit":-1,"upperLimit":1,"dimensions":1,"data":"1 2 E"},"interpretation":[{"text":"i"}],"referenceRange":[{"text":"t"}]}]}
        """;

    public const string Administration = $$$$"""
        {"resourceType":"MedicationAdministration","id":"whole","extension":[{{{{E}}}}],"contained":[{"resourceType":"Medication","id":"m","identifier":[{"value":"1"}],"code":{"text":"m"},"status":"active","manufacturer":{"display":"d"},"form":{"text":"f"},
           "amount":{"numerator":{"value":1},"denominator":{"value":1}},"ingredient":[{"itemCodeableConcept":{"text":"i"},"isActive":true,"strength":{"numerator":{"value":1},"denominator":{"value":1}}}],"batch":{"extension":[{{{{E}}}}],"lotNumber":"1","expirationDate":"2021-02"}}],
         "identifier":[{"value":"1"}],"instantiates":["http://example.org/protocol"],"partOf":[{"reference":"Procedure/1"}],"status":"on-hold","statusReason":[{"text":"r"}],"category":{"text":"inpatient"},"medicationReference":{"reference":"#m"},
         "subject":{{{{Subject}}}},"context":{"reference":"Encounter/1"},"supportingInformation":[{"reference":"Observation/1"}],"effectivePeriod":{"start":"2020-02-10T08:00:00+08:00"},
         "performer":[{"extension":[{{{{E}}}}],"function":{"text":"f"},"actor":{"display":"a"}}],"reasonCode":[{"text":"r"}],"reasonReference":[{"reference":"Condition/1"}],"request":{"reference":"MedicationRequest/1"},"device":[{"reference":"Device/1"}],"note":[{"text":"n"}],
         "dosage":{"extension":[{{{{E}}}}],"text":"t","site":{"text":"s"},"route":{"text":"r"},"method":{"text":"m"},"dose":{"value":1,"unit":"u"},"rateRatio":{"numerator":{"value":1},"denominator":{"value":1}}},"eventHistory":[{"reference":"Provenance/1"}]}
        """;

    public const string AdverseEvent = $$$$"""
        {"resourceType":"AdverseEvent","id":"whole","extension":[{{{{E}}}}],"identifier":{"value":"1"},"actuality":"potential","category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/adverse-event-category","code":"wrong-dose"}]}],
         "event":{"text":"e"},"subject":{{{{Subject}}}},"encounter":{"reference":"Encounter/1"},"date":"2020-02","detected":"2020-02-10T08:00:00+08:00","recordedDate":"2020-02-11","resultingCondition":[{"reference":"Condition/1"}],"location":{"reference":"Location/1"},
         "seriousness":{"text":"s"},"severity":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/adverse-event-severity","code":"mild"}]},"outcome":{"text":"o"},"recorder":{"reference":"Practitioner/1"},"contributor":[{"reference":"Device/1"}],
         "suspectEntity":[{"extension":[{{{{E}}}}],"instance":{"reference":"Medication/1"},"causality":[{"extension":[{{{{E}}}}],"assessment":{"text":"a"},"productRelatedness":"p","author":{"display":"a"},"method":{"text":"m"}}]}],
         "subjectMedicalHistory":[{"reference":"AllergyIntolerance/1"}],"referenceDocument":[{"reference":"DocumentReference/1"}],"study":[{"reference":"ResearchStudy/1"}]}
        """;

    /// <summary>urn:uuid fullUrls in any case, references by search, profiles, types of no use to the trial, extensions on entry and request.</summary>
    public const string SyntheticRecord = $$$$"""
        {"resourceType":"Bundle","id":"synthetic","meta":{"profile":["http://example.org/bundle"]},"type":"transaction","timestamp":"2020-02-10T08:00:00.1+08:00","entry":[
         {"extension":[{{{{E}}}}],"fullUrl":"urn:uuid:7A1C1F0E-2B3C-4D5E-8F90-0123456789AB","resource":{"resourceType":"Patient","id":"7a1c1f0e-2b3c-4d5e-8f90-0123456789ab","meta":{"profile":["http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient"]},
           "identifier":[{"system":"http://hospital.example","value":"7a1c"}],"gender":"female"},"request":{"extension":[{{{{E}}}}],"method":"POST","url":"Patient"}},
         {"fullUrl":"urn:uuid:e1","resource":{"resourceType":"Encounter","status":"finished","class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"},"subject":{"reference":"urn:uuid:7a1c1f0e-2b3c-4d5e-8f90-0123456789ab"},
           "participant":[{"individual":{"reference":"Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|9999","display":"Dr"}}],"serviceProvider":{"reference":"Organization?identifier=https://example.org/synthetic|9-a"},
           "location":[{"location":{"reference":"Location?identifier=https://example.org/synthetic|1"}}]},"request":{"method":"POST","url":"Encounter"}},
         {"fullUrl":"urn:uuid:c1","resource":{"resourceType":"Condition","clinicalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]},"code":{"text":"c"},
           "subject":{"reference":"urn:uuid:7a1c1f0e-2b3c-4d5e-8f90-0123456789ab"},"encounter":{"reference":"urn:uuid:e1"}},"request":{"method":"POST","url":"Condition"}},
         {"fullUrl":"urn:uuid:o1","resource":{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"8302-2"}]},"subject":{"reference":"urn:uuid:7a1c1f0e-2b3c-4d5e-8f90-0123456789ab"},
           "encounter":{"reference":"urn:uuid:e1"},"effectiveDateTime":"2020-02-10T08:00:00+08:00","issued":"2020-02-10T08:00:00.000+08:00","valueQuantity":{"value":171.03,"unit":"cm","system":"http://unitsofmeasure.org","code":"cm"}},"request":{"method":"POST","url":"Observation"}},
         {"fullUrl":"urn:uuid:m1","resource":{"resourceType":"MedicationAdministration","status":"completed","medicationCodeableConcept":{"text":"m"},"subject":{"reference":"urn:uuid:7a1c1f0e-2b3c-4d5e-8f90-0123456789ab"},"context":{"reference":"urn:uuid:e1"},
           "effectiveDateTime":"2020-02-10T08:00:00+08:00","reasonReference":[{"reference":"urn:uuid:c1"}]},"request":{"method":"POST","url":"MedicationAdministration"}},
         {"fullUrl":"urn:uuid:p1","resource":{"resourceType":"Provenance","target":[{"reference":"urn:uuid:o1"}],"recorded":"2020-02-10T08:00:00Z","id":"p1","agent":[{"who":{"reference":"Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|9999"}}]},"request":{"method":"PUT","url":"Provenance/p1"}}]}
        """;

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["Patient with every element"] = Patient,
        ["Observation with every element"] = Observation,
        ["MedicationAdministration with every element"] = Administration,
        ["AdverseEvent with every element"] = AdverseEvent,
    };
}
