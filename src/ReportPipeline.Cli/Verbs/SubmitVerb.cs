using System.CommandLine;
using System.CommandLine.Parsing;
using ReportPipeline.Cli.Client;
using ReportPipeline.Functions.Access;

namespace ReportPipeline.Cli.Verbs;

/// <summary><c>submit</c>: posts a folder's bundles as one hospital.</summary>
internal static class SubmitVerb
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "Folder of bundles (*.json, *.xml); sent in the order of their names." };
        folder.AcceptExistingOnly();
        var site = new Option<string>("--site") { Description = "The hospital that sends them.", Required = true };
        var url = new Option<Uri>("--url")
        {
            Description = "Address of the function app.",
            DefaultValueFactory = _ => new Uri($"http://127.0.0.1:{ServeVerb.UsualPort}"),
            CustomParser = ReadAddress,
        };
        var data = LocalFolder.Option();
        var verb = CommandLine.Verb("submit",
            "Posts every bundle of a folder with a development token and says what came of each.",
            $"{CommandLine.Tool} submit ./bundles/renmin-wuhan --site renmin-wuhan");
        verb.Add(folder);
        verb.Add(site);
        verb.Add(url);
        verb.Add(data);
        verb.SetAction(async (parsed, cancellation) =>
        {
            var issuer = DevelopmentIssuer.Open(new LocalFolder(parsed.GetRequiredValue(data)).Keys);
            using var client = new PipelineClient(parsed.GetRequiredValue(url), issuer, TimeProvider.System);
            return await SubmitAsync(client, parsed.GetRequiredValue(site), parsed.GetRequiredValue(folder), cancellation);
        });
        return verb;
    }

    private static Uri? ReadAddress(ArgumentResult argument)
    {
        if (Uri.TryCreate(argument.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https"))
            return address;
        argument.AddError($"'{argument.Tokens[0].Value}' is not an http address.");
        return null;
    }

    private static async Task<int> SubmitAsync(
        PipelineClient client, string site, DirectoryInfo folder, CancellationToken cancellation)
    {
        var (accepted, refused) = (0, 0);
        var files = BundlesOf(folder).ToList();
        if (files.Count == 0)
        {
            var inside = string.Join(", ", folder.EnumerateDirectories().Select(directory => directory.Name).Order(StringComparer.Ordinal));
            await Console.Error.WriteLineAsync($"There is no bundle (*.json, *.xml) in {folder.Name}.{(inside.Length > 0 ? $" Its folders are: {inside}; name one of them." : "")}");
            return CommandLine.NotUsable;
        }

        foreach (var file in files)
        {
            var answer = await client.SubmitAsync(site, await File.ReadAllBytesAsync(file.FullName, cancellation), cancellation);
            if (answer.Accepted)
            {
                accepted++;
                continue;
            }

            refused++;
            Console.WriteLine($"{file.Name}: refused with status {answer.Status}");
            foreach (var problem in answer.Problems)
                Console.WriteLine($"  {problem}");
        }

        Console.WriteLine($"{accepted} bundles accepted, {refused} refused.");
        return refused == 0 ? CommandLine.Done : CommandLine.Failed;
    }

    private static IEnumerable<FileInfo> BundlesOf(DirectoryInfo folder) => folder.EnumerateFiles()
        .Where(file => file.Extension is ".json" or ".xml")
        .OrderBy(file => file.Name, StringComparer.Ordinal);
}
