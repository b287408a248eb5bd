using System.Collections.Immutable;
using ReportPipeline.Reporting.Sections;
using ReportPipeline.Reporting.Word;
using ReportPipeline.Trial.Content;

namespace ReportPipeline.Reporting;

/// <summary>The committee's report.</summary>
public static class ClinicalReport
{
    /// <summary>Writes the report as a Word file. Equal requests give equal bytes on every machine, in every culture and time zone.</summary>
    /// <exception cref="WordingException">The text claims more than the design of the trial allows.</exception>
    public static byte[] Write(ReportRequest request)
    {
        ReportContent content = Compose(request);
        WordingGuard.Require(content, request);
        return WordDocument.Write(content);
    }

    /// <summary>The report's headings, in order.</summary>
    public static ReportContent Compose(ReportRequest request)
    {
        var context = new ReportContext(request);
        ImmutableArray<Block> body =
        [
            .. TitlePage.Write(context),
            .. LaySummary.Write(context),
            .. FlowSection.Write(context),
            .. SubjectsSection.Write(context),
            .. ExposureSection.Write(context),
            .. EndpointsSection.Write(context),
            .. SafetySection.Write(context),
            .. SensitivitySection.Write(context),
            .. AuditSection.Write(context),
            .. DataQualitySection.Write(context),
            .. ChangesSection.Write(context),
            .. MethodsSection.Write(context),
        ];
        return new ReportContent(DocumentFrame.Describe(context), [.. body, .. ChecklistSection.Write(context, body), .. ProvenanceSection.Write(context)]);
    }
}
