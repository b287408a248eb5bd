using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using ReportPipeline.SampleTrial;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Tests.Pipeline;

public sealed partial class WholePipelineTests(WholePipeline pipeline) : IClassFixture<WholePipeline>
{
    [Fact]
    public void Submit_EveryBundleOfBothHospitals_IsAccepted()
    {
        pipeline.Answers.Count.ShouldBeGreaterThan(250);
        pipeline.Answers.ShouldAllBe(answer => answer.Accepted);
    }

    [Fact]
    public void RunAnalyses_SecondTick_DoesNothingNew()
    {
        pipeline.FirstRun.ShouldContain(line => line.Contains("sealed"));
        pipeline.SecondRun.ShouldContain(line => line.StartsWith("Nothing new"));
    }

    [Theory]
    [InlineData("closed.en", "92.31")]
    [InlineData("closed.en", "66.67")]
    [InlineData("closed.en", "P = 0.048")]
    [InlineData("closed.en", "P = 0.031")]
    [InlineData("closed.en", "20/26")]
    [InlineData("closed.en", "18/18")]
    [InlineData("closed.zh-Hans", "92.31")]
    [InlineData("closed.zh-Hans", "0.048")]
    public void Report_Text_HasThePublishedFigure(string document, string figure) => Text(document).ShouldContain(figure);

    [Theory]
    [InlineData("S5/safety/MSC/events/n", "56")]
    [InlineData("S5/safety/CONTROL/events/n", "59")]
    public void Report_TableOfGrades_HasTheTotalOfEvents(string result, string figure)
    {
        using var word = WordprocessingDocument.Open(new MemoryStream(pipeline.Documents["closed.en"]), isEditable: false);
        word.MainDocumentPart!.Document!.Descendants<DocumentFormat.OpenXml.Wordprocessing.SdtElement>()
            .Where(control => control.SdtProperties?.GetFirstChild<DocumentFormat.OpenXml.Wordprocessing.Tag>()?.Val == result)
            .ShouldContain(control => control.InnerText == figure);
    }

    [Fact]
    public void Report_EveryDocument_IsValidOpenXml()
    {
        pipeline.Documents.Keys.Order().ShouldBe(["closed.en", "closed.zh-Hans", "open.en", "open.zh-Hans"]);
        foreach (var (name, bytes) in pipeline.Documents)
        {
            using var word = WordprocessingDocument.Open(new MemoryStream(bytes), isEditable: false);
            new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(word).Select(error => $"{name}: {error.Path?.XPath} {error.Description}").ShouldBeEmpty();
        }
    }

    [Fact]
    public void Results_EveryRow_LeadsToResourceVersionsThatWereStored()
    {
        var results = ResultFiles.FromJson(pipeline.Results);

        results.Rows.Length.ShouldBeGreaterThan(1000);
        results.Rows.ShouldAllBe(row => results.SourceSets[row.Sources].All(version => results.SourceVersions.ContainsKey(version)));
    }

    /// <summary>
    /// Names are looked for as whole words: "Li" is a surname and the beginning of "Liver". A single Chinese character is
    /// looked for together with the given name.
    /// </summary>
    [Fact]
    public void Report_AnyPart_HoldsNothingOfAPatientsIdentity()
    {
        var identities = ReconstructedTrial.Load().Select(subject => subject.Identity).ToList();
        var texts = identities.SelectMany(identity => new[]
        {
            identity.FamilyName + identity.GivenName, identity.MedicalRecordNumber, identity.Phone, identity.Address,
            identity.BirthDate.ToString("yyyy-MM-dd"),
        }).ToHashSet();
        var words = identities.SelectMany(identity => new[] { identity.FamilyNameLatin, identity.GivenNameLatin, identity.GivenName }).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (part, content) in pipeline.Documents.Values.Append(Zip(pipeline.Results)).SelectMany(WholePipeline.Parts))
        {
            texts.Where(text => content.Contains(text, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty(part);
            Words().Matches(Markup().Replace(content, " ")).Select(match => match.Value).Where(words.Contains).ShouldBeEmpty(part);
        }
    }

    private string Text(string document)
    {
        using var word = WordprocessingDocument.Open(new MemoryStream(pipeline.Documents[document]), isEditable: false);

        // A P value and its number stay on one line: the blanks between them do not break.
        return word.MainDocumentPart!.Document!.Body!.InnerText.Replace('\u00a0', ' ');
    }

    private static byte[] Zip(byte[] file)
    {
        using var stream = new MemoryStream();
        using (var package = new System.IO.Compression.ZipArchive(stream, System.IO.Compression.ZipArchiveMode.Create))
        {
            using var entry = package.CreateEntry("results.json").Open();
            entry.Write(file);
        }

        return stream.ToArray();
    }

    [GeneratedRegex(@"<[^>]*>")]
    private static partial Regex Markup();

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Words();
}
