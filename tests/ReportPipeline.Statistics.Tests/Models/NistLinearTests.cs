using System.Globalization;
using System.Text.RegularExpressions;
using ReportPipeline.Statistics.Models;
using ReportPipeline.Tests;

namespace ReportPipeline.Statistics.Tests.Models;

public class NistLinearTests
{
    // Certified values carry 15 digits, the last one rounded.
    private const double LastCertifiedDigit = 5.1e-15;

    // Sets whose decimals are no doubles are read with rounding, which moves their coefficients by up to 6e-14 (measured).
    private const double OfTheInput = 1e-13;

    [Theory]
    [InlineData("Norris", 1, true, OfTheInput)]
    [InlineData("Pontius", 2, true, OfTheInput)]
    [InlineData("NoInt1", 1, false, LastCertifiedDigit)]
    [InlineData("NoInt2", 1, false, LastCertifiedDigit)]
    [InlineData("Filip", 10, true, OfTheInput)]
    [InlineData("Wampler1", 5, true, LastCertifiedDigit)]
    [InlineData("Wampler2", 5, true, OfTheInput)]
    [InlineData("Wampler3", 5, true, LastCertifiedDigit)]
    [InlineData("Wampler4", 5, true, LastCertifiedDigit)]
    [InlineData("Wampler5", 5, true, LastCertifiedDigit)]
    public void FitPolynomial_CertifiedSet_AgreesToTheDigitsOfTheData(string name, int degree, bool intercept, double tolerance)
    {
        var (certified, rows) = Read(name);
        var (y, x) = (rows.Select(r => r[0]).ToArray(), rows.Select(r => r[1]).ToArray());
        Check(LinearRegression.FitPolynomial(y, x, degree, intercept).Value, certified, tolerance);
    }

    [Fact]
    public void Fit_Longley_AgreesToTheDigitsOfTheData()
    {
        var (certified, rows) = Read("Longley");
        var covariates = Enumerable.Range(1, 6)
            .Select(j => ModelTerm.Covariate(string.Create(CultureInfo.InvariantCulture, $"x{j}"), [.. rows.Select(r => r[j])])).ToArray();
        var fit = LinearRegression.Fit([.. rows.Select(r => r[0])], DesignMatrix.WithIntercept(rows.Length, covariates)).Value;
        Check(fit, certified, OfTheInput);
    }

    private static void Check(LinearFit fit, (double Estimate, double Deviation)[] certified, double tolerance)
    {
        fit.Coefficients.Count.ShouldBe(certified.Length);
        for (var j = 0; j < certified.Length; j++)
        {
            var coefficient = fit.Coefficients[j];
            coefficient.Estimate.ShouldAgree(certified[j].Estimate, tolerance, coefficient.Name);
            if (certified[j].Deviation == 0)
                fit.ResidualStandardDeviation.Value.ShouldBeLessThan(1e-11); // Wampler 1 and 2 are exact
            else
                coefficient.StandardError.ShouldAgree(certified[j].Deviation, tolerance, coefficient.Name);
        }
    }

    private static ((double Estimate, double Deviation)[] Certified, double[][] Rows) Read(string name)
    {
        var lines = File.ReadAllLines(Repository.ReferenceData("Nist", $"{name}.dat"));
        var certified = lines[25..45].Select(l => Regex.Match(l, @"^\s*B\d+\s+(\S+)\s+(\S+)\s*$")).Where(m => m.Success)
            .Select(m => (Parse(m.Groups[1].Value), Parse(m.Groups[2].Value))).ToArray();
        var rows = lines[60..].Where(l => l.Trim().Length > 0)
            .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Parse).ToArray()).ToArray();
        return (certified, rows);
    }

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
