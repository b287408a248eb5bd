using System.CommandLine;
using System.Text.Json;
using ReportPipeline.Trial.Audit;
using ReportPipeline.Trial.Audit.Claims;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Cli.Verbs;

/// <summary><c>audit</c>: which published statements follow from the counts that they cite.</summary>
internal static class AuditVerb
{
    public static Command Create()
    {
        var claims = new Option<FileInfo>("--claims") { Description = "The published statements, as in protocols/claims.", Required = true };
        var results = new Option<FileInfo?>("--results") { Description = "results.json of a run: the statements are then held against our own numbers too." };
        var language = new Option<string>("--language") { Description = "en or zh-Hans.", DefaultValueFactory = _ => "en" };
        language.AcceptOnlyFromAmong("en", "zh-Hans");
        var verb = CommandLine.Verb("audit",
            "Checks each statement of a claims file and prints whether it reproduces, with the findings. Exit code 0 when the audit ran, whatever it found; 2 when a file cannot be read.",
            $"{CommandLine.Tool} audit --claims protocols/claims/msc-covid19.claims.json");
        verb.Add(claims);
        verb.Add(results);
        verb.Add(language);
        verb.SetAction(parsed => Run(
            new AuditFiles(parsed.GetRequiredValue(claims), parsed.GetValue(results)),
            parsed.GetValue(language)!,
            parsed.InvocationConfiguration));
        return verb;
    }

    private static int Run(AuditFiles files, string language, InvocationConfiguration console)
    {
        if (new[] { files.Claims, files.Results }.FirstOrDefault(file => file?.Exists == false) is { } absent)
        {
            console.Error.WriteLine($"The file {absent.Name} does not exist.");
            return CommandLine.NotUsable;
        }

        var reading = ClaimsFile.Read(File.ReadAllBytes(files.Claims.FullName));
        foreach (var problem in reading.Problems)
            console.Error.WriteLine($"{files.Claims.Name}: {problem}");
        if (reading.Claims is null) return CommandLine.NotUsable;

        AnalysisResults? results;
        try
        {
            results = files.Results is null ? null : ResultFiles.FromJson(File.ReadAllBytes(files.Results.FullName));
        }
        catch (JsonException)
        {
            console.Error.WriteLine($"{files.Results!.Name} holds no results of this version.");
            return CommandLine.NotUsable;
        }

        Print(ClaimsAudit.Run(reading.Claims, results), language, console.Output);
        return CommandLine.Done;
    }

    private static void Print(ClaimsReport report, string language, TextWriter output)
    {
        foreach (var verdict in report.Verdicts)
        {
            output.WriteLine($"{Word(verdict.Outcome),-20} {verdict.Claim.Id}: {verdict.Claim.Statement} ({verdict.Claim.Where})");
            foreach (var finding in verdict.Findings) output.WriteLine($"  {Text(finding)}");
        }

        if (!report.Overall.IsEmpty) output.WriteLine("About all statements together:");
        foreach (var finding in report.Overall) output.WriteLine($"  {Text(finding)}");
        output.WriteLine(
            $"{Count(ClaimOutcome.Reproduces)} of {report.Verdicts.Length} statements reproduce, {Count(ClaimOutcome.DoesNotReproduce)} do not, "
            + $"{Count(ClaimOutcome.NotCheckable)} cite nothing to check them by; {report.Findings.Count()} findings");

        string Text(AuditFinding finding) => $"{finding.Code}: {finding.What.In(language)}";
        int Count(ClaimOutcome outcome) => report.Verdicts.Count(verdict => verdict.Outcome == outcome);
    }

    private static string Word(ClaimOutcome outcome) => outcome switch
    {
        ClaimOutcome.Reproduces => "reproduces",
        ClaimOutcome.DoesNotReproduce => "does not reproduce",
        _ => "not checkable",
    };

    private sealed record AuditFiles(FileInfo Claims, FileInfo? Results);
}
