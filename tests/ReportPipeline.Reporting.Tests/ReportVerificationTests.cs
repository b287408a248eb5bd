using System.IO.Compression;
using System.Text;

namespace ReportPipeline.Reporting.Tests;

public sealed class ReportVerificationTests
{
    private static readonly ReportRequest Request = SampleResults.Request();

    [Fact]
    public void Differences_OfTheSameFile_AreNone() =>
        ReportVerification.Differences(ClinicalReport.Write(Request), Request).ShouldBeEmpty();

    [Theory]
    [InlineData("word/document.xml", ">92.31<", ">92.37<", "T4/full/MSC/outcome/percent", "92.31", "92.37")]
    [InlineData("word/charts/chart1.xml", ">0.9615384615384616<", ">0.9715384615384616<", "F2/full/MSC/survival/9/survival", "0.9615384615384616", "0.9715384615384616")]
    [InlineData("word/document.xml", "descr=\"Flow diagram: 44", "descr=\"Flow diagram: 41", "F1A/full/total/enrolled/n", "44", "")]
    public void Differences_AfterOneDigitChanged_NameTheNumber(string part, string from, string to, string tag, string expected, string found)
    {
        byte[] changed = WithPart(ClinicalReport.Write(Request), part, text => ReplaceFirst(text, from, to));

        ReportDifference difference = ReportVerification.Differences(changed, Request).First();

        (difference.Part, difference.Tag, difference.Expected, difference.Found).ShouldBe((part, tag, expected, found));
    }

    [Fact]
    public void Differences_AfterAWordChanged_AreReportedWithoutAPlace()
    {
        byte[] changed = WithPart(ClinicalReport.Write(Request), "word/document.xml", text => ReplaceFirst(text, "supports no causal statement", "supports a causal statement"));

        ReportVerification.Differences(changed, Request).ShouldHaveSingleItem().Place.ShouldBeEmpty();
    }

    [Fact]
    public void Differences_AfterAnUntracedChartPointChanged_AreReported()
    {
        // The corner of a step is drawn, not computed, so no row stands behind it; the bytes still tell.
        byte[] changed = WithPart(ClinicalReport.Write(Request), "word/charts/chart1.xml", text => ReplaceFirst(text, "<c:v>9</c:v>", "<c:v>8</c:v>"));

        ReportVerification.Differences(changed, Request).ShouldNotBeEmpty();
    }

    [Fact]
    public void Differences_OfAnotherFile_AreRefused() =>
        Should.Throw<InvalidDataException>(() => ReportVerification.Differences(Encoding.UTF8.GetBytes("not a package"), Request));

    private static string ReplaceFirst(string text, string from, string to)
    {
        int at = text.IndexOf(from, StringComparison.Ordinal);
        at.ShouldBeGreaterThanOrEqualTo(0, $"the document holds {from}");
        return string.Concat(text.AsSpan(0, at), to, text.AsSpan(at + from.Length));
    }

    /// <summary>Rewrites one part as any zip tool would.</summary>
    private static byte[] WithPart(byte[] document, string part, Func<string, string> change)
    {
        using var stream = new MemoryStream();
        stream.Write(document);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            ZipArchiveEntry entry = archive.GetEntry(part)!;
            using var reader = new StreamReader(entry.Open());
            string text = reader.ReadToEnd();
            reader.Dispose();
            entry.Delete();
            using var writer = new StreamWriter(archive.CreateEntry(part).Open());
            writer.Write(change(text));
        }

        return stream.ToArray();
    }
}
