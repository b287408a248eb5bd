using System.Text.Json;

namespace ReportPipeline.Tests.Receiving;

/// <summary>A well-kept FHIR client (fhir-kit-client) drives the endpoint without knowing anything about it.</summary>
[Collection(ReceivingTests.Name)]
public sealed class ClientLibraryTests(ReceivingApps apps)
{
    [Fact]
    public async Task FhirKitClient_MetadataTransactionAndErrors_AsItExpects()
    {
        var folder = Repository.PathOf("tests", "Interoperability");
        await NodePackage.InstallAsync(folder);

        var (exitCode, output) = await NodePackage.RunAsync(folder, "node", "drive.mjs",
            new Uri(apps.Punctual.Address, "/api/fhir").ToString(), apps.Token(ReceivingApps.North), Repository.PathOf("docs", "examples", "first-bundle.json"));

        exitCode.ShouldBe(0, output);
        using var document = JsonDocument.Parse(output);
        var seen = document.RootElement;
        seen.GetProperty("fhirVersion").GetString().ShouldBe("4.0.1");
        Texts(seen.GetProperty("interactions")).ShouldContain("transaction");
        seen.GetProperty("taken").GetProperty("type").GetString().ShouldBe("transaction-response");
        Texts(seen.GetProperty("taken").GetProperty("statuses")).ShouldAllBe(status => status!.StartsWith("20"));
        seen.GetProperty("repeatEqual").GetBoolean().ShouldBeTrue();
        seen.GetProperty("batch").GetString().ShouldBe("batch-response");
        seen.GetProperty("validate").GetString().ShouldBe("OperationOutcome");
        ShouldBeRefused(seen.GetProperty("refused"), 400, ["code-invalid", "value-invalid"]);
        Texts(seen.GetProperty("refused").GetProperty("expressions")).ShouldBe(
            ["Bundle.entry[1].resource.status", "Bundle.entry[2].resource.effective"], ignoreOrder: true);
        ShouldBeRefused(seen.GetProperty("withoutToken"), 401, ["not-authenticated"]);
        ShouldBeRefused(seen.GetProperty("search"), 404, ["not-found"]);
    }

    private static void ShouldBeRefused(JsonElement refusal, int status, string[] codes)
    {
        refusal.GetProperty("status").GetInt32().ShouldBe(status, refusal.GetRawText());
        refusal.GetProperty("type").GetString().ShouldBe("OperationOutcome");
        Texts(refusal.GetProperty("codes")).ShouldBe(codes, ignoreOrder: true);
    }

    private static string?[] Texts(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetString())];
}
