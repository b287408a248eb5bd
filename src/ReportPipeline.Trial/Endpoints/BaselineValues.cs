using System.Collections.Immutable;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Facts;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Endpoints;

/// <summary>One subject's baseline value: a number or a code, or neither when it is missing.</summary>
public readonly record struct BaselineReading(double? Number, string? Code, ImmutableArray<string> Sources);

/// <summary>Finds a variable's value at entry: on the subject-level record, else among the baseline findings.</summary>
public sealed class BaselineValues
{
    private readonly TrialProtocol protocol;
    private readonly Parameter? parameter;

    public BaselineValues(TrialProtocol protocol, string variable)
    {
        this.protocol = protocol;
        Variable = variable;
        parameter = protocol.FindParameter(variable);
        Levels = variable == SubjectVariables.Site ? [.. protocol.Sites.Select(site => site.Id)]
            : parameter is null ? [.. Enum.GetNames<Sex>().Select(name => name.ToUpperInvariant())]
            : [.. parameter.Values.Select(value => value.Value)];
    }

    public string Variable { get; }

    public bool IsQuantity => parameter?.Kind is ParameterKind.Quantity;

    public string? Unit => parameter?.Unit;

    /// <summary>Codes of a coded variable in the protocol's order.</summary>
    public ImmutableArray<string> Levels { get; }

    public BaselineReading Of(SubjectData data)
    {
        var subject = data.Subject;
        if (Variable == SubjectVariables.Site)
        {
            return new BaselineReading(null, subject.Site.Value, subject.SourcesOf(protocol.SubjectLevel.Enrolment));
        }

        if (parameter is null)
        {
            return new BaselineReading(null, subject.Sex.ToString().ToUpperInvariant(), subject.SourcesOf(SubjectVariables.Sex));
        }

        if (Variable == protocol.SubjectLevel.Age)
        {
            return new BaselineReading((double?)subject.Age, null, subject.SourcesOf(Variable));
        }

        return subject.Strata.TryGetValue(Variable, out var stratum)
            ? new BaselineReading(null, stratum, subject.SourcesOf(Variable))
            : FromFindings(data);
    }

    private BaselineReading FromFindings(SubjectData data)
    {
        var finding = data.FindingsOf(Variable).FirstOrDefault(item => item.IsBaseline);
        return finding is null
            ? new BaselineReading(null, null, [])
            : new BaselineReading((double?)finding.AnalysisValue, finding.CodedValue, finding.Sources);
    }
}
