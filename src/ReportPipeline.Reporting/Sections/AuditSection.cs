using System.Collections.Frozen;
using System.Collections.Immutable;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Audit;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>What contradicts itself in the trial's records and protocol; the open report shows only what names no group and no subject.</summary>
internal static class AuditSection
{
    public const string Key = "audit";

    /// <summary>
    /// Rules that speak of the protocol or of all subjects together. Every other rule compares the arms, names one, counts its
    /// doses or points at single subjects: a new rule is closed until it is listed here.
    /// </summary>
    private static readonly FrozenSet<string> OpenRules = FrozenSet.Create(
        StringComparer.Ordinal,
        "CHOSEN-ARM-UNADJUSTED", "INFUSION-RATE-AND-VOLUME-DIFFER", "MEDIA-DISAGREE", "LOT-BELOW-RELEASE-CRITERION",
        "ELIGIBILITY-DECIDED-AFTER-ENTRY", "DEATH-ENDS-STAY", "ENDPOINT-NOT-RESOLVED");

    public static IEnumerable<Block> Write(ReportContext context)
    {
        AuditWords words = context.Vocabulary.Audit;
        yield return new Heading(1, words.Heading, Key);
        ResultPrinter printer = context.NewPrinter();
        string count = ResultPrinter.Id(AuditRows.AnalysisId, context.Protocol.AnalysisSets[0].Id, ReportContext.TotalGroup, AuditRows.Findings, StatisticName.Count);
        if (printer.ValueOf(count) is not { } found)
        {
            yield return new Paragraph(ParagraphKind.Notice, Line.Of(words.NotRun));
            yield break;
        }

        if (found == 0)
        {
            yield return Paragraph.Body(words.NoneFound);
            yield break;
        }

        yield return Paragraph.Body([.. Sentence.Fill(words.Introduction, printer.Count(count)), .. context.IsClosed ? [] : Line.Of(context.Vocabulary.Front.SentenceSpace, words.ClosedOnly)]);
        if (context.IsClosed && context.IsEfficacyHeldBack)
        {
            yield return new Paragraph(ParagraphKind.Notice, Line.Of(words.HeldBack));
        }

        ImmutableArray<Row> rows = [.. Findings(context).Select(finding => FindingRow(context, printer, finding))];
        if (!rows.IsEmpty)
        {
            yield return Findings(context, rows, printer);
        }
    }

    private static Table Findings(ReportContext context, ImmutableArray<Row> rows, ResultPrinter printer)
    {
        AuditWords words = context.Vocabulary.Audit;
        ImmutableArray<Cell> records = context.IsClosed ? [Cell.Text(words.Records)] : [];
        return new Table("audit-findings", Line.Of(words.Caption), context.IsClosed ? [1.5, 5, 1.7, 1.8] : [1.5, 6, 2],
            [Row.Header([Cell.Text(words.Severity), Cell.Text(words.What), Cell.Text(words.Where), .. records])], rows)
        {
            KeepTogether = false,
            Notes = [Line.Of(words.SeverityNote), .. printer.Footnotes()],
        };
    }

    /// <summary>Ids of the findings without their statistic, contradictions first.</summary>
    private static IEnumerable<string> Findings(ReportContext context) => context.Results.Of(AuditRows.AnalysisId)
        .Where(row => row.Statistic == AuditRows.Severity && (context.IsClosed || OpenRules.Contains(row.Variable)))
        .OrderBy(row => row.Value is TextValue { Value: "CONTRADICTION" } ? 0 : row.Value is TextValue { Value: "QUESTION" } ? 1 : 2)
        .Select(row => row.Id[..^(AuditRows.Severity.Length + 1)]);

    private static Row FindingRow(ReportContext context, ResultPrinter printer, string finding)
    {
        AuditWords words = context.Vocabulary.Audit;
        string Severity(string code) => code switch
        {
            "CONTRADICTION" => words.Contradiction,
            "QUESTION" => words.Question,
            _ => words.Note,
        };
        string records = ResultPrinter.Id(finding, AuditRows.Records);
        ImmutableArray<Cell> recordCell = !context.IsClosed ? []
            : [context.Results.Find(records)?.Value is TextValue { Value.Length: > 0 } ? Cell.Text(printer.Text(records)) : Cell.Text()];
        return new Row(
        [
            Cell.Text(printer.Coded(ResultPrinter.Id(finding, AuditRows.Severity), Severity)),
            Cell.Text(printer.Coded(ResultPrinter.Id(finding, context.Request.Language, AuditRows.What), Sentence.Capital)),
            Cell.Text(printer.Coded(ResultPrinter.Id(finding, AuditRows.Where), where => Place(context, where))),
            .. recordCell,
        ]);
    }

    /// <summary>Codes of the place in the reader's words; endpoints keep their id, by which the methods section names them.</summary>
    private static string Place(ReportContext context, string where) =>
        string.Join(context.Vocabulary.Tables.TermSeparator, where.Split(['/', ','], StringSplitOptions.TrimEntries).Select(code => Label(context, code)));

    private static string Label(ReportContext context, string code) =>
        context.Protocol.AnalysisSets.FirstOrDefault(set => set.Id == code) is { } set ? set.Abbreviation
        : context.Protocol.FindArm(code) is { } arm ? context.Label(arm.Label)
        : context.Protocol.Treatments.FirstOrDefault(treatment => treatment.Code == code) is { } treatment ? context.Label(treatment.Label)
        : context.Protocol.FindParameter(code) is { } parameter ? context.Label(parameter.Label)
        : code;
}
