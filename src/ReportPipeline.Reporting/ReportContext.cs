using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ReportPipeline.Reporting.Language;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Documents;
using ReportPipeline.Trial.Protocol;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting;

/// <summary>What every section sees: the request, the words of its language, the groups its audience may see.</summary>
internal sealed partial class ReportContext
{
    /// <summary>Group of the result rows over both arms.</summary>
    public const string TotalGroup = "total";

    public ReportContext(ReportRequest request)
    {
        IsEfficacyHeldBack = EfficacyBetweenLooks.IsHeldBack(request.Protocol, request.Results, request.Changes);
        Request = !IsEfficacyHeldBack ? request : request with
        {
            Results = EfficacyBetweenLooks.Withhold(request.Protocol, request.Results),
            Changes = EfficacyBetweenLooks.Withhold(request.Protocol, request.Changes),
        };
        Vocabulary = Vocabularies.Of(request.Language);
        Arms = request.Audience == Audience.Closed
            ? [.. request.Protocol.Arms.Select(arm => new ReportGroup(arm.Code, arm.Label.In(request.Language)))]
            : [];
        Total = new ReportGroup(TotalGroup, IsClosed ? Vocabulary.Tables.Total : Vocabulary.Tables.AllSubjects);
    }

    /// <summary>As the document may show it: between declared looks without the comparisons of efficacy.</summary>
    public ReportRequest Request { get; }

    public bool IsEfficacyHeldBack { get; }

    public Vocabulary Vocabulary { get; }

    public TrialProtocol Protocol => Request.Protocol;

    public AnalysisResults Results => Request.Results;

    public bool IsClosed => Request.Audience == Audience.Closed;

    /// <summary>The arms, experimental first; empty in the open report, so that no section can print by arm.</summary>
    public ImmutableArray<ReportGroup> Arms { get; }

    public ReportGroup Total { get; }

    /// <summary>Arms and total, or only the total in the open report.</summary>
    public ImmutableArray<ReportGroup> ArmsAndTotal => [.. Arms, Total];

    /// <summary>Arms, or only the total in the open report.</summary>
    public ImmutableArray<ReportGroup> ArmsOrTotal => Arms.IsEmpty ? [Total] : Arms;

    /// <summary>Group of the rows that compare the arms; null in the open report.</summary>
    public string? Comparison => IsClosed ? $"{Protocol.ExperimentalArm.Code}:{Protocol.ControlArm.Code}" : null;

    public string Label(LocalizedText text) => text.In(Request.Language);

    /// <summary>A printer with its own footnotes: take one per table or figure.</summary>
    public ResultPrinter NewPrinter() => new(Results, Vocabulary);

    public AnalysisSetDefinition AnalysisSet(string id) => Protocol.AnalysisSets.First(set => set.Id == id);

    /// <summary><c>Full analysis set (FAS)</c>.</summary>
    public string SetLabel(string id)
    {
        AnalysisSetDefinition set = AnalysisSet(id);
        return Sentence.Plain(Vocabulary.Tables.WithAbbreviation, Label(set.Label), set.Abbreviation);
    }

    /// <summary>Label of a parameter with its unit, or its code when the protocol does not define it.</summary>
    public string ParameterLabel(string code)
    {
        Parameter? parameter = Protocol.FindParameter(code);
        string label = parameter is null ? code : Label(parameter.Label);
        return parameter?.Unit is { } unit ? Sentence.Plain(Vocabulary.Tables.WithAbbreviation, label, UnitLabel(unit)) : label;
    }

    /// <summary>A UCUM unit as a reader writes it.</summary>
    public string UnitLabel(string unit) => unit switch
    {
        "a" => Vocabulary.Tables.Years,
        "mm[Hg]" => "mmHg",
        "{cells}" => Vocabulary.Tables.Cells,
        "Cel" => "°C",
        _ => unit.Replace("10*9", "10⁹", StringComparison.Ordinal).Replace("10*12", "10¹²", StringComparison.Ordinal)
            .Replace("ug", "µg", StringComparison.Ordinal).Replace("umol", "µmol", StringComparison.Ordinal),
    };

    public string VisitLabel(string id) => Protocol.Visits.FirstOrDefault(visit => visit.Id == id) is { } visit ? Label(visit.Label) : id;

    /// <summary>Label of a coded value of a parameter.</summary>
    public string ValueLabel(string parameter, string value) =>
        Protocol.FindParameter(parameter)?.Values.FirstOrDefault(item => item.Value == value) is { } coded ? Label(coded.Label) : value;

    /// <summary>"P: test (where)" for the tests that these rows name; nothing when none does.</summary>
    public IEnumerable<string> TestNames(IEnumerable<string> pValueIds) => pValueIds
        .Select(id => Results.Find(id)?.Method).OfType<string>().Distinct().Select(Term);

    /// <summary>A method or convention in this language, its variables by the protocol's labels.</summary>
    public string Term(string words) => VariableCode().Replace(Vocabulary.Term(words), code => VariableLabel(code.Value) is { } label ? Sentence.Inside(label) : code.Value);

    /// <summary>Label of a parameter, of sex or of the site; null for any other word.</summary>
    private string? VariableLabel(string code) => code switch
    {
        SubjectVariables.Sex => Vocabulary.Tables.Sex,
        SubjectVariables.Site => Vocabulary.Tables.Site,
        _ => Protocol.FindParameter(code) is { } parameter ? Label(parameter.Label) : null,
    };

    [GeneratedRegex("[A-Z][A-Z0-9_]{2,}")]
    private static partial Regex VariableCode();

    public bool IsSafety(EndpointDefinition endpoint) => Protocol.IsSafety(endpoint);

    public IEnumerable<T> Endpoints<T>() where T : EndpointDefinition => Protocol.Endpoints.OfType<T>();
}

/// <param name="Code">Group of the result rows.</param>
internal sealed record ReportGroup(string Code, string Label);
