using System.Text.Json.Nodes;

namespace ReportPipeline.SampleTrial.Bundles;

/// <summary>Patient with the full identity that a hospital sends and that must never pass the raw zone.</summary>
internal static class PatientResource
{
    public static readonly TimeOnly HourOfDeath = new(21, 15);

    /// <summary>The same in every bundle: a death is an update of the Patient that was sent at enrolment.</summary>
    public static string Id(SampleSubject subject) => StableId.Readable(subject.Subject, "patient");

    public static string FullUrl(SampleSubject subject) => StableId.Urn(subject.Site, "Patient", subject.Subject);

    /// <param name="diedAt">Null in what is sent before a death, and of survivors.</param>
    public static JsonObject Build(string subjectSystem, SampleSubject subject, DateTimeOffset? diedAt)
    {
        var identity = subject.Identity;
        var patient = new JsonObject
        {
            ["resourceType"] = "Patient",
            ["id"] = Id(subject),
            ["identifier"] = new JsonArray(
                new JsonObject { ["system"] = subjectSystem, ["value"] = subject.Subject },
                new JsonObject { ["system"] = $"https://{subject.Site}.example/medical-record", ["value"] = identity.MedicalRecordNumber }),
            ["active"] = true,
            ["name"] = new JsonArray(
                Name("official", identity.FamilyName, identity.GivenName),
                Name("usual", identity.FamilyNameLatin, identity.GivenNameLatin)),
            ["telecom"] = new JsonArray(new JsonObject { ["system"] = "phone", ["value"] = identity.Phone }),
            ["gender"] = subject.Sex,
            ["birthDate"] = ClinicTime.Text(identity.BirthDate),
        };
        if (diedAt is { } death)
        {
            patient["deceasedDateTime"] = ClinicTime.Text(death);
        }

        patient["address"] = new JsonArray(new JsonObject { ["text"] = identity.Address, ["country"] = "CN" });
        return patient;
    }

    private static JsonObject Name(string use, string family, string given) => new()
    {
        ["use"] = use,
        ["family"] = family,
        ["given"] = new JsonArray(JsonValue.Create(given)),
    };
}
