using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using ReportPipeline.Cli.FunctionApp;
using ReportPipeline.Functions;
using ReportPipeline.Functions.Settings;
using ReportPipeline.Functions.Telemetry;
using ReportPipeline.Functions.WebDesk;

namespace ReportPipeline.Tests.Trail;

/// <summary>Every route of the program, as its own triggers map them.</summary>
internal static class AppRoutes
{
    /// <summary>As "GET /api/reports/{id}"; "ANY" where a route takes every method.</summary>
    public static IReadOnlyList<string> All(string keyFolder)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(
            DevelopmentSettings.Create("UseDevelopmentStorage=true", keyFolder, Repository.PathOf("protocols", "msc-covid19.json"))
                .Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value)));
        var problems = new List<string>();
        var settings = SettingsReader.Read(builder.Configuration, builder.Environment, problems);
        problems.ShouldBeEmpty();
        builder.Services.AddPipeline(settings!);
        builder.Services.AddAccess(settings!);
        builder.Services.AddDesk(settings!);
        builder.Services.AddTelemetry(settings!.Telemetry);
        builder.Services.AddRuns(settings, builder.Configuration);
        var app = builder.Build();
        foreach (var map in Triggers())
            map.Invoke(null, map.GetParameters().Length == 1 ? [app] : [app, settings.HostMode]);
        return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().SelectMany(Named).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<MethodInfo> Triggers() => typeof(ServeDesk).Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(ServeDesk).Namespace)
        .Select(type => type.GetMethod("Map", BindingFlags.Static | BindingFlags.Public))
        .OfType<MethodInfo>();

    private static IEnumerable<string> Named(RouteEndpoint route) =>
        (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"]).Select(method => $"{method} /{route.RoutePattern.RawText!.TrimStart('/')}");
}
