using System.Globalization;
using System.Text;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using ReportPipeline.SampleTrial.Bundles;

namespace ReportPipeline.SampleTrial.Tests.Bundles;

public sealed class BundleWriterTests
{
    private static readonly IReadOnlyList<BundleSubmission> Submissions = new BundleWriter(SampleProtocol.Protocol).WriteAll(ReconstructedTrial.Load());

    private static readonly IReadOnlyList<Bundle> Parsed = [.. Submissions.Select(Parse)];

    [Fact]
    public void WriteAll_Reconstruction_ParsesStrictly() =>
        Parsed.ShouldAllBe(bundle => bundle.Type == Bundle.BundleType.Transaction && bundle.Entry.Count > 0);

    [Fact]
    public void WriteAll_Twice_SameBytesInAnyCulture()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("fa-IR");
            var again = new BundleWriter(SampleProtocol.Protocol).WriteAll(ReconstructedTrial.Load());
            again.Select(item => item.RelativePath).ShouldBe(Submissions.Select(item => item.RelativePath));
            again.Select(item => Convert.ToHexString(item.Content)).ShouldBe(Submissions.Select(item => Convert.ToHexString(item.Content)));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void WriteAll_Names_AreUniqueAndInOrderOfSending()
    {
        Submissions.Select(item => item.RelativePath).ShouldBeUnique();
        Submissions.Select(item => item.SentAt).ShouldBe(Submissions.Select(item => item.SentAt).Order());
    }

    [Fact]
    public void WriteAll_EveryVisit_HasItsBundle() =>
        // 36 survivors × 7 visits; the dead: day 5 → 4, days 6, 6, 8, 9, 10, 10 → 5, day 13 → 6; two amendments, one withdrawal.
        Submissions.Count.ShouldBe((36 * 7) + 4 + (6 * 5) + 6 + 3);

    [Fact]
    public void WriteAll_FirstBundle_CarriesWhatIsKnownAtEnrolment()
    {
        foreach (var subject in ReconstructedTrial.Load())
        {
            var bundle = Parse(Submissions.First(item => item.Subject == subject.Subject));
            var patient = bundle.Entry.Select(entry => entry.Resource).OfType<Patient>().Single();
            patient.BirthDate.ShouldBe(subject.Identity.BirthDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            var observations = bundle.Entry.Select(entry => entry.Resource).OfType<Observation>().ToList();
            observations.ShouldContain(item => item.Code.Coding[0].Code == "enrolment");
            observations.ShouldContain(item => item.Code.Coding[0].Code == "arm");
            observations.ShouldContain(item => item.Code.Coding[0].Code == "severity");
            observations.Single(item => item.Code.Coding[0].Code == "30525-0").Value.ShouldBeOfType<Quantity>().Value.ShouldBe(subject.Age);
        }
    }

    [Fact]
    public void WriteAll_Deaths_ComeWithThePatient() =>
        Resources<Patient>().Count(patient => patient.Deceased is FhirDateTime).ShouldBe(8);

    [Fact]
    public void WriteAll_Corrections_AreAmendedWithdrawnAndLate()
    {
        Resources<Observation>().Count(item => item.Status == ObservationStatus.Amended).ShouldBe(2);
        var withdrawn = Resources<AdverseEvent>()
            .Where(item => item.ModifierExtension.Any(extension => extension.Value is Code { Value: "entered-in-error" }))
            .ShouldHaveSingleItem();
        Resources<AdverseEvent>().Count(item => item.Id == withdrawn.Id).ShouldBe(2);
        Submissions[^1].ShouldSatisfyAllConditions(
            last => last.Subject.ShouldBe("RM-030"),
            last => last.Visit.ShouldBe("day-14"));
    }

    [Fact]
    public void WriteAll_Identity_IsOnlyInPatients()
    {
        var names = ReconstructedTrial.Load().Select(subject => subject.Identity.MedicalRecordNumber).ToHashSet(StringComparer.Ordinal);
        foreach (var (submission, bundle) in Submissions.Zip(Parsed).Where(pair => pair.Second.Entry.All(entry => entry.Resource is not Patient)))
        {
            names.ShouldNotContain(name => Encoding.UTF8.GetString(submission.Content).Contains(name, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void WriteAll_Ids_AreStableUuids() =>
        Parsed.SelectMany(bundle => bundle.Entry).ShouldAllBe(entry => IsUuid(entry.FullUrl));

    private static bool IsUuid(string? url) => url is not null && url.StartsWith("urn:uuid:", StringComparison.Ordinal) && Guid.TryParseExact(url["urn:uuid:".Length..], "D", out _);

    private static IEnumerable<T> Resources<T>() => Parsed.SelectMany(bundle => bundle.Entry).Select(entry => entry.Resource).OfType<T>();

    private static Bundle Parse(BundleSubmission submission) =>
        new FhirJsonDeserializer(new DeserializerSettings().UsingMode(DeserializationMode.Strict))
            .Deserialize<Bundle>(Encoding.UTF8.GetString(submission.Content));
}
