using System.Collections.Immutable;
using System.Globalization;
using ReportPipeline.Trial.Endpoints;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Trial.Audit;

/// <summary>Writes the findings of the data audit as rows (analysis id <c>AUDIT</c>), so that a report can print and trace them.</summary>
public static class AuditRows
{
    public const string AnalysisId = "AUDIT";

    /// <summary>Variable of the number of findings.</summary>
    public const string Findings = "findings";

    public const string What = "what";
    public const string Where = "where";
    public const string Records = "records";
    public const string Severity = "severity";

    public static void Analyse(AnalysisContext context)
    {
        var findings = DataAudit.Run(new AuditScope(context.Protocol, context.Decisions, context.Dataset));
        var set = context.Protocol.AnalysisSets[0].Id;
        var place = new ResultPlace(AnalysisId, set, AnalysisContext.Total, Findings);
        context.Table.Number(place with { Sources = [.. findings.SelectMany(finding => finding.Sources)] }, StatisticName.Count, findings.Length);
        foreach (var code in findings.GroupBy(finding => finding.Code, StringComparer.Ordinal))
        {
            Write(context.Table, place with { Variable = code.Key }, [.. code]);
        }
    }

    private static void Write(ResultTable table, ResultPlace place, ImmutableArray<AuditFinding> findings)
    {
        for (var index = 0; index < findings.Length; index++)
        {
            var finding = findings[index];
            var number = (index + 1).ToString(CultureInfo.InvariantCulture);
            var at = place.At(number) with { Sources = finding.Sources };
            table.Text(at.At($"{number}/en"), What, finding.What.English);
            table.Text(at.At($"{number}/zh-Hans"), What, finding.What.SimplifiedChinese);
            table.Text(at, Where, finding.Where);
            table.Text(at, Records, string.Join(' ', finding.Records));
            table.Text(at, Severity, finding.Severity.ToString().ToUpperInvariant());
        }
    }
}
