using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Trial.Dataset;

/// <summary>A question to a hospital about a record that could not be used as sent. Nothing is guessed or dropped in silence.</summary>
/// <param name="Code">Stable code, listed in <c>docs/issue-codes.md</c>.</param>
/// <param name="Subject">The subject, when known.</param>
/// <param name="Source">The resource version in question.</param>
/// <param name="Parameter">Parameter, term or treatment code concerned; never a value.</param>
/// <param name="Message">What to do about it, without patient data.</param>
public sealed record DataQuery(string Code, SubjectId? Subject, SourceReference Source, string? Parameter, string Message);
