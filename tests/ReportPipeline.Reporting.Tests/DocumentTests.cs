using ReportPipeline.Reporting.Word;

namespace ReportPipeline.Reporting.Tests;

public sealed class DocumentTests
{
    [Theory]
    [InlineData("en", Audience.Closed)]
    [InlineData("zh-Hans", Audience.Closed)]
    [InlineData("en", Audience.Open)]
    [InlineData("zh-Hans", Audience.Open)]
    public void Write_EveryDocument_PassesOfficeValidation(string language, Audience audience)
    {
        byte[] document = ClinicalReport.Write(SampleResults.Request(language, audience));

        if (Environment.GetEnvironmentVariable("REPORT_OUT") is { } folder) File.WriteAllBytes(Path.Combine(folder, $"{audience}-{language}.docx"), document);
        DocumentValidation.Errors(document).ShouldBeEmpty();
    }
}
