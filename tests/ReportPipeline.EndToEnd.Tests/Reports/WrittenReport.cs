using System.IO.Compression;
using System.Xml.Linq;
using ReportPipeline.Reporting;
using ReportPipeline.Tests.SampleResults;
using ReportPipeline.Trial.Dataset.Derivations;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Tests.Reports;

/// <summary>A written document as its reader sees it: paragraphs, tables and the texts of its charts.</summary>
internal sealed class WrittenReport(byte[] document)
{
    private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    private readonly XDocument body = Part(document, "word/document.xml");

    public byte[] Document => document;

    public IReadOnlyList<string> Paragraphs => [.. body.Descendants(W + "p").Select(Text)];

    /// <summary>Rows of every table, cells between bars.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Tables =>
        [.. body.Descendants(W + "tbl").Select(table => table.Elements(W + "tr").Select(row => string.Join('|', row.Elements(W + "tc").Select(Text))).ToList())];

    public IReadOnlyList<string> AlternativeTexts => [.. body.Descendants().Attributes("descr").Select(text => text.Value)];

    /// <summary>All words of each chart: axis titles and names of series.</summary>
    public IReadOnlyList<string> Charts
    {
        get
        {
            using var archive = new ZipArchive(new MemoryStream(document));
            return [.. archive.Entries.Where(entry => entry.FullName.StartsWith("word/charts/chart", StringComparison.Ordinal)).Select(entry =>
            {
                using var part = entry.Open();
                return string.Join('\n', XDocument.Load(part).Descendants().Where(element => !element.HasElements).Select(element => element.Value));
            })];
        }
    }

    /// <summary>The results of an outcome's data under a changed protocol, without decisions.</summary>
    public static AnalysisResults Analyse(SampleOutcome outcome, TrialProtocol protocol)
    {
        var decisions = DecisionList.Empty(protocol.Id);
        return EndpointAnalyses.Run(protocol, decisions, DeriveDataset.From(protocol, decisions, [.. outcome.Examined.SelectMany(result => result.Facts)], []), outcome.Results.Identity);
    }

    public static WrittenReport Of(SampleOutcome outcome, string language = "en", Audience audience = Audience.Closed) => Of(outcome.Protocol, outcome.Results, language, audience);

    public static WrittenReport Of(TrialProtocol protocol, AnalysisResults results, string language = "en", Audience audience = Audience.Closed) =>
        new(ClinicalReport.Write(new ReportRequest { Protocol = protocol, Results = results, Language = language, Audience = audience }));

    private static XDocument Part(byte[] document, string name)
    {
        using var archive = new ZipArchive(new MemoryStream(document));
        using var part = archive.GetEntry(name)!.Open();
        return XDocument.Load(part, LoadOptions.PreserveWhitespace);
    }

    private static string Text(XElement element) => string.Concat(element.Descendants(W + "t").Select(text => text.Value));
}
