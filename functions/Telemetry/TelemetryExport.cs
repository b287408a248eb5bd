using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using ReportPipeline.Functions.Runs;

namespace ReportPipeline.Functions.Telemetry;

/// <summary>Where traces and metrics go; nowhere, at no cost, when neither is set.</summary>
/// <param name="InsightsConnection">Application Insights, addressed by its connection string and written to by identity.</param>
/// <param name="Collector">An OpenTelemetry collector.</param>
internal sealed record TelemetrySettings(string? InsightsConnection, Uri? Collector)
{
    public bool Exports => InsightsConnection is not null || Collector is not null;

    /// <summary>Reads the variables that Azure Functions and OpenTelemetry themselves define.</summary>
    public static TelemetrySettings Read(IConfiguration configuration, List<string> problems)
    {
        var collector = configuration["OTEL_EXPORTER_OTLP_ENDPOINT"];
        if (!Uri.TryCreate(collector, UriKind.Absolute, out var address) && !string.IsNullOrEmpty(collector))
            problems.Add("OTEL_EXPORTER_OTLP_ENDPOINT: not an address such as http://127.0.0.1:4318.");
        var insights = configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"];
        if (!string.IsNullOrEmpty(insights) && !insights.Contains("InstrumentationKey=", StringComparison.OrdinalIgnoreCase))
            problems.Add("APPLICATIONINSIGHTS_CONNECTION_STRING: has no InstrumentationKey.");
        return new TelemetrySettings(string.IsNullOrEmpty(insights) ? null : insights, address);
    }
}

/// <summary>Sends traces and metrics where the settings say. Log lines go to standard output, which the Functions host collects.</summary>
internal static class TelemetryExport
{
    /// <summary>Durations of all requests by route pattern, measured by the framework.</summary>
    private const string FrameworkMeter = "Microsoft.AspNetCore.Hosting";

    public static void AddTelemetry(this IServiceCollection services, TelemetrySettings settings)
    {
        if (!settings.Exports)
            return;
        services.AddHostedService<UnsealedWatch>();
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("report-pipeline", serviceVersion: SoftwareIdentity.Version))
            .WithTracing(traces => Export(traces.AddSource(Measures.Source), settings))
            .WithMetrics(metrics => Export(metrics.AddMeter(Measures.Source, FrameworkMeter), settings));
    }

    private static void Export(TracerProviderBuilder traces, TelemetrySettings settings)
    {
        if (settings.Collector is not null)
            traces.AddOtlpExporter();
        if (settings.InsightsConnection is { } connection)
            traces.AddAzureMonitorTraceExporter(options => Configure(options, connection));
    }

    private static void Export(MeterProviderBuilder metrics, TelemetrySettings settings)
    {
        if (settings.Collector is not null)
            metrics.AddOtlpExporter();
        if (settings.InsightsConnection is { } connection)
            metrics.AddAzureMonitorMetricExporter(options => Configure(options, connection));
    }

    private static void Configure(AzureMonitorExporterOptions options, string connection)
    {
        options.ConnectionString = connection;
        options.Credential = new DefaultAzureCredential();
        // Nothing of a run is left on an instance's disk.
        options.DisableOfflineStorage = true;
        options.EnableLiveMetrics = false;
    }
}
