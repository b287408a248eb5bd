using System.Collections.Immutable;
using System.Globalization;
using ReportPipeline.Functions.Runs;

namespace ReportPipeline.Functions.Settings;

/// <summary>The settings whose change the audit trail must show.</summary>
internal static class ConfigurationValues
{
    public static Configuration Of(PipelineSettings settings, RunSettings run)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        values["protocol"] = $"{settings.Protocol.Protocol!.Id} {settings.Protocol.Protocol.Version}";
        values["protocolHash"] = settings.Protocol.Hash;
        values["decisionsHash"] = settings.Protocol.DecisionsHash;
        values["softwareVersion"] = run.SoftwareVersion;
        values["reading"] = run.Reading.Value;
        values["signingKey"] = settings.SigningKey.Verification.KeyId;
        values["schedule"] = settings.RunAnalysesSchedule;
        values["issuer"] = settings.Authentication.Authority ?? "development";
        values["audience"] = settings.Authentication.Audience;
        foreach (var (client, site) in settings.Authentication.SiteOfClient)
            values[$"client {client}"] = site;
        values["bodyLimits"] = Numbers(settings.BodyLimits.Received, settings.BodyLimits.Inflated);
        values["rateLimit"] = Numbers(settings.RateLimit.PerSecond, settings.RateLimit.Burst);
        values["signingAge"] = settings.Freshness.Limit.ToString("c", CultureInfo.InvariantCulture);
        return new Configuration(values.ToImmutable());
    }

    private static string Numbers(int one, int other) => string.Create(CultureInfo.InvariantCulture, $"{one} {other}");
}
