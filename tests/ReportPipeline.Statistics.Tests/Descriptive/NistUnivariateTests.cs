using System.Globalization;
using System.Text.RegularExpressions;
using ReportPipeline.Statistics.Descriptive;
using ReportPipeline.Tests;

namespace ReportPipeline.Statistics.Tests.Descriptive;

public class NistUnivariateTests
{
    // Fifteen digits are certified; the last is rounded.
    private const double LastCertifiedDigit = 5.1e-15;

    [Theory]
    [InlineData("Lew")]
    [InlineData("Lottery")]
    [InlineData("Mavro")]
    [InlineData("Michelso")]
    [InlineData("NumAcc1")]
    [InlineData("NumAcc2")]
    [InlineData("NumAcc3")]
    [InlineData("NumAcc4")]
    public void MeanAndDeviation_CertifiedSet_AgreeToTheDigitsOfTheData(string name)
    {
        var (values, mean, deviation) = Read(name);
        Moments.Mean(values).ShouldAgree(mean, LastCertifiedDigit, name);
        // Reading 1000000.1 as a double moves it by up to half a unit in its last place, which is mean/SD times larger
        // relative to the deviation: no arithmetic on doubles can do better.
        var ofTheInput = Math.Abs(mean) / deviation * Math.Pow(2, -53);
        Moments.StandardDeviation(values).ShouldAgree(deviation, LastCertifiedDigit + ofTheInput, name);
    }

    private static (double[] Values, double Mean, double Deviation) Read(string name)
    {
        var lines = File.ReadAllLines(Repository.ReferenceData("Nist", $"{name}.dat"));
        var start = Array.FindIndex(lines, line => line.StartsWith("-----", StringComparison.Ordinal)) + 1;
        double[] values = [.. lines[start..].Where(l => l.Trim().Length > 0).Select(l => double.Parse(l, CultureInfo.InvariantCulture))];
        return (values, Certified(lines, "Sample Mean"), Certified(lines, "Sample Standard Deviation"));
    }

    private static double Certified(string[] lines, string label) =>
        double.Parse(Regex.Match(lines.First(l => l.StartsWith(label, StringComparison.Ordinal)), @":\s*(\S+)").Groups[1].Value, CultureInfo.InvariantCulture);
}
