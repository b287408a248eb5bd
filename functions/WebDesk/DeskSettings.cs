namespace ReportPipeline.Functions.WebDesk;

/// <summary>What the desk is told from outside.</summary>
internal sealed record DeskSettings
{
    /// <summary>Client id of the desk at the authority; null when people cannot sign in there.</summary>
    public string? ClientId { get; init; }

    /// <summary>The client's secret, a Key Vault reference in Azure.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>The address under which people reach the program, when the proxy before it does not say so itself.</summary>
    public Uri? PublicAddress { get; init; }

    public static DeskSettings Read(IConfiguration configuration, List<string> problems)
    {
        var section = configuration.GetSection("Desk");
        var address = section["PublicAddress"];
        var uri = Uri.TryCreate(address, UriKind.Absolute, out var parsed) && parsed.Scheme is "https" or "http" ? parsed : null;
        if (uri is null && !string.IsNullOrEmpty(address))
            problems.Add("Desk__PublicAddress: not an address such as https://reports.example.org.");
        if (!string.IsNullOrEmpty(section["ClientId"]) && string.IsNullOrEmpty(configuration["Authentication:Authority"]))
            problems.Add("Desk__ClientId: needs Authentication__Authority, where people sign in.");
        return new DeskSettings { ClientId = Given(section["ClientId"]), ClientSecret = Given(section["ClientSecret"]), PublicAddress = uri };
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
