using System.Security.Claims;
using ReportPipeline.Functions.Access;

namespace ReportPipeline.Functions.Reports;

/// <summary>One stored document: <c>{run}/{audience}.{language}.docx</c>.</summary>
/// <param name="Run">The run that made it; the id in the reports API.</param>
/// <param name="Audience"><c>open</c> (pooled) or <c>closed</c> (by arm).</param>
/// <param name="Language">BCP 47 tag.</param>
internal sealed record ReportDocument(string Run, string Audience, string Language)
{
    public const string Open = "open";
    public const string Closed = "closed";
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public string Name => $"{Run}/{FileName}";

    /// <summary>Name within the run.</summary>
    public string FileName => $"{Audience}.{Language}.docx";

    /// <summary>The document behind a stored name, or null for the other artefacts of a run.</summary>
    public static ReportDocument? Parse(string name) =>
        name.Split('/') is [var run, var file] && file.Split('.') is [Open or Closed, _, "docx"] parts
            ? new ReportDocument(run, parts[0], parts[1])
            : null;

    /// <summary>Open reports are for either committee role, closed ones for the closed committee alone.</summary>
    public bool MayBeReadBy(ClaimsPrincipal caller) =>
        caller.IsInRole(Roles.CommitteeClosed) || (Audience == Open && caller.IsInRole(Roles.CommitteeOpen));
}
