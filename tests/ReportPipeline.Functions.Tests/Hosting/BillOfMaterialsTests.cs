using System.Diagnostics;
using System.Text.Json;
using NJsonSchema;
using ReportPipeline.Tests;

namespace ReportPipeline.Functions.Tests.Hosting;

/// <summary>The bill of materials names exactly what ships, in CycloneDX, and the same program gives the same bytes.</summary>
[Collection(AppTests.Name)] // With the other test that publishes: two at once would share the build's folder.
public sealed class BillOfMaterialsTests(PublishedApp published) : IClassFixture<PublishedApp>
{
    [Fact]
    public async Task Write_PublishedProgram_FitsTheSchema()
    {
        var schema = await JsonSchema.FromFileAsync(Repository.ReferenceData("CycloneDx", "component-list.schema.json"));

        schema.Validate(await WriteAsync()).Select(error => error.ToString()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Write_PublishedProgram_NamesEveryLibraryInTheFolder()
    {
        using var document = JsonDocument.Parse(await WriteAsync());
        var components = document.RootElement.GetProperty("components").EnumerateArray().ToList();
        var named = components.Select(component => component.GetProperty("name").GetString()!).ToHashSet(StringComparer.OrdinalIgnoreCase);

        // What the runtime brings is named as the runtime; everything else by its package, which for these is the file's name.
        var runtime = Directory.EnumerateFiles(published.Folder, "*.dll").Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && !name.StartsWith("Microsoft.", StringComparison.Ordinal))
            .Except(["mscorlib", "netstandard", "System", "WindowsBase", "ReportPipeline.Functions"]);
        runtime.Where(name => !named.Any(package => name.StartsWith(package, StringComparison.OrdinalIgnoreCase) || package.StartsWith(name, StringComparison.OrdinalIgnoreCase))).ShouldBeEmpty();
        named.ShouldContain("Microsoft.NETCore.App");
        named.ShouldContain("Microsoft.AspNetCore.App");
        named.ShouldContain("Hl7.Fhir.R4");
        named.ShouldNotContain("Microsoft.CodeAnalysis.BannedApiAnalyzers");
    }

    [Fact]
    public async Task Write_Dependencies_PointOnlyToComponents()
    {
        using var document = JsonDocument.Parse(await WriteAsync());
        var root = document.RootElement;
        var references = root.GetProperty("components").EnumerateArray().Append(root.GetProperty("metadata").GetProperty("component"))
            .Select(component => component.GetProperty("bom-ref").GetString()).ToList();

        references.ShouldBeUnique();
        root.GetProperty("dependencies").EnumerateArray()
            .SelectMany(entry => entry.GetProperty("dependsOn").EnumerateArray().Append(entry.GetProperty("ref")))
            .Select(reference => reference.GetString()).Except(references).ShouldBeEmpty();
    }

    [Fact]
    public async Task Write_Twice_GivesTheSameBytes() => (await WriteAsync()).ShouldBe(await WriteAsync());

    private async Task<string> WriteAsync()
    {
        var start = new ProcessStartInfo("node", [Repository.PathOf(".ci", "sbom.mjs"), published.Folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0, await errors);
        return output;
    }
}
