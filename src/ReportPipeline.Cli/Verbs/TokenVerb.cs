using System.CommandLine;
using ReportPipeline.Cli.FunctionApp;
using ReportPipeline.Functions.Access;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Cli.Verbs;

/// <summary><c>token</c>: prints a development token.</summary>
internal static class TokenVerb
{
    public static Command Create()
    {
        var site = new Option<string?>("--site") { Description = "The hospital that the token speaks for." };
        var role = new Option<string?>("--role") { Description = "A role without a hospital." };
        role.AcceptOnlyFromAmong([.. Roles.WithoutSite]);
        var protocol = new Option<FileInfo>("--protocol")
        {
            Description = "The protocol that 'serve' runs with; a hospital that it does not have is told of.",
            DefaultValueFactory = _ => new FileInfo(SampleProtocol.File),
        };
        protocol.AcceptExistingOnly();
        var data = LocalFolder.Option();
        var verb = CommandLine.Verb("token",
            "Prints a development token for 'serve', valid for eight hours.",
            $"curl -H \"Authorization: Bearer $({CommandLine.Tool} token --role operator)\" http://127.0.0.1:7071/api/health/ready");
        verb.Add(site);
        verb.Add(role);
        verb.Add(protocol);
        verb.Add(data);
        verb.Validators.Add(result =>
        {
            var (ofSite, withoutSite) = (result.GetValue(site), result.GetValue(role));
            if (ofSite is null == withoutSite is null)
                result.AddError("Give either --site or --role.");
            if (ofSite is not null && !SiteId.IsValid(ofSite))
                result.AddError($"'{ofSite}' is not a site id: 1 to 64 characters of a–z, 0–9 and '-'.");
        });
        verb.SetAction(parsed =>
        {
            if (parsed.GetValue(site) is { } asked)
                TellUnknown(asked, parsed.GetRequiredValue(protocol));
            var granted = parsed.GetValue(site) is { } id ? Roles.OfSite(id) : parsed.GetValue(role)!;
            Print(new LocalFolder(parsed.GetRequiredValue(data)), granted);
        });
        return verb;
    }

    /// <summary>The token is given all the same: which protocol the program runs with is not known here.</summary>
    private static void TellUnknown(string site, FileInfo protocol)
    {
        if (ProtocolFile.Load(protocol.FullName).Protocol is { } trial && trial.Sites.All(known => known.Id != site))
        {
            Console.Error.WriteLine(
                $"Note: the protocol {protocol.Name} has no site '{site}'; it has {string.Join(", ", trial.Sites.Select(known => known.Id))}. "
                + "A program that runs with this protocol refuses the token's bundles; name another protocol with --protocol.");
        }
    }

    private static void Print(LocalFolder folder, string role)
    {
        var request = new TokenRequest("developer", [role], DevelopmentSettings.Audience, TimeProvider.System.GetUtcNow());
        Console.WriteLine(DevelopmentIssuer.Open(folder.Keys).Issue(request));
    }
}
