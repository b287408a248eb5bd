using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Acts;
using ReportPipeline.Functions.Hosting;
using ReportPipeline.Functions.Ingest;
using ReportPipeline.Functions.Reports;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Functions.Runs.Snapshots;
using ReportPipeline.Functions.Status;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.Settings;

/// <summary>What the triggers are given.</summary>
internal static class PipelineServices
{
    public static void AddPipeline(this IServiceCollection services, PipelineSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(settings.Protocol);
        services.AddSingleton(settings.Protocol.Protocol!);
        services.AddSingleton(settings.Clock);
        services.AddSingleton(settings.SigningKey);
        services.AddSingleton(provider => PipelineStorage.Open(settings.Storage, provider.GetRequiredService<TimeProvider>()));
        // With its own limits, not the configured ones: what was accepted once must be readable for ever.
        services.AddSingleton(new BundleIntake(settings.Protocol.Protocol!, settings.PseudonymKey));
        services.AddSingleton<ReceivedRecords>();
        services.AddSingleton<EntryConditions>();
        services.AddSingleton<BundlePreview>();
        services.AddSingleton<BundleReception>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<RunCatalogue>();
        services.AddSingleton(settings.Freshness);
        services.AddSingleton<ActStore>();
        services.AddSingleton<ActRecorder>();
        services.AddSingleton<ReportActs>();
    }

    public static void AddAccess(this IServiceCollection services, PipelineSettings settings)
    {
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
            .AddJwtBearer(options => BearerAuthentication.Configure(options, settings.Authentication));
        services.AddAuthorization(options => Policies.Add(options, settings.Protocol.Protocol!));
        services.AddSingleton<RefusalTrail>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusalAnswers>();
        services.AddRateLimiter(options => SenderRate.Configure(options, settings.RateLimit));
    }

    public static void AddRuns(this IServiceCollection services, PipelineSettings settings, IConfiguration configuration)
    {
        services.AddSingleton(RunSettings.Of(settings.Protocol, settings.PseudonymKey));
        services.AddSingleton(provider => provider.GetRequiredService<RunSettings>().Reading);
        services.AddSingleton(provider => ConfigurationValues.Of(settings, provider.GetRequiredService<RunSettings>()));
        services.AddSingleton<ConfigurationTrail>();
        services.AddHostedService<ConfigurationAtStart>();
        services.AddSingleton<LedgerSeal>();
        services.AddSingleton<ISealedData, FactArchive>();
        services.AddSingleton(provider => new CasebookStore(provider.GetRequiredService<PipelineStorage>().Snapshots, provider.GetRequiredService<RunSettings>()));
        services.AddSingleton<SnapshotArchive>();
        services.AddSingleton<SiteFeedback>();
        services.AddSingleton<IdentityArchive>();
        services.AddSingleton<ReportGuard>();
        services.AddSingleton<RunCompletion>();
        services.AddSingleton<ReportPublication>();
        services.AddSingleton<RunPipeline>();
        services.AddSingleton<AuditedRun>();
        services.AddSingleton<AnalysisRun>(provider => new LeasedRun(
            provider.GetRequiredService<AuditedRun>().RunAsync, provider.GetRequiredService<PipelineStorage>().RunLease,
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<LeasedRun>>()).RunAsync);
        services.AddSingleton(new RunSchedule(settings.RunAnalysesSchedule));
        services.AddSingleton<PipelineStatus>();
        services.AddSingleton<SingleRun>();
        if (!settings.HostMode.UnderHost)
            services.AddHostedService(provider => ActivatorUtilities.CreateInstance<OwnSchedule>(provider, settings.RunAnalysesSchedule));
        if (configuration.GetValue<bool>(StopWithParent.Setting))
            services.AddHostedService<StopWithParent>();
    }
}
