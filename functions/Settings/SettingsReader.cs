using System.Globalization;
using Cronos;
using ReportPipeline.Functions.Acts;
using ReportPipeline.Functions.Telemetry;
using ReportPipeline.Functions.WebDesk;
using ReportPipeline.Storage;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Functions.Settings;

/// <summary>Reads the settings and lists every problem at once, so that a deployment is put right in one go.</summary>
internal static class SettingsReader
{
    private const int Mebibyte = 1024 * 1024;

    /// <returns>The settings, or null with at least one problem.</returns>
    public static PipelineSettings? Read(IConfiguration configuration, IHostEnvironment environment, List<string> problems)
    {
        var settings = new PipelineSettings
        {
            HostMode = HostMode.Read(configuration, problems),
            Clock = ReadClock(configuration, environment, problems),
            Protocol = ReadProtocol(configuration, problems),
            Storage = ReadStorage(configuration, problems),
            RunAnalysesSchedule = ReadSchedule(configuration, problems),
            BodyLimits = new BodyLimits(
                Positive(configuration, "BodyLimits:Received", 8 * Mebibyte, problems),
                Positive(configuration, "BodyLimits:Inflated", 16 * Mebibyte, problems)),
            RateLimit = new RateLimitSettings(
                Positive(configuration, "RateLimit:PerSecond", 200, problems),
                Positive(configuration, "RateLimit:Burst", 1000, problems)),
            Freshness = new FreshAuthentication(TimeSpan.FromMinutes(
                Positive(configuration, "Signing:MaximumAuthenticationAgeMinutes", 10, problems))),
            Desk = DeskSettings.Read(configuration, problems),
            Authentication = ReadAuthentication(configuration, environment, problems),
            PseudonymKey = PseudonymKeyFile.Read(configuration, problems),
            Telemetry = TelemetrySettings.Read(configuration, problems),
            SigningKey = SigningKeyFile.Read(configuration, problems),
        };
        CheckClients(settings, problems);
        return problems.Count == 0 ? settings : null;
    }

    private static TimeProvider ReadClock(IConfiguration configuration, IHostEnvironment environment, List<string> problems)
    {
        if (configuration[ShiftedClock.Setting] is not { Length: > 0 } text)
            return TimeProvider.System;
        if (environment.IsProduction())
            problems.Add("Testing__ClockOffsetMinutes: refused in the Production environment.");
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var minutes))
            return new ShiftedClock(TimeSpan.FromMinutes(minutes));
        problems.Add($"Testing__ClockOffsetMinutes: '{text}' is not a whole number of minutes.");
        return TimeProvider.System;
    }

    private static ProtocolReading ReadProtocol(IConfiguration configuration, List<string> problems)
    {
        var file = configuration["ProtocolFile"] ?? "";
        if (file.Length == 0)
        {
            problems.Add("ProtocolFile: not set. Name the trial's protocol, for example protocols/my-trial.json.");
            return new ProtocolReading(null, null, "", []);
        }

        // Relative to the program, where publishing puts the protocols, not to wherever it was started.
        var reading = ProtocolFile.Load(Path.Combine(AppContext.BaseDirectory, file));
        problems.AddRange(reading.Problems.Select(problem => $"Protocol: {problem}"));
        return reading;
    }

    private static StorageOptions ReadStorage(IConfiguration configuration, List<string> problems)
    {
        var connection = configuration["Storage:ConnectionString"];
        var account = configuration["Storage:AccountUri"];
        if (string.IsNullOrEmpty(connection) == string.IsNullOrEmpty(account))
            problems.Add("Storage: set exactly one of Storage__ConnectionString and Storage__AccountUri.");
        var uri = Uri.TryCreate(account, UriKind.Absolute, out var parsed) ? parsed : null;
        if (uri is null && !string.IsNullOrEmpty(account))
            problems.Add("Storage__AccountUri: not an address such as https://account.blob.core.windows.net.");
        var options = new StorageOptions
        {
            ConnectionString = connection,
            AccountUri = uri,
            ContainerPrefix = configuration["Storage:ContainerPrefix"] ?? "",
        };
        CheckConnection(options, problems);
        return options;
    }

    /// <summary>Opening touches no network: it only reads the connection string.</summary>
    private static void CheckConnection(StorageOptions options, List<string> problems)
    {
        if (string.IsNullOrEmpty(options.ConnectionString))
            return;
        try
        {
            PipelineStorage.Open(options with { AccountUri = null }, TimeProvider.System);
        }
        catch (ArgumentException fault)
        {
            problems.Add($"Storage__ConnectionString: {fault.Message}");
        }
    }

    private static string ReadSchedule(IConfiguration configuration, List<string> problems)
    {
        var schedule = configuration["RunAnalysesSchedule"] ?? "";
        if (!CronExpression.TryParse(schedule, CronFormat.IncludeSeconds, out _))
            problems.Add($"RunAnalysesSchedule: '{schedule}' is not a schedule of six fields such as '0 */15 * * * *'.");
        return schedule;
    }

    private static AuthenticationSettings ReadAuthentication(
        IConfiguration configuration, IHostEnvironment environment, List<string> problems)
    {
        var section = configuration.GetSection("Authentication");
        var (authority, keyFolder) = (section["Authority"], section["DevelopmentKeyFolder"]);
        if (string.IsNullOrEmpty(authority) == string.IsNullOrEmpty(keyFolder))
            problems.Add("Authentication: set exactly one of Authentication__Authority and Authentication__DevelopmentKeyFolder.");
        if (!string.IsNullOrEmpty(keyFolder) && environment.IsProduction())
            problems.Add("Authentication__DevelopmentKeyFolder: the development issuer is refused in the Production environment.");
        if (!string.IsNullOrEmpty(authority) && !authority.StartsWith("https://", StringComparison.Ordinal))
            problems.Add("Authentication__Authority: must be an https address.");
        if (string.IsNullOrEmpty(section["Audience"]))
            problems.Add("Authentication__Audience: not set.");
        return new AuthenticationSettings
        {
            Authority = authority,
            DevelopmentKeyFolder = keyFolder,
            Audience = section["Audience"] ?? "",
            SiteOfClient = ReadClients(section.GetSection("Clients"), problems),
        };
    }

    /// <summary>A numbered list, because the name of a setting cannot hold the hyphens of a client id.</summary>
    private static Dictionary<string, string> ReadClients(IConfigurationSection clients, List<string> problems)
    {
        var siteOfClient = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var client in clients.GetChildren())
        {
            if (client["ClientId"] is not { Length: > 0 } id || client["Site"] is not { Length: > 0 } site)
                problems.Add($"Authentication__Clients__{client.Key}: needs ClientId and Site.");
            else if (!siteOfClient.TryAdd(id, site))
                problems.Add($"Authentication__Clients__{client.Key}: the client id is already listed.");
        }

        return siteOfClient;
    }

    private static void CheckClients(PipelineSettings settings, List<string> problems)
    {
        if (settings.Protocol.Protocol is not { } protocol)
            return;
        foreach (var site in settings.Authentication.SiteOfClient.Values)
        {
            if (!SiteId.IsValid(site) || protocol.FindSite(new SiteId(site)) is null)
                problems.Add($"Authentication__Clients: the protocol has no site '{site}'.");
        }
    }

    private static int Positive(IConfiguration configuration, string key, int otherwise, List<string> problems)
    {
        if (configuration[key] is not { Length: > 0 } text)
            return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
            return number;
        problems.Add($"{key.Replace(":", "__", StringComparison.Ordinal)}: '{text}' is not a positive whole number.");
        return otherwise;
    }
}
