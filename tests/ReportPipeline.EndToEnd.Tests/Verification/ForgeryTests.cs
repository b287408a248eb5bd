using System.Text;
using ReportPipeline.Cli.Verification;
using ReportPipeline.Custody.Manifests;
using ReportPipeline.Custody.Signing;

namespace ReportPipeline.Tests.Verification;

/// <summary>Somebody wants another report to pass for the genuine one.</summary>
public sealed class ForgeryTests
{
    [Fact]
    public void Run_GenuineDocument_IsAuthentic() => SealedReport.Check(SealedReport.Document).IsAuthentic.ShouldBeTrue();

    [Fact]
    public void Run_OneDigitInATable_NamesResultAndPlace()
    {
        var forged = ZipTool.ReplaceText(SealedReport.Document, "word/document.xml", text => ReplaceFirst(text, ">92.31<", ">92.37<"));

        var change = SealedReport.Check(forged).Changes.First(change => change.Kind == ChangeKind.NumberChanged);

        (change.Result, change.Expected, change.Found).ShouldBe(("T4/full/MSC/outcome/percent", "92.31", "92.37"));
        change.Where.ShouldNotBeNull().ShouldStartWith("1 ");
    }

    [Fact]
    public void Run_OneDigitInAChart_NamesFigureSeriesAndPoint()
    {
        var forged = ZipTool.ReplaceText(SealedReport.Document, "word/charts/chart1.xml", text => ReplaceFirst(text, ">0.9615384615384616<", ">0.9715384615384616<"));

        var change = SealedReport.Check(forged).Changes[0];

        (change.Kind, change.Expected, change.Found).ShouldBe((ChangeKind.NumberChanged, "0.9615384615384616", "0.9715384615384616"));
        change.Where!.ShouldContain("Figure");
        change.Where!.ShouldContain("series");
    }

    [Fact]
    public void Run_OneDigitInTheWorkbookBehindAChart_NamesTheCell()
    {
        var forged = ZipTool.Replace(SealedReport.Document, "word/embeddings/workbook1.xlsx", workbook =>
            ZipTool.ReplaceText(workbook, "xl/worksheets/sheet1.xml", text => ReplaceFirst(text, ">0.9615384615384616<", ">0.9715384615384616<")));

        SealedReport.Check(forged).Changes[0].Where!.ShouldContain("workbook cell ");
    }

    [Fact]
    public void Run_OneDigitInAnAlternativeText_NamesTheFigure()
    {
        var forged = ZipTool.ReplaceText(SealedReport.Document, "word/document.xml", text => ReplaceFirst(text, "descr=\"Flow diagram: 44", "descr=\"Flow diagram: 41"));

        var change = SealedReport.Check(forged).Changes[0];

        (change.Result, change.Expected, change.Found).ShouldBe(("F1A/full/total/enrolled/n", "44", "41"));
        change.Where!.ShouldContain("alternative text");
    }

    [Fact]
    public void Run_AWord_NamesTheParagraph()
    {
        var forged = ZipTool.ReplaceText(SealedReport.Document, "word/document.xml", text => ReplaceFirst(text, "supports no causal statement", "supports a causal statement"));

        var change = SealedReport.Check(forged).Changes[0];

        change.Kind.ShouldBe(ChangeKind.TextChanged);
        change.Where!.ShouldContain("paragraph");
    }

    /// <summary>Every part of the package, those of embedded workbooks too: one byte anywhere is found and its part named.</summary>
    [Fact]
    public void Run_OneByteOfAnyPart_NamesThePart()
    {
        foreach (var (part, content) in ZipTool.Unpack(SealedReport.Document))
        {
            var middle = content.Length / 2;
            var forged = ZipTool.Replace(SealedReport.Document, part, bytes => [.. bytes[..middle], (byte)(bytes[middle] ^ 1), .. bytes[(middle + 1)..]]);

            var findings = SealedReport.Check(forged);

            findings.IsAuthentic.ShouldBeFalse(part);
            (findings.Problems.Count > 0 || findings.Changes.Any(change => change.Part == part)).ShouldBeTrue(part);
        }
    }

