using System.Diagnostics;
using System.Text.Json;
using ReportPipeline.Cli.FunctionApp;
using ReportPipeline.Tests;

namespace ReportPipeline.Functions.Tests.Hosting;

/// <summary>Publishes the program as README says and looks at it as the Functions host does.</summary>
[Collection(AppTests.Name)]
public sealed class PublishedLayoutTests(AppFixture app, PublishedApp published) : IClassFixture<PublishedApp>
{
    private static readonly string[] Http =
        [
            "ExportAudit", "GetActs", "GetCompleteness", "GetDecisions", "GetManifest", "GetManifestSignature", "GetQueries", "GetReceipt",
            "GetReport", "GetResults", "GetStatus", "GetVerificationKey", "IngestBundle", "ListReports", "Liveness", "Metadata",
            "QueryAudit", "Readiness", "ReleaseReport", "ServeDesk", "SignDecisions", "SignReport", "ValidateBundle",
        ];

    [Fact]
    public void HostJson_Flags_AsTheContractNeeds()
    {
        using var host = Json("host.json");

        var handler = host.RootElement.GetProperty("customHandler");
        handler.GetProperty("enableForwardingHttpRequest").GetBoolean().ShouldBeTrue();
        handler.GetProperty("enableProxyingHttpRequest").GetBoolean().ShouldBeTrue();
        host.RootElement.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString().ShouldBe("api");
        host.RootElement.TryGetProperty("extensionBundle", out _).ShouldBeFalse();
        // The alerts of infra/ count log lines and requests: none may be sampled away.
        host.RootElement.GetProperty("logging").GetProperty("applicationInsights").GetProperty("samplingSettings")
            .GetProperty("excludedTypes").GetString().ShouldBe("Event;Request;Trace");
        var executable = handler.GetProperty("description").GetProperty("defaultExecutablePath").GetString()!;
        (OperatingSystem.IsWindows() || File.GetUnixFileMode(published.PathOf(executable)).HasFlag(UnixFileMode.UserExecute)).ShouldBeTrue();
    }

    [Fact]
    public void Functions_Folders_AreTheseAndHaveNoOther()
    {
        var folders = Directory.GetDirectories(published.Folder)
            .Where(folder => File.Exists(Path.Combine(folder, "function.json")))
            .Select(folder => Path.GetFileName(folder)!);

        folders.Order(StringComparer.Ordinal).ShouldBe([.. Http.Append("RunAnalyses").Order(StringComparer.Ordinal)]);
    }

    [Fact]
    public void HttpFunctions_Bindings_OneTriggerInAndOneResOut()
    {
        foreach (var function in Http)
        {
            using var description = Json(function, "function.json");
            var bindings = description.RootElement.GetProperty("bindings").EnumerateArray().ToArray();
            bindings.Select(binding => $"{Text(binding, "type")} {Text(binding, "direction")}").ShouldBe(["httpTrigger in", "http out"]);
            Text(bindings[0], "authLevel").ShouldBe("anonymous");
            Text(bindings[1], "name").ShouldBe("res");
        }
    }

    [Fact]
    public void HttpFunctions_Routes_NeitherOverlapNorReachTheTimer()
    {
        var routes = Http.Select(function =>
        {
            using var description = Json(function, "function.json");
            return Text(description.RootElement.GetProperty("bindings")[0], "route").Split('/');
        }).ToArray();

        // The host tries functions in the order of their names: two routes that fit one address would depend on it.
        foreach (var (one, index) in routes.Select((route, index) => (route, index)))
            routes.Skip(index + 1).ShouldAllBe(other => !Overlap(one, other));
        routes.ShouldAllBe(route => !route[0].StartsWith('{'));
    }

    [Fact]
    public void Timer_Schedule_ComesFromTheAppSetting()
    {
        using var description = Json("RunAnalyses", "function.json");

        var binding = description.RootElement.GetProperty("bindings").EnumerateArray().ShouldHaveSingleItem();
        Text(binding, "type").ShouldBe("timerTrigger");
        Text(binding, "schedule").ShouldBe("%RunAnalysesSchedule%");
    }

    [Fact]
    public async Task Start_PublishedExecutable_AnswersWithoutInstalledRuntime()
    {
        var settings = app.Settings();
        // As in Azure: the protocol is named relative to the program, and no .NET is installed.
        settings["ProtocolFile"] = "protocols/msc-covid19.json";
        settings["DOTNET_ROOT"] = published.Folder;
        var start = new FunctionAppStart
        {
            Settings = settings,
            UnderHost = true,
            Program = new FunctionAppProgram(published.PathOf("ReportPipeline.Functions"), []),
        };
        await using var started = await FunctionAppProcess.StartAsync(start);

        // How long it takes is measured in benchmarks/; that it needs no installed .NET and no storage is shown here.
        started.Address.Port.ShouldBeGreaterThan(0);
    }

    private static bool Overlap(string[] one, string[] other) =>
        one.Length == other.Length && one.Zip(other).All(pair => pair.First == pair.Second || pair.First[0] == '{' || pair.Second[0] == '{');

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;

    private JsonDocument Json(params string[] parts) => JsonDocument.Parse(File.ReadAllText(published.PathOf(parts)));
}

/// <summary>The program, published once for all tests of the class.</summary>
public sealed class PublishedApp : IAsyncLifetime
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("published-").FullName;

    public string PathOf(params string[] parts) => Path.Combine([Folder, .. parts]);

    public async Task InitializeAsync()
    {
        var start = new ProcessStartInfo("dotnet", ["publish", Repository.PathOf("functions"), "-o", Folder, "--nologo"])
        {
            RedirectStandardOutput = true,
        };
        // Set by the test runner's own build; they would be taken for this build's.
        foreach (var name in new[] { "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH" })
            start.Environment.Remove(name);
        using var publish = Process.Start(start)!;
        var output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        publish.ExitCode.ShouldBe(0, output);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }
}
