using System.Globalization;
using System.Text;
using ReportPipeline.Tests;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Fhir.Tests;

/// <summary>Keeps <c>docs/parameters.md</c> equal to the protocols: what each of them takes as FHIR. Set UPDATE_DOCS=1 to write it anew.</summary>
public class ParametersPageTests
{
    private static readonly string Page = Repository.PathOf("docs", "parameters.md");

    [Fact]
    public void ParametersPage_IsWhatTheProtocolsSay()
    {
        var expected = Write();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(Page, expected);
        }

        File.ReadAllText(Page).ReplaceLineEndings("\n").ShouldBe(expected);
    }

    private static string Write()
    {
        var page = new StringBuilder("""
            # What each protocol takes

            The profile of each trial, derived from its protocol file: which codes, units, ranges and elements it wants. How they travel says
            [fhir-profile.md](fhir-profile.md). A test keeps this page equal to `protocols/*.json`.

            Every Observation needs `status`, `code` with one of the codings, `subject`, and what its kind needs:

            | Kind | Required elements |
            |---|---|
            | quantity | `effective[x]`, and `valueQuantity` with `value`, `system` `http://unitsofmeasure.org` and one of the units as `code` |
            | coded | `effective[x]`, and `valueCodeableConcept` with one of the codings of a value |
            | date | `effectiveDateTime`; a `valueDateTime` goes before it |
            | period | `effectivePeriod` with `start`; no `end` means still going on |

            In place of the value of a quantity or coded parameter: `dataAbsentReason`. Ranges are in the first unit, both ends included; a value
            outside is used and asked about. An AdverseEvent needs `actuality`, `event`, `subject`, `date`, `seriousness` and a grade; an
            administration of a trial treatment `status`, `medication[x]`, `subject`, `effective[x]` and `dosage.dose`.

            """.ReplaceLineEndings("\n"));
        foreach (var file in Directory.EnumerateFiles(Repository.PathOf("protocols"), "*.json").Order(StringComparer.Ordinal))
        {
            if (ProtocolFile.Load(file).Protocol is { } protocol)
            {
                Add(page, protocol);
            }
        }

        return page.ToString();
    }

    private static void Add(StringBuilder page, TrialProtocol protocol)
    {
        page.Append($"\n## {protocol.Id}\n\nSubject numbers: identifier system `{protocol.SubjectIdentifierSystem}`; ");
        page.Append(string.Join(", ", protocol.Sites.Select(site => $"`{site.SubjectNumberPattern}` for `{site.Id}`"))).Append(".\n");
        page.Append("\n| Parameter | Kind | Codings | Units, or values | Range | Expected at |\n|---|---|---|---|---|---|\n");
        foreach (var parameter in protocol.Parameters)
        {
            page.Append($"| `{parameter.Code}` {parameter.Label.English} | {parameter.Kind.ToString().ToLowerInvariant()} | {Codings(parameter)} | {Values(parameter)} | {Range(parameter)} | {string.Join(", ", parameter.ExpectedAt)} |\n");
        }

        page.Append("\n| Treatment | Codings | Dose unit |\n|---|---|---|\n");
        foreach (var treatment in protocol.Treatments)
        {
            page.Append($"| `{treatment.Code}` | {Codings(treatment.Codings)} | `{treatment.DoseUnit}` |\n");
        }

        page.Append("\n| Adverse events | Codings |\n|---|---|\n");
        foreach (var grade in protocol.AdverseEvents.Grades)
        {
            page.Append($"| grade {grade.Grade.ToString(CultureInfo.InvariantCulture)} | {Codings(grade.Codings)} |\n");
        }

        foreach (var relatedness in protocol.AdverseEvents.Relatedness)
        {
            page.Append($"| relatedness `{relatedness.Value}` | {Codings(relatedness.Codings)} |\n");
        }

        foreach (var term in protocol.AdverseEvents.Categories.SelectMany(category => category.Terms))
        {
            page.Append($"| term `{term.Code}` | {Codings(term.Codings)} |\n");
        }
    }

    private static string Codings(Parameter parameter) =>
        Codings(parameter.Codings) + (parameter.CodingsWithEvidence.IsEmpty ? "" : $"; with specimen or method {Codings(parameter.CodingsWithEvidence)}");

    private static string Codings(IEnumerable<Coding> codings) => string.Join(", ", codings.Select(coding => $"`{coding.System}\\|{coding.Code}`"));

    private static string Values(Parameter parameter) => parameter.Kind switch
    {
        ParameterKind.Quantity => string.Join(", ", parameter.Conversions.Select(conversion => $"`{conversion.From}`").Prepend($"`{parameter.Unit}`")),
        ParameterKind.Coded => string.Join("; ", parameter.Values.Select(value => $"{value.Value}: {Codings(value.Codings)}")),
        _ => "",
    };

    private static string Range(Parameter parameter) =>
        parameter.Range is { } range ? string.Create(CultureInfo.InvariantCulture, $"{range.Low} to {range.High}") : "";
}