    [Fact]
    public void Run_ExtraPart_IsNamed() =>
        SealedReport.Check(ZipTool.Pack([.. ZipTool.Unpack(SealedReport.Document), KeyValuePair.Create("word/footnotes.xml", "<x/>"u8.ToArray())]))
            .Changes.ShouldContain(change => change.Kind == ChangeKind.PartAdded && change.Part == "word/footnotes.xml");

    [Fact]
    public void Run_MissingPart_IsNamed() =>
        SealedReport.Check(ZipTool.Pack(ZipTool.Unpack(SealedReport.Document).Where(part => part.Key != "docProps/custom.xml")))
            .Changes.ShouldContain(change => change.Kind == ChangeKind.PartMissing && change.Part == "docProps/custom.xml");

    // Programs differ in which of two entries of one name they show: the genuine one first would hide the forged one.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Run_RepeatedPart_IsNamed(bool genuineFirst)
    {
        var parts = ZipTool.Unpack(SealedReport.Document);
        var forged = KeyValuePair.Create("word/document.xml", Encoding.UTF8.GetBytes("<forged/>"));

        SealedReport.Check(ZipTool.Pack(genuineFirst ? [.. parts, forged] : [forged, .. parts]))
            .Changes.ShouldContain(change => change.Kind == ChangeKind.PartRepeated && change.Part == "word/document.xml");
    }

    [Fact]
    public void Run_BytesAfterTheEnd_AreTold() =>
        SealedReport.Check([.. SealedReport.Document, .. "Deaths: 0"u8]).IsAuthentic.ShouldBeFalse();

    [Fact]
    public void Run_BytesBeforeTheStart_AreTold() =>
        SealedReport.Check([.. "Deaths: 0"u8, .. SealedReport.Document]).IsAuthentic.ShouldBeFalse();

    [Fact]
    public void Run_SamePartsPackedAnew_SaysThatOnlyThePackageDiffers() =>
        SealedReport.Check(ZipTool.Pack(ZipTool.Unpack(SealedReport.Document))).Changes.ShouldHaveSingleItem().Kind.ShouldBe(ChangeKind.PackageChanged);

    [Fact]
    public void Run_CutDocument_IsTold() => SealedReport.Check(SealedReport.Document[..^100]).Problems.ShouldNotBeEmpty();

    [Fact]
    public void Run_NumberUnderAnotherResult_IsTold()
    {
        var forged = ZipTool.ReplaceText(SealedReport.Document, "word/document.xml", text => ReplaceFirst(text, "w:val=\"T4/full/MSC/outcome/percent\"", "w:val=\"T4/full/CONTROL/outcome/percent\""));

        SealedReport.Check(forged).Changes[0].Kind.ShouldBe(ChangeKind.NumberRelabelled);
    }

    [Fact]
    public void Run_ManifestMadeToFitTheForgery_IsNotSigned()
    {
        var manifest = SealedReport.Manifest.ToBytes();
        var signature = SealedReport.Key.Sign(manifest);
        var changed = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(manifest).Replace("92.31", "92.37", StringComparison.Ordinal));

        DocumentCheck.Run(new DocumentEvidence(SealedReport.Document, changed, signature, SealedReport.Key.Verification)).Problems.ShouldNotBeEmpty();
    }

    [Fact]
    public void Run_SignedByAnotherKey_IsTold()
    {
        var manifest = SealedReport.Manifest.ToBytes();

        DocumentCheck.Run(new DocumentEvidence(SealedReport.Document, manifest, SigningKey.Create().Sign(manifest), SealedReport.Key.Verification))
            .IsAuthentic.ShouldBeFalse();
    }

    [Fact]
    public void Manifest_ReadBack_GivesTheSameBytes() =>
        DocumentManifest.Read(SealedReport.Manifest.ToBytes()).ShouldNotBeNull().ToBytes().ShouldBe(SealedReport.Manifest.ToBytes());

    private static string ReplaceFirst(string text, string from, string to)
    {
        var at = text.IndexOf(from, StringComparison.Ordinal);
        at.ShouldBeGreaterThanOrEqualTo(0, $"the document holds {from}");
        return string.Concat(text.AsSpan(0, at), to, text.AsSpan(at + from.Length));
    }
}
