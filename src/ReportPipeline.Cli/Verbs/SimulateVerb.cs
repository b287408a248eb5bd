using System.CommandLine;
using ReportPipeline.Cli.Demo;

namespace ReportPipeline.Cli.Verbs;

/// <summary><c>simulate</c>: writes the bundles of any number of made-up subjects, for load work.</summary>
internal static class SimulateVerb
{
    public static Command Create()
    {
        var subjects = new Option<int>("--subjects") { Description = "How many subjects, at least 1.", Required = true };
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same bytes.", DefaultValueFactory = _ => 1 };
        var output = new Option<DirectoryInfo>("--out") { Description = "Folder for the bundles, one folder per hospital.", Required = true };
        subjects.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--subjects must be at least 1.");
        });
        var verb = CommandLine.Verb("simulate",
            "Writes the bundles that the hospitals would post for simulated subjects.",
            "report-pipeline simulate --subjects 1000 --seed 7 --out ./bundles");
        verb.Add(subjects);
        verb.Add(seed);
        verb.Add(output);
        verb.SetAction(parsed =>
        {
            var sites = SimulatedBundles.BySite(parsed.GetValue(subjects), parsed.GetValue(seed));
            foreach (var site in sites)
                Write(parsed.GetRequiredValue(output).CreateSubdirectory(site.Site), site);
        });
        return verb;
    }

    private static void Write(DirectoryInfo folder, SiteBundles site)
    {
        foreach (var bundle in site.Bundles)
            File.WriteAllBytes(Path.Combine(folder.FullName, bundle.Name), bundle.Body);
        Console.WriteLine($"{site.Bundles.Count} bundles in {folder.FullName}");
    }
}
