using System.Globalization;
using ReportPipeline.Desk.Shell;
using ReportPipeline.Functions.WebDesk;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Cli.FunctionApp;

/// <summary>Where the web desk is, with a sign-in link for each role of the development sign-in.</summary>
internal static class DeskLinks
{
    public static IEnumerable<string> Lines(Uri app, string protocolFile)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"Web desk: {Address(app, DeskAddress.Root)}");
        foreach (var role in DevelopmentRoles.All(ProtocolFile.Load(protocolFile).Protocol!))
            yield return string.Create(CultureInfo.InvariantCulture, $"  {role,-32} {Address(app, DeskAddress.With(DeskAddress.SignIn, ("role", role)))}");
    }

    private static Uri Address(Uri app, string path) => new(app, path);
}
