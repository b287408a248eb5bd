using ReportPipeline.Trial;
using ReportPipeline.Trial.Dataset;
using ReportPipeline.Trial.Dataset.Casebooks;
using ReportPipeline.Trial.Dataset.Facts;
using static ReportPipeline.Tests.Facts;

namespace ReportPipeline.Tests.Dataset.Casebooks;

public sealed class CasebookGroupsTests
{
    private static readonly ClinicalFact Reading = Quantity("SPO2", 90, "2020-02-10", 2);

    [Fact]
    public void Of_TwoSubjects_AreTwoCasebooks() => Of([Reading, About(Quantity("SPO2", 91, "2020-02-10", 3), "RM-002")]).Count.ShouldBe(2);

    [Fact]
    public void Of_ResourceThatMovedBetweenSubjects_TiesBoth()
    {
        var moved = About(Reading, "RM-002") with { Source = Source("SPO2-2", 9) };

        var casebook = Of([Reading, moved]).ShouldHaveSingleItem();

        casebook.Key.ShouldBe($"RM-001@{Facts.Site}");
        casebook.Subjects().Select(subject => subject.Subject.Value).Distinct().Order().ShouldBe(["RM-001", "RM-002"]);
    }

    // The reading refers to a Patient resource by its pseudonym; the Patient names the subject.
    [Fact]
    public void Of_ReferenceToAPatient_LeadsToItsSubject()
    {
        var pending = Reading with { Link = new SubjectLink(null, "patient") };

        Of([pending]).ShouldHaveSingleItem().Key.ShouldBe($"~{Facts.Site}/Observation/SPO2-2");
        Of([pending, Patient(3)]).ShouldHaveSingleItem().Key.ShouldBe($"RM-001@{Facts.Site}");
    }

    [Fact]
    public void Of_SameNumberAtAnotherSite_IsAnotherCasebook() =>
        Of([Reading, Reading with { Source = Reading.Source with { Site = "elsewhere" } }]).Count.ShouldBe(2);

    [Fact]
    public void Of_QueryAboutAVersionWithoutFacts_IsItsOwnCasebook()
    {
        var query = new DataQuery("subject-missing", null, Source("lost", 4), null, "Say who.");

        var groups = CasebookGroups.Of(CasebookRegister.Empty, [Reading], [query]);

        groups.Count.ShouldBe(2);
        groups.Single(group => group.Facts.IsEmpty).Queries.ShouldBe([query]);
    }

    [Fact]
    public void Of_KnownAnchor_NamesTheCasebookThatHoldsIt()
    {
        var known = Of([Reading]).Single();
        var register = CasebookRegister.Empty.With(known.Anchors.Distinct().ToDictionary(anchor => anchor, _ => known.Id));

        var groups = CasebookGroups.Of(register, [Quantity("SPO2", 95, "2020-02-12", 5), About(Quantity("SPO2", 95, "2020-02-12", 6), "RM-003")], []);

        groups.Single(group => group.Facts[0].Link.Subject == Subject).Known.ShouldBe([known.Id]);
        groups.Single(group => group.Facts[0].Link.Subject != Subject).Known.ShouldBeEmpty();
    }

    [Fact]
    public void Bind_AnyOrder_IsTheSameCasebook()
    {
        ClinicalFact[] facts = [.. Enrolled(), Reading];

        TrialJson.ToBytes(Casebook.Bind(facts, [])).ShouldBe(TrialJson.ToBytes(Casebook.Bind([Reading, .. Enrolled()], [])));
        Casebook.Bind(facts, []).Without(new HashSet<(string, string)> { (Reading.Source.Site, Reading.Source.BundleHash) })!.Facts.ShouldNotContain(Reading);
    }

    private static List<Casebook> Of(ClinicalFact[] facts) =>
        [.. CasebookGroups.Of(CasebookRegister.Empty, facts, []).Select(group => Casebook.Bind(group.Facts, group.Queries))];

    private static ClinicalFact About(ClinicalFact fact, string subject) => fact with { Link = new SubjectLink(new SubjectId(subject), null) };
}
