using System.Globalization;

namespace ReportPipeline.SampleTrial.Simulation;

/// <summary>Invented people: common surnames, given names that say "example" or "synthetic", unassigned numbers.</summary>
internal static class SimulatedIdentity
{
    private static readonly (string Written, string Latin)[] Families =
        [("李", "Li"), ("王", "Wang"), ("张", "Zhang"), ("刘", "Liu"), ("陈", "Chen"), ("杨", "Yang"), ("赵", "Zhao"), ("吴", "Wu")];

    private static readonly (string Written, string Latin)[] Given =
        [("示明", "Shiming"), ("例芳", "Lifang"), ("样宁", "Yangning"), ("拟雪", "Nixue"), ("合成", "Hecheng"), ("造玉", "Zaoyu")];

    public static SampleIdentity Of(SubjectOutline outline, SplitMix64 random)
    {
        var family = Families[random.Between(0, Families.Length - 1)];
        var given = Given[random.Between(0, Given.Length - 1)];
        return new SampleIdentity
        {
            FamilyName = family.Written,
            GivenName = given.Written,
            FamilyNameLatin = family.Latin,
            GivenNameLatin = given.Latin,
            // Between one and 300 days past the birthday that the age counts from.
            BirthDate = outline.Enrolment.AddYears(-outline.Age).AddDays(-random.Between(1, 300)),
            MedicalRecordNumber = $"SIM{outline.Subject.Replace("-", string.Empty, StringComparison.Ordinal)}",
            Phone = string.Create(CultureInfo.InvariantCulture, $"+86 100 0000 {random.Between(1000, 9999)}"),
            Address = string.Create(CultureInfo.InvariantCulture, $"模拟市虚构路{random.Between(1, 999)}号"),
        };
    }
}
