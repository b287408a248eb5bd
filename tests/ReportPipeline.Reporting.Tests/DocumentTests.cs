using System.Xml.Linq;
using ReportPipeline.Reporting.Word;

namespace ReportPipeline.Reporting.Tests;

public sealed class DocumentTests
{
    public static TheoryData<string, Audience> EveryDocument => new()
    {
        { "en", Audience.Closed },
        { "en", Audience.Open },
        { "zh-Hans", Audience.Closed },
        { "zh-Hans", Audience.Open },
    };

    [Theory]
    [MemberData(nameof(EveryDocument))]
    public void Write_EveryDocument_PassesOfficeValidation(string language, Audience audience) =>
        DocumentValidation.Errors(ClinicalReport.Write(SampleResults.Request(language, audience))).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(EveryDocument))]
    public void Write_EveryTableCell_EndsWithAParagraph(string language, Audience audience)
    {
        // The validator lets an empty cell pass, but Word calls such a file damaged.
        XDocument body = Parts.Xml(ClinicalReport.Write(SampleResults.Request(language, audience)), "word/document.xml");

        body.Descendants(Parts.W + "tc").ShouldAllBe(cell => cell.Elements().Last().Name == Parts.W + "p");
    }

    [Theory]
    [MemberData(nameof(EveryDocument))]
    public void Write_EveryDrawing_HasAlternativeTextAndAnIdOfItsOwn(string language, Audience audience)
    {
        XDocument body = Parts.Xml(ClinicalReport.Write(SampleResults.Request(language, audience)), "word/document.xml");

        List<XElement> drawings = [.. body.Descendants(Parts.Wp + "docPr")];
        drawings.ShouldNotBeEmpty();
        drawings.ShouldAllBe(drawing => ((string?)drawing.Attribute("descr") ?? "").Length > 20);
        drawings.Select(drawing => (string?)drawing.Attribute("id")).ShouldBeUnique();
    }

    [Fact]
    public void Write_EveryStyleInUse_IsDefined()
    {
        byte[] document = ClinicalReport.Write(SampleResults.Request());
        HashSet<string> defined = [.. Parts.Xml(document, "word/styles.xml").Descendants(Parts.W + "style").Select(style => (string)style.Attribute(Parts.W + "styleId")!)];

        foreach (string part in (string[])["word/document.xml", "word/header1.xml", "word/footer1.xml"])
        {
            IEnumerable<string> used = Parts.Xml(document, part).Descendants()
                .Where(element => element.Name.LocalName is "pStyle" or "rStyle" or "tblStyle")
                .Select(element => (string)element.Attribute(Parts.W + "val")!);
            used.Except(defined).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Write_Contents_ListsEveryHeadingAndLinksToIt()
    {
        XDocument body = Parts.Xml(ClinicalReport.Write(SampleResults.Request()), "word/document.xml");
        HashSet<string> bookmarks = [.. body.Descendants(Parts.W + "bookmarkStart").Select(mark => (string)mark.Attribute(Parts.W + "name")!)];

        List<XElement> links = [.. body.Descendants(Parts.W + "hyperlink")];
        links.Select(link => (string)link.Attribute(Parts.W + "anchor")!).Except(bookmarks).ShouldBeEmpty();
        IEnumerable<string> headings = body.Descendants(Parts.W + "p")
            .Where(paragraph => (string?)paragraph.Element(Parts.W + "pPr")?.Element(Parts.W + "pStyle")?.Attribute(Parts.W + "val") is "Heading1" or "Heading2")
            .Select(Parts.Text);
        links.Select(link => Parts.Text(link).TrimStart("0123456789.".ToCharArray())).ShouldBe(headings);
        body.Descendants(Parts.W + "instrText").Select(field => field.Value.Trim()).ShouldContain("TOC \\o \"1-2\" \\h \\z \\n");
    }

    [Fact]
    public void Write_Captions_AreNumberedFieldsAndReferencesPointAtThem()
    {
        XDocument body = Parts.Xml(ClinicalReport.Write(SampleResults.Request()), "word/document.xml");
        List<string> fields = [.. body.Descendants(Parts.W + "instrText").Select(field => field.Value.Trim())];
        HashSet<string> bookmarks = [.. body.Descendants(Parts.W + "bookmarkStart").Select(mark => (string)mark.Attribute(Parts.W + "name")!)];

        fields.Count(field => field == "SEQ Table \\* ARABIC").ShouldBeGreaterThanOrEqualTo(8);
        fields.Count(field => field == "SEQ Figure \\* ARABIC").ShouldBe(4);
        List<string> references = [.. fields.Where(field => field.StartsWith("REF ", StringComparison.Ordinal)).Select(field => field.Split(' ')[1])];
        references.ShouldNotBeEmpty();
        references.Except(bookmarks).ShouldBeEmpty();
    }

    [Fact]
    public void Write_Tables_RepeatHeaderRowsAndNeverSplitARow()
    {
        XDocument body = Parts.Xml(ClinicalReport.Write(SampleResults.Request()), "word/document.xml");
        List<XElement> tables = [.. body.Descendants(Parts.W + "tbl")
            .Where(table => (string?)table.Element(Parts.W + "tblPr")?.Element(Parts.W + "tblStyle")?.Attribute(Parts.W + "val") == "ReportTable")];

        tables.Count.ShouldBeGreaterThanOrEqualTo(8);
        tables.ShouldAllBe(table => table.Elements(Parts.W + "tr").First().Element(Parts.W + "trPr")!.Element(Parts.W + "tblHeader") != null);
        body.Descendants(Parts.W + "tr").ShouldAllBe(row => row.Element(Parts.W + "trPr")!.Element(Parts.W + "cantSplit") != null);
    }

    [Theory]
    [InlineData("en", "en-GB")]
    [InlineData("zh-Hans", "zh-CN")]
    public void Write_Properties_NameTitleLanguageAndOnlyTheCutOff(string language, string expected)
    {
        byte[] document = ClinicalReport.Write(SampleResults.Request(language));
        string core = Parts.Xml(document, "docProps/core.xml").ToString();

        core.ShouldContain(SampleResults.Protocol.Title.In(language));
        core.ShouldContain($"<dc:language>{expected}</dc:language>");
        core.Split("2026-11-22T06:30:00Z").Length.ShouldBe(3);
        Parts.Xml(document, "word/styles.xml").Descendants(Parts.W + "rFonts").First().Attribute(Parts.W + "eastAsia").ShouldNotBeNull();
    }

    [Fact]
    public void Write_OpenReport_ShowsNothingByArm()
    {
        byte[] document = ClinicalReport.Write(SampleResults.Request(audience: Audience.Open));

        IEnumerable<string> groups = Parts.Numbers(document).Select(number => number.Tag.Split('/')[2]).Distinct();
        groups.ShouldBe([ReportContext.TotalGroup]);
        Parts.Names(document).ShouldNotContain(name => name.StartsWith("word/charts", StringComparison.Ordinal));
    }
}
