using System.Collections.Immutable;
using System.Text.Json;
using ReportPipeline.Custody;
using ReportPipeline.Fhir.Intake;
using ReportPipeline.Fhir.Leaks;
using ReportPipeline.Functions.Runs;
using ReportPipeline.Reporting;
using ReportPipeline.Reporting.Verification;
using ReportPipeline.Trial;
using ReportPipeline.Trial.Documents;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Functions.Reports;

/// <summary>
/// The last look at a document before it is stored: nothing of a patient's identity in it, and nothing by arm in the open one. What is
/// found is said by kind and place, never by content.
/// </summary>
public sealed class ReportGuard(IdentityArchive identities, BundleIntake intake, RunSettings settings)
{
    private TrialProtocol Protocol => settings.Protocol.Protocol!;

    /// <summary>A guard that knows every patient up to the ledger entry, and the words that the run's reports say themselves.</summary>
    internal async Task<LeakGuard> OpenAsync(LedgerEntry head, AnalysisResults results, CancellationToken cancellation) => intake.GuardAgainst(
        await identities.ReadAsync(head, cancellation),
        [
            .. Protocol.ReportLanguages.SelectMany(language => ReportConstants.Of(results, language)),
            .. Strings(JsonSerializer.SerializeToElement(Protocol, TrialJson.Options)),
            .. Strings(JsonSerializer.SerializeToElement(settings.Protocol.Decisions, TrialJson.Options)),
        ]);

    /// <summary>Why the document must not be stored; empty when it may be.</summary>
    internal static ImmutableArray<string> Refusals(LeakGuard guard, WrittenDocument written, OpenReportFindings? open) =>
    [
        .. guard.Search(DocumentTexts.Read(written.Bytes).Select(text => new GuardedText(text.Where, text.Text, text.Visible)))
            .Distinct().Select(finding => $"{written.Document.FileName}: a patient's {Name(finding.Kind)} in {finding.Where}"),
        .. (open?.ByArm ?? []).Select(result => $"{written.Document.FileName}: {result} is by arm"),
    ];

    /// <summary>What the open report gives away; null for the closed one, whose readers may see the arms.</summary>
    internal OpenReportFindings? CheckOpen(WrittenDocument written, AnalysisResults results, DocumentContents contents) =>
        written.Document.Audience == ReportDocument.Open ? OpenReportCheck.Of(Protocol, results, contents) : null;

    private static string Name(IdentityKind kind) => kind switch
    {
        IdentityKind.BirthDate => "birth date",
        IdentityKind.Identifier => "identifier",
        IdentityKind.Contact => "contact",
        IdentityKind.Address => "address",
        _ => "name",
    };

    private static IEnumerable<string> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Strings(property.Value)),
        _ => [],
    };
}
