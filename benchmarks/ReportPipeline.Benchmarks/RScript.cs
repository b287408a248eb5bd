using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace ReportPipeline.Benchmarks;

/// <summary>Runs a script with R, where R and its packages are there.</summary>
/// <param name="File">Relative to the benchmark's own folder.</param>
/// <param name="Packages">Debian's packages that it needs, named in the install line when something is absent.</param>
internal sealed record RScript(string File, string Packages)
{
    /// <summary>R is stopped after this long.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Shows what the script says of its progress as it says it.</summary>
    public bool ShowsProgress { get; init; }

    /// <returns>What the script printed; null, and why on the error stream, when it did not end well.</returns>
    public string? Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("Rscript", ["--vanilla", Path.Combine(AppContext.BaseDirectory, File), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        try
        {
            using var process = Process.Start(start)!;
            var errors = ReadErrorsAsync(process.StandardError);
            var output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"R was stopped after {Patience.TotalMinutes} minutes, the limit; its columns stay empty."));
                return null;
            }

            if (process.ExitCode == 0)
                return output.Result;
            Console.Error.WriteLine(errors.Result.Contains("there is no package", StringComparison.Ordinal) ? Install : errors.Result);
        }
        catch (Win32Exception)
        {
            Console.Error.WriteLine(Install);
        }

        return null;
    }

    private string Install => $"Rscript or a package of it is not installed (Debian: apt-get install {Packages}); R's columns stay empty.";

    private async Task<string> ReadErrorsAsync(StreamReader errors)
    {
        var lines = new List<string>();
        while (await errors.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (ShowsProgress)
                await Console.Error.WriteLineAsync($"  R: {line}");
        }

        return string.Join(Environment.NewLine, lines);
    }
}
