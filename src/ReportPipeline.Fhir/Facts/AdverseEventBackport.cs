using Hl7.Fhir.Model;
using ReportPipeline.Trial.Dataset.Facts;

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

    /// <summary>The codes of <c>status</c>, a required binding: R5's AdverseEvent.status.</summary>
    private static readonly Dictionary<string, RecordStatus> Statuses = new(StringComparer.Ordinal)
    {
        ["in-progress"] = RecordStatus.Preliminary,
        ["completed"] = RecordStatus.Final,
        ["entered-in-error"] = RecordStatus.EnteredInError,
        ["unknown"] = RecordStatus.NotCounted,
    };

    /// <summary>The codes that <c>status</c> may have, for a person.</summary>
    public static string StatusCodes => string.Join(", ", Statuses.Keys);

    public static bool IsStatus(Extension extension) => extension.Url == Status;

    /// <summary>What the extension says; null when it is none of the guide's codes, in their spelling, as a valueCode.</summary>
    public static RecordStatus? StatusOf(Extension extension) =>
        extension.Value is Code { Value: { } code } && Statuses.TryGetValue(code, out var status) ? status : null;
}
