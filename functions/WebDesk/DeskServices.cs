using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using ReportPipeline.Desk.Shell;
using ReportPipeline.Functions.Access;
using ReportPipeline.Functions.Settings;
using ReportPipeline.Storage;

namespace ReportPipeline.Functions.WebDesk;

/// <summary>What the pages are given.</summary>
internal static class DeskServices
{
    public static void AddDesk(this IServiceCollection services, PipelineSettings settings)
    {
        services.AddSingleton(settings.Desk);
        services.AddSingleton<DeskRendering>();
        services.AddSingleton<DeskAnswers>();
        services.AddSingleton<DeskReports>();
        services.AddSingleton<SealedBundles>();
        services.AddSingleton<SiteDocuments>();
        services.AddSingleton<ReportChecks>();
        services.AddSingleton<UnsealedArrivals>();
        services.AddSingleton<OperationState>();
        AddKeyRing(services, settings);
        services.AddAntiforgery(options =>
        {
            options.FormFieldName = "form";
            options.Cookie.Name = DeskSession.NameOf("desk-form", settings);
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.HttpOnly = true;
            options.Cookie.SecurePolicy = DeskSession.SecurePolicyOf(settings);
            options.SuppressXFrameOptionsHeader = true;
        });
        var authentication = services.AddAuthentication()
            .AddCookie(DeskSession.Scheme, options => DeskSession.Configure(options, settings));
        if (settings.Desk.ClientId is not null)
            authentication.AddOpenIdConnect(DeskSignIn.Scheme, options => DeskSignIn.Configure(options, settings));
        ReadTheKeyRingWhenAsked(services);
    }

    /// <summary>All instances share one key ring, so that a page of one is understood by every other.</summary>
    private static void AddKeyRing(IServiceCollection services, PipelineSettings settings)
    {
        services.AddDataProtection().SetApplicationName("ReportPipeline.Desk");
        services.AddSingleton(KeyRingSecret.Of(settings.PseudonymKey));
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new KeyRing(provider.GetRequiredService<PipelineStorage>(), provider.GetRequiredService<AuditTrail>());
            options.XmlEncryptor = new KeyRingEncryption(provider.GetRequiredService<KeyRingSecret>());
        }));
    }

    /// <summary>
    /// The framework would read the ring before the program listens, so that a storage account that is slow or gone would keep
    /// hospitals from an answer. Authentication and antiforgery each ask for that reading: hence the last step.
    /// </summary>
    private static void ReadTheKeyRingWhenAsked(IServiceCollection services)
    {
        foreach (var early in services.Where(IsEarlyReader).ToList())
            services.Remove(early);
    }

    private static bool IsEarlyReader(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(IDataProtectionBuilder).Assembly;
}
