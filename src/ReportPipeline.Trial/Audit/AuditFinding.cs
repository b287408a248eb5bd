using System.Collections.Immutable;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Trial.Audit;

public enum AuditSeverity
{
    /// <summary>Worth knowing when a number is read.</summary>
    Note,

    /// <summary>A statement that needs an answer from the people who made it.</summary>
    Question,

    /// <summary>Two statements that cannot both be true, or a conclusion that the records do not carry.</summary>
    Contradiction,
}

/// <summary>One place where a trial, or what is said about it, contradicts itself.</summary>
/// <param name="Code">Stable code of the rule, upper case with hyphens.</param>
/// <param name="What">What does not fit, with the numbers; never patient data beyond counts.</param>
/// <param name="Where">Endpoint, analysis set, treatment or claim in question.</param>
/// <param name="Records">Subject numbers, lots or claim ids concerned, in ordinal order.</param>
public sealed record AuditFinding(string Code, LocalizedText What, string Where, ImmutableArray<string> Records, AuditSeverity Severity)
{
    /// <summary>Ids of the resource versions behind the finding; none for claims.</summary>
    public ImmutableArray<string> Sources { get; init; } = [];

    internal static LocalizedText Say(FormattableString english, FormattableString simplifiedChinese) => new()
    {
        English = FormattableString.Invariant(english),
        SimplifiedChinese = FormattableString.Invariant(simplifiedChinese),
    };
}
