using System.Diagnostics;
using ReportPipeline.Tests.SampleResults;
using ReportPipeline.Trial.Audit.Claims;
using ReportPipeline.Trial.Dataset.DatasetJson;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Tests.Audit;

/// <summary>
/// What a publication of the second trial would print, derived by R from the exported dataset (<c>tests/double-programming/claims.R</c>)
/// and not from our results: every statement reproduces and nothing is found.
/// </summary>
public sealed class SecondTrialClaimsTests : IDisposable
{
    private static readonly string File = Repository.PathOf("protocols", "claims", "simulated-ldl.claims.json");

    private static readonly ClaimsFile Claims = ClaimsFile.Read(System.IO.File.ReadAllBytes(File)).Claims!;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("second-trial-claims-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Run_AgainstTheResults_EveryStatementReproducesAndNothingIsFound()
    {
        var report = ClaimsAudit.Run(Claims, SampleRun.SecondTrial.Results);

        report.Findings.Select(finding => $"{finding.Code}: {finding.What.English}").ShouldBeEmpty();
        report.Verdicts.ShouldAllBe(verdict => verdict.Outcome == ClaimOutcome.Reproduces);
        report.Verdicts.Select(verdict => verdict.Claim.GetType()).Distinct().Count().ShouldBe(4); // The trial has no hazard ratio.
        Claims.Claims.Sum(claim => claim.Against.Length).ShouldBeGreaterThan(90);
    }

    // Nothing is found because the statements are right, not because they say how multiplicity is controlled or name no row.
    [Fact]
    public void Run_ByThemselves_NothingIsFound() =>
        ClaimsAudit.Run(Claims with { MultiplicityControl = null }).Findings.ShouldBeEmpty();

    [Fact]
    public void Run_AnyNumberOneUnitOfItsLastDigitOff_IsFound()
    {
        foreach (var claim in Claims.Claims)
        {
            for (var number = 0; number < claim.Against.Length; number++)
            {
                var printed = claim.Against[number].Value;
                var bent = claim with { Against = claim.Against.SetItem(number, claim.Against[number] with { Value = printed + (2 * new decimal(1, 0, 0, false, printed.Scale)) }) };

                var finding = ClaimsAudit.Run(Claims with { Claims = [bent] }, SampleRun.SecondTrial.Results).Findings.ShouldHaveSingleItem();
                finding.Code.ShouldBe("DIFFERS-FROM-DATA");
            }
        }
    }

    [Fact]
    public async Task AuditVerb_FileAndResults_FindsNothing()
    {
        var results = Path.Combine(folder.FullName, "results.json");
        await System.IO.File.WriteAllBytesAsync(results, ResultFiles.ToJson(SampleRun.SecondTrial.Results));

        var (code, output) = await RunAsync(
            "dotnet", typeof(ReportPipeline.Cli.FunctionApp.LocalPipeline).Assembly.Location, "audit", "--claims", File, "--results", results);

        code.ShouldBe(0);
        output.Trim().Split('\n')[^1].ShouldBe("27 of 27 statements reproduce, 0 do not, 0 cite nothing to check them by; 0 findings");
    }

    [SkippableFact]
    public async Task File_MadeAnewByR_IsTheSame()
    {
        Skip.IfNot(HasR(), "R or a package is absent: apt-get install r-base-core r-cran-jsonlite");
        var origin = new DatasetOrigin(DateTimeOffset.UnixEpoch, SampleRun.SecondTrial.Protocol.Id, SampleRun.SecondTrial.Protocol.Version, "0");
        foreach (var table in DatasetTables.Of(SampleRun.SecondTrial.Protocol, SampleRun.SecondTrial.Dataset))
            await System.IO.File.WriteAllBytesAsync(Path.Combine(folder.FullName, table.Name + ".json"), DatasetJsonWriter.Write(table, origin));

        var (code, output) = await RunAsync("Rscript", Repository.PathOf("tests", "double-programming", "claims.R"), folder.FullName);

        code.ShouldBe(0);
        output.ShouldBe(await System.IO.File.ReadAllTextAsync(File));
    }

    private static bool HasR()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("Rscript", ["-e", "library(jsonlite)"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }
}
