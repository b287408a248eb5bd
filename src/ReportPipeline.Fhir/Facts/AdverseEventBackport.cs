namespace ReportPipeline.Fhir.Facts;

/// <summary>
/// Extensions of HL7's guide "Adverse Event Clinical Research R4 Backport" 1.0.1 (hl7.fhir.uv.ae-research-backport-ig), which
/// gives R4's AdverseEvent what only R5 has. Both spellings of the grade extension occur: the guide renamed it.
/// </summary>
internal static class AdverseEventBackport
{
    public const string Status = Root + "status";
    public const string Grade = Root + "ae-grade";
    public const string SeverityOrGrade = Root + "severity-or-grade";
    public const string ResolveDate = Root + "resolve-date";
    public const string SeriousnessCriteria = Root + "seriousness-criteria";
    public const string ExpectedInStudy = Root + "expected-in-research-study";
    public const string CausedDiscontinuation = Root + "caused-subject-to-discontinue-study";
    public const string SuspectEntity = Root + "suspect-entity";

    private const string Root = "http://hl7.org/fhir/uv/ae-research-backport-ig/StructureDefinition/";
}
