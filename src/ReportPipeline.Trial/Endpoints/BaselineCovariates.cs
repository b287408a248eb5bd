using System.Collections.Immutable;
using ReportPipeline.Statistics.Models;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>Baseline variables as terms of a model: quantities as covariates, coded ones as factors with the protocol's first value as reference.</summary>
internal sealed class BaselineCovariates(TrialProtocol protocol, ImmutableArray<string> variables)
{
    private readonly ImmutableArray<BaselineValues> values = [.. variables.Select(variable => new BaselineValues(protocol, variable))];

    public bool AreKnown(SubjectData data) => values.All(value => value.Of(data) is { Number: not null } or { Code: not null });

    public IEnumerable<string> SourcesOf(SubjectData data) => values.SelectMany(value => value.Of(data).Sources);

    /// <summary>One term per variable that varies; every member has every value.</summary>
    public IEnumerable<ModelTerm> Terms(ImmutableArray<SubjectData> members) => values
        .Select(value => value.IsQuantity
            ? ModelTerm.Covariate(value.Variable, [.. members.Select(data => value.Of(data).Number!.Value)])
            : ModelTerm.Factor(value.Variable, [.. members.Select(data => value.Of(data).Code!)], value.Levels[0]))
        .Where(term => term.Columns.Count > 0);
}
