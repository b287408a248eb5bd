using System.Globalization;

namespace ReportPipeline.Functions.Settings;

/// <summary>
/// Whether the Functions host started the program (and owns HTTP and the timer) or the program runs alone.
/// </summary>
/// <param name="Port">The port on which the host expects the program, or null when it runs alone.</param>
internal sealed record HostMode(int? Port)
{
    private const string PortVariable = "FUNCTIONS_CUSTOMHANDLER_PORT";

    public bool UnderHost => Port is not null;

    public static HostMode Read(IConfiguration configuration, List<string> problems)
    {
        if (configuration[PortVariable] is not { Length: > 0 } text)
            return new HostMode((int?)null);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535)
            return new HostMode(port);
        problems.Add($"{PortVariable}: '{text}' is not a port number.");
        return new HostMode((int?)null);
    }
}
