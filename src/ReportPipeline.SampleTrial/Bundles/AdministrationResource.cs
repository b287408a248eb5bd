using System.Text.Json.Nodes;

namespace ReportPipeline.SampleTrial.Bundles;

/// <summary>MedicationAdministration of the product, its vehicle, or a class of concomitant treatment.</summary>
internal static class AdministrationResource
{
    public static JsonObject Build(ProtocolCodes codes, ClinicTime clinic, string id, SampleAdministration administration)
    {
        var given = administration.Status != "not-done";
        var start = clinic.At(administration.Date, administration.Start);
        var resource = new JsonObject
        {
            ["resourceType"] = "MedicationAdministration",
            ["id"] = id,
            ["contained"] = new JsonArray(Product(codes, administration)),
            ["status"] = administration.Status,
            ["medicationReference"] = new JsonObject { ["reference"] = "#product" },
            ["subject"] = null,
            ["effectivePeriod"] = new JsonObject
            {
                ["start"] = ClinicTime.Text(start),
                ["end"] = ClinicTime.Text(given ? start.AddMinutes(administration.Minutes) : start),
            },
        };
        if (given)
        {
            resource["dosage"] = new JsonObject
            {
                ["dose"] = FhirJson.Quantity(administration.Dose, codes.DoseUnit(administration.Treatment)),
                ["rateQuantity"] = FhirJson.Quantity(administration.MillilitresPerHour, "mL/h"),
            };
        }

        return resource;
    }

    public static JsonObject Build(ProtocolCodes codes, string id, SampleTreatment treatment) => new()
    {
        ["resourceType"] = "MedicationAdministration",
        ["id"] = id,
        ["status"] = "completed",
        ["medicationCodeableConcept"] = FhirJson.Concept(codes.Treatment(treatment.TreatmentClass)),
        ["subject"] = null,
        ["effectivePeriod"] = new JsonObject { ["start"] = ClinicTime.Text(treatment.Start), ["end"] = ClinicTime.Text(treatment.End) },
    };

    private static JsonObject Product(ProtocolCodes codes, SampleAdministration administration)
    {
        var product = new JsonObject
        {
            ["resourceType"] = "Medication",
            ["id"] = "product",
            ["code"] = FhirJson.Concept(codes.Treatment(administration.Treatment)),
            ["amount"] = new JsonObject
            {
                ["numerator"] = FhirJson.Quantity(administration.VolumeMillilitres, "mL"),
                ["denominator"] = new JsonObject { ["value"] = 1 },
            },
        };
        if (administration.Lot.Length > 0)
        {
            product["batch"] = new JsonObject { ["lotNumber"] = administration.Lot };
        }

        return product;
    }
}
