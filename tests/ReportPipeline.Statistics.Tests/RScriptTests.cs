using System.ComponentModel;
using System.Diagnostics;
using ReportPipeline.Tests;

namespace ReportPipeline.Statistics.Tests;

/// <summary>Runs the R scripts beside the reference data again and compares with what is stored.</summary>
public sealed class RScriptTests
{
    // The limits that R finds by root search repeat to about 1e-9 across builds of R; everything else to round-off.
    [SkippableTheory]
    [InlineData("Distributions", "distributions-reference.R", "normal-and-chi-squared.json", "base")]
    [InlineData("Survival", "survival-reference.R", "survival-reference.json", "survival", "cmprsk")]
    public void StoredReference_RecomputedByR_IsTheSame(
        string folder, string script, string stored, params string[] packages)
    {
        Skip.IfNot(
            HasPackages(packages),
            "needs R: apt-get install r-base-core r-cran-survival r-cran-cmprsk");
        var output = Path.GetTempFileName();
        try
        {
            Rscript(Repository.ReferenceData(folder, script), output).ShouldBe(0);
            Compare(ReferenceFile.Load(folder, stored), ReferenceFile.Parse(File.ReadAllText(output)));
        }
        finally
        {
            File.Delete(output);
        }
    }

    private static void Compare(ReferenceFile stored, ReferenceFile recomputed)
    {
        recomputed.Names.ShouldBe(stored.Names);
        foreach (var name in stored.Names)
        {
            recomputed[name].Length.ShouldBe(stored[name].Length, name);
            for (var i = 0; i < stored[name].Length; i++)
                recomputed[name][i].ShouldBeClose(stored[name][i], 1e-8, name, floor: 1e-3);
        }
    }

    private static bool HasPackages(string[] packages) =>
        Rscript("-e", string.Join("; ", packages.Select(package => $"library({package})"))) == 0;

    private static int? Rscript(params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo("Rscript") { RedirectStandardError = true, RedirectStandardOutput = true };
            foreach (var argument in arguments) start.ArgumentList.Add(argument);
            using var process = Process.Start(start)!;
            process.StandardOutput.ReadToEndAsync();
            process.StandardError.ReadToEndAsync();
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
