using System.Collections.Immutable;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.SampleTrial.Bundles;

/// <summary>The protocol's code lists, looked up by our short codes.</summary>
internal sealed class ProtocolCodes(TrialProtocol protocol)
{
    private readonly Dictionary<string, Parameter> parameters = protocol.Parameters.ToDictionary(item => item.Code, StringComparer.Ordinal);

    private readonly Dictionary<string, ImmutableArray<Coding>> terms = protocol.AdverseEvents.Categories
        .SelectMany(category => category.Terms)
        .ToDictionary(term => term.Code, term => term.Codings, StringComparer.Ordinal);

    private readonly Dictionary<string, ImmutableArray<Coding>> treatments = protocol.Treatments
        .Select(treatment => (treatment.Code, treatment.Codings))
        .Concat(protocol.ConcomitantTreatmentClasses.Select(item => (item.Code, item.Codings)))
        .ToDictionary(item => item.Code, item => item.Codings, StringComparer.Ordinal);

    private readonly Dictionary<string, ClinicTime> clinics = protocol.Sites
        .ToDictionary(site => site.Id, site => new ClinicTime(TimeZoneInfo.FindSystemTimeZoneById(site.TimeZone)), StringComparer.Ordinal);

    public TrialProtocol Protocol => protocol;

    public string BaselineVisit { get; } = protocol.Visits.First(visit => visit.Baseline).Id;

    public ClinicTime ClinicOf(SampleSubject subject) => clinics[subject.Site];

    public Parameter Parameter(string code) => parameters[code];

    public ImmutableArray<Coding> Value(Parameter parameter, string value) =>
        parameter.Values.First(candidate => candidate.Value == value).Codings;

    public ImmutableArray<Coding> Term(string code) => terms[code];

    public ImmutableArray<Coding> Treatment(string code) => treatments[code];

    public string DoseUnit(string treatment) => protocol.Treatments.First(candidate => candidate.Code == treatment).DoseUnit;

    public ImmutableArray<Coding> Grade(int grade) => protocol.AdverseEvents.Grades.First(candidate => candidate.Grade == grade).Codings;

    public ImmutableArray<Coding> Relatedness(string value) =>
        protocol.AdverseEvents.Relatedness.First(candidate => candidate.Value == value).Codings;

    /// <summary>The visit in whose window the day lies; before the first window the baseline, after the last the last.</summary>
    public string VisitOf(DateOnly date, DateOnly enrolment)
    {
        var difference = date.DayNumber - enrolment.DayNumber;
        var day = difference >= 0 ? difference + 1 : difference;
        var visit = protocol.Visits.FirstOrDefault(candidate => candidate.FromDay <= day && day <= candidate.ToDay);
        return visit?.Id ?? (day < 0 ? BaselineVisit : protocol.Visits[^1].Id);
    }
}
