using System.Globalization;
using System.Security.Cryptography;

namespace ReportPipeline.Reporting.Tests;

public sealed class DeterminismTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("zh-Hans")]
    public void Write_Twice_GivesTheSameBytes(string language) =>
        ClinicalReport.Write(SampleResults.Request(language)).ShouldBe(ClinicalReport.Write(SampleResults.Request(language)));

    [Theory]
    [InlineData("de-DE")]
    [InlineData("zh-CN")]
    [InlineData("tr-TR")]
    public void Write_InAnotherCulture_GivesTheSameBytes(string culture)
    {
        byte[] expected = In("en-US", () => ClinicalReport.Write(SampleResults.Request()));

        In(culture, () => ClinicalReport.Write(SampleResults.Request())).ShouldBe(expected);
    }

    [Fact]
    public void Write_WithTheCutOffInAnotherTimeZone_GivesTheSameBytes()
    {
        ReportRequest utc = SampleResults.Request();
        DateTimeOffset inShanghai = utc.Results.Identity.DataCutOff.ToOffset(TimeSpan.FromHours(8));
        ReportRequest shanghai = utc with { Results = utc.Results with { Identity = utc.Results.Identity with { DataCutOff = inShanghai } } };

        ClinicalReport.Write(shanghai).ShouldBe(ClinicalReport.Write(utc));
    }

    [Fact]
    public void Write_EntriesOfThePackage_StandInOrdinalOrder()
    {
        IReadOnlyList<string> names = Parts.Names(ClinicalReport.Write(SampleResults.Request()));

        names.ShouldBe(names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Write_AnotherNumber_GivesOtherBytes()
    {
        ReportRequest request = SampleResults.Request();
        ReportRequest changed = request with
        {
            Results = SampleResults.Of(request.Results.Rows.Select(row =>
                row.Id == "T4/full/MSC/outcome/n" ? SampleResults.Row(row.Id, 23) : row)),
        };

        Hash(changed).ShouldNotBe(Hash(request));
    }

    private static string Hash(ReportRequest request) => Convert.ToHexString(SHA256.HashData(ClinicalReport.Write(request)));

    private static byte[] In(string culture, Func<byte[]> write)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            return write();
        }
        finally
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = before;
        }
    }
}
