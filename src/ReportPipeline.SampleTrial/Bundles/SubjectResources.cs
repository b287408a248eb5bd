using System.Globalization;

namespace ReportPipeline.SampleTrial.Bundles;

/// <summary>Everything that is sent about one subject, each resource in the bundle of its visit.</summary>
internal sealed class SubjectResources(ProtocolCodes codes, SampleSubject subject)
{
    private readonly ClinicTime clinic = codes.ClinicOf(subject);

    // What an event is judged to be related to: the arm's own treatment; in an arm without one the trial's.
    private readonly string? treatment = (codes.Protocol.Treatments.FirstOrDefault(candidate => candidate.Arm == subject.Arm) ?? codes.Protocol.Treatments.FirstOrDefault())?.Code;

    /// <summary>In the order of the protocol's visits; what is wrong at first is wrong here.</summary>
    public IEnumerable<BundleEntry> AtVisits()
    {
        var order = codes.Protocol.Visits.Select((visit, index) => (visit.Id, index)).ToDictionary(item => item.Id, item => item.index, StringComparer.Ordinal);
        return Patients()
            .Concat(SubjectLevel().Concat(subject.Observations).Select(AsFirstSent))
            .Concat(AdverseEvents())
            .Concat(Medication())
            .OrderBy(entry => order[entry.Visit]);
    }

    /// <summary>Each correction is a bundle of its own.</summary>
    public IEnumerable<BundleEntry> Corrections()
    {
        foreach (var amended in subject.Corrections.Amended)
        {
            var observation = subject.Observations.First(item => item.Parameter == amended.Parameter && item.Visit == amended.Visit);
            yield return Observation(observation, "amended") with { Date = amended.AmendedOn };
        }

        foreach (var (withdrawn, index) in subject.Corrections.Withdrawn.Select((item, index) => (item, index)))
        {
            var resource = AdverseEvent(withdrawn.AdverseEvent, WithdrawnId(index), "entered-in-error");
            yield return resource with { Date = withdrawn.WithdrawnOn };
        }
    }

    private IEnumerable<BundleEntry> Patients()
    {
        var system = codes.Protocol.SubjectIdentifierSystem;
        yield return new BundleEntry(codes.BaselineVisit, subject.Enrolment, "Patient", PatientResource.Id(subject), PatientResource.Build(system, subject, diedAt: null));
        if (subject.Death is { } death)
        {
            yield return new BundleEntry(codes.VisitOf(death, subject.Enrolment), death, "Patient", PatientResource.Id(subject), PatientResource.Build(system, subject, clinic.At(death, PatientResource.HourOfDeath)));
        }
    }

    private IEnumerable<SampleObservation> SubjectLevel()
    {
        var level = codes.Protocol.SubjectLevel;
        var age = subject.Age.ToString(CultureInfo.InvariantCulture);
        yield return new SampleObservation("", subject.Enrolment, null, level.Enrolment, "", "");
        yield return new SampleObservation("", subject.Enrolment, null, level.Allocation, subject.Arm, "");
        yield return new SampleObservation("", subject.Enrolment, null, level.Age, age, codes.Parameter(level.Age).Unit ?? "a");
        foreach (var stratum in level.Strata)
        {
            yield return new SampleObservation("", subject.Enrolment, null, stratum, subject.Strata[stratum], "");
        }

        if (subject.Death is null && level.LastContact is { } lastContact)
        {
            yield return new SampleObservation("", subject.LastContact, null, lastContact, "", "");
        }
    }

    private BundleEntry AsFirstSent(SampleObservation observation)
    {
        var amended = subject.Corrections.Amended
            .FirstOrDefault(item => item.Parameter == observation.Parameter && item.Visit == observation.Visit);
        return Observation(amended is null ? observation : observation with { Value = amended.FirstValue }, "final");
    }

    private BundleEntry Observation(SampleObservation observation, string status)
    {
        var last = observation.EndDate ?? observation.Date;
        var occasion = observation.Visit.Length > 0 ? observation.Visit : ClinicTime.Text(observation.Date);
        var id = StableId.Readable(subject.Subject, observation.Parameter, occasion);
        return new BundleEntry(VisitOf(observation, last), last, "Observation", id, ObservationResource.Build(codes, clinic, new ObservationVersion(id, status, observation)));
    }

    // What is known at enrolment travels in the first bundle, with the Patient.
    private string VisitOf(SampleObservation observation, DateOnly last)
    {
        var level = codes.Protocol.SubjectLevel;
        return observation.Visit.Length > 0 ? observation.Visit
            : observation.Parameter == level.Enrolment || observation.Parameter == level.Allocation || observation.Parameter == level.Age || level.Strata.Contains(observation.Parameter)
                ? codes.BaselineVisit
                : codes.VisitOf(last, subject.Enrolment);
    }

    private IEnumerable<BundleEntry> AdverseEvents()
    {
        var reported = subject.AdverseEvents.Select((item, index) =>
            AdverseEvent(item, StableId.Readable(subject.Subject, "ae", (index + 1).ToString(CultureInfo.InvariantCulture)), "completed"));
        var mistaken = subject.Corrections.Withdrawn.Select((item, index) => AdverseEvent(item.AdverseEvent, WithdrawnId(index), "completed"));
        return reported.Concat(mistaken);
    }

    private string WithdrawnId(int index) => StableId.Readable(subject.Subject, "ae-x", (index + 1).ToString(CultureInfo.InvariantCulture));

    private BundleEntry AdverseEvent(SampleAdverseEvent adverseEvent, string id, string status)
    {
        var last = adverseEvent.Resolved ?? adverseEvent.Onset;
        var version = new AdverseEventVersion(id, adverseEvent, treatment, status);
        return new BundleEntry(codes.VisitOf(last, subject.Enrolment), last, "AdverseEvent", id, AdverseEventResource.Build(codes, clinic, version));
    }

    private IEnumerable<BundleEntry> Medication()
    {
        foreach (var (administration, index) in subject.Administrations.Select((item, index) => (item, index)))
        {
            var id = StableId.Readable(subject.Subject, "infusion", (index + 1).ToString(CultureInfo.InvariantCulture));
            yield return new BundleEntry(
                codes.VisitOf(administration.Date, subject.Enrolment), administration.Date, "MedicationAdministration", id, AdministrationResource.Build(codes, clinic, id, administration));
        }

        foreach (var item in subject.Treatments)
        {
            var id = StableId.Readable(subject.Subject, item.TreatmentClass);
            yield return new BundleEntry(
                codes.VisitOf(item.End, subject.Enrolment), item.End, "MedicationAdministration", id, AdministrationResource.Build(codes, id, item));
        }
    }
}
