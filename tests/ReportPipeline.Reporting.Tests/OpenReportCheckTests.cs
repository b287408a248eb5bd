using ReportPipeline.Reporting.Verification;
using ReportPipeline.Trial.Documents;

namespace ReportPipeline.Reporting.Tests;

public sealed class OpenReportCheckTests
{
    private static readonly OpenReportFindings Open = Check(Audience.Open);

    [Fact]
    public void Of_OpenReport_HasNothingByArm() => Open.ByArm.ShouldBeEmpty();

    [Fact]
    public void Of_ClosedReportUnderTheNameOfAnOpenOne_NamesTheNumbersByArm()
    {
        OpenReportFindings findings = Check(Audience.Closed);

        findings.ByArm.ShouldContain("T4/full/MSC/outcome/n");
        findings.ByArm.ShouldContain("T4/full/MSC:CONTROL/outcome/p");
        findings.ByArm.ShouldNotContain("POP/full/total/subjects/N");
    }

    // Table 1 of the published trial: two critical subjects at the second hospital, eight severe and ten critical ones elsewhere.
    [Fact]
    public void Of_TwoSubjectsInACellOfAHospital_AreNamed()
    {
        Open.Small.ShouldContain("T1/full/total/first-affiliated-zhejiang/CRITICAL/n");
        Open.Small.ShouldNotContain("T1/full/total/renmin-wuhan/CRITICAL/n");
    }

    // 44 − 42: whoever subtracts the per-protocol total from the full one learns what became of the two who were excluded.
    [Fact]
    public void Of_TotalsOfTwoSetsThatDifferByTwoSubjects_AreNamed() =>
        Open.Small.ShouldContain(finding => finding.EndsWith(": 2 subjects", StringComparison.Ordinal) && finding.Contains("/per-protocol/"));

    private static OpenReportFindings Check(Audience audience)
    {
        ReportRequest request = SampleResults.Request(audience: audience);
        return OpenReportCheck.Of(request.Protocol, request.Results, DocumentReader.Read(ClinicalReport.Write(request), request.Results));
    }
}
