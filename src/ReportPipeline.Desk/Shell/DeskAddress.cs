namespace ReportPipeline.Desk.Shell;

/// <summary>Addresses of the desk. All of them lie below one path, which is one function of the Functions host.</summary>
public static class DeskAddress
{
    public const string Root = "/api/desk";
    public const string SignIn = $"{Root}/sign-in";
    public const string SignInElsewhere = $"{Root}/sign-in/elsewhere";
    public const string SignedIn = $"{Root}/signed-in";
    public const string SignOut = $"{Root}/sign-out";
    public const string SignOutElsewhere = $"{Root}/sign-out/elsewhere";
    public const string SignedOut = $"{Root}/signed-out";
    public const string Language = $"{Root}/language";
    public const string Assets = $"{Root}/assets";
    public const string Reports = $"{Root}/reports";
    public const string Receipts = $"{Root}/site/receipts";
    public const string Queries = $"{Root}/site/queries";
    public const string Completeness = $"{Root}/site/completeness";
    public const string Validate = $"{Root}/site/validate";
    public const string Operation = $"{Root}/operation";
    public const string LedgerCheck = $"{Root}/operation/ledger-check";
    public const string Releases = $"{Root}/operation/reports";
    public const string Decisions = $"{Root}/decisions";
    public const string Audit = $"{Root}/operation/audit";

    /// <summary>Where the operator releases a report.</summary>
    public static string ReleaseOf(string run) => $"{Releases}/{Uri.EscapeDataString(run)}";

    /// <summary>The address with its query; values are escaped, absent ones left out.</summary>
    public static string With(string address, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var text = address;
        var separator = '?';
        foreach (var (name, value) in query)
        {
            if (string.IsNullOrEmpty(value))
                continue;
            text += $"{separator}{name}={Uri.EscapeDataString(value)}";
            separator = '&';
        }

        return text;
    }

    /// <summary>Whether the address is one of the desk's own, so that nobody is led elsewhere after signing in.</summary>
    public static bool IsOwn(string? address) =>
        address is not null
        && (address == Root || address.StartsWith($"{Root}/", StringComparison.Ordinal) || address.StartsWith($"{Root}?", StringComparison.Ordinal))
        && !address.Contains('\\', StringComparison.Ordinal)
        && !address.Any(char.IsControl);
}
