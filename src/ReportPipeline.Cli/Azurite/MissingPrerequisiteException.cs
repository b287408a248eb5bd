namespace ReportPipeline.Cli.Azurite;

/// <summary>Something this machine needs is not installed; the message is a sentence that says what to install.</summary>
public sealed class MissingPrerequisiteException(string message) : Exception(message)
{
    public static MissingPrerequisiteException Node() => new(
        "Azurite, the local storage, needs Node.js 20 or newer with npm. Install it from https://nodejs.org, " +
        "or on Debian and Ubuntu with: apt-get install nodejs npm");
}
