using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Trial.Dataset;

/// <summary>A question that a later version of the same resource has answered.</summary>
/// <param name="Query">The question, as its last version raised it.</param>
/// <param name="Answer">The version that counts now and raises it no more.</param>
public sealed record AnsweredQuery(DataQuery Query, SourceReference Answer);

/// <summary>Questions that wait for the hospital, and those that it has answered.</summary>
public sealed record QueriesByState(ImmutableArray<DataQuery> Open, ImmutableArray<AnsweredQuery> Answered);
