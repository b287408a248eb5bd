using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.SampleTrial.Bundles;

/// <summary>
/// Turns a subject's records into the transaction bundles that the hospital would post: one per visit, then corrections.
/// Written with the plain JSON writer, so that tests read it back with a FHIR parser that had no part in making it.
/// </summary>
public sealed class BundleWriter(TrialProtocol protocol)
{
    private readonly ProtocolCodes codes = new(protocol);

    /// <summary>Every bundle of every subject, in the order of sending.</summary>
    public ImmutableArray<BundleSubmission> WriteAll(IEnumerable<SampleSubject> subjects) =>
    [
        .. subjects
            .SelectMany(subject => Write(subject))
            .OrderBy(submission => submission.SentAt)
            .ThenBy(submission => submission.RelativePath, StringComparer.Ordinal),
    ];

    /// <summary>The bundles of one subject, in the order of sending.</summary>
    public ImmutableArray<BundleSubmission> Write(SampleSubject subject)
    {
        var resources = new SubjectResources(codes, subject);
        var visits = resources.AtVisits()
            .GroupBy(entry => entry.Visit, StringComparer.Ordinal)
            .Select(group => VisitBundle(subject, group.Key, [.. group]));
        var corrections = resources.Corrections()
            .Select((entry, index) => Submission(subject, $"correction-{index + 1}", codes.ClinicOf(subject).Evening(entry.Date, subject.Subject), [entry]));
        return [.. visits.Concat(corrections).OrderBy(submission => submission.SentAt).ThenBy(submission => submission.Visit, StringComparer.Ordinal)];
    }

    private BundleSubmission VisitBundle(SampleSubject subject, string visit, ImmutableArray<BundleEntry> entries)
    {
        var clinic = codes.ClinicOf(subject);
        var last = entries.Max(entry => entry.Date);
        var late = subject.Corrections.Late.FirstOrDefault(candidate => candidate.Visit == visit);
        var sentAt = late is not null ? clinic.Evening(late.SentOn, subject.Subject)
            : visit == codes.BaselineVisit ? clinic.Morning(last)
            : clinic.Evening(last, subject.Subject);
        return Submission(subject, visit, sentAt, entries);
    }

    private BundleSubmission Submission(SampleSubject subject, string visit, DateTimeOffset sentAt, ImmutableArray<BundleEntry> entries)
    {
        var patient = entries.Any(entry => entry.Type == "Patient")
            ? PatientResource.FullUrl(subject)
            : $"Patient?identifier={protocol.SubjectIdentifierSystem}|{subject.Subject}";
        var bundle = new JsonObject
        {
            ["resourceType"] = "Bundle",
            ["type"] = "transaction",
            ["timestamp"] = ClinicTime.Text(sentAt),
            ["entry"] = new JsonArray([.. entries.Select(entry => Entry(subject, entry, patient))]),
        };
        return new BundleSubmission(subject.Site, subject.Subject, visit, sentAt, FhirJson.Bytes(bundle));
    }

    private JsonObject Entry(SampleSubject subject, BundleEntry entry, string patientReference)
    {
        if (entry.Type != "Patient")
        {
            entry.Resource["subject"] = new JsonObject { ["reference"] = patientReference };
        }

        return new JsonObject
        {
            ["fullUrl"] = entry.Type == "Patient" ? PatientResource.FullUrl(subject) : StableId.Urn(subject.Site, entry.Type, entry.Id),
            ["resource"] = entry.Resource,
            ["request"] = new JsonObject { ["method"] = "PUT", ["url"] = $"{entry.Type}/{entry.Id}" },
        };
    }
}
