using System.Text;
using ReportPipeline.Fhir.Issues;
using ReportPipeline.Tests;
using ReportPipeline.Trial;

namespace ReportPipeline.Fhir.Tests;

/// <summary>Keeps <c>docs/issue-codes.md</c> complete: it is the catalogue, written out. Set UPDATE_DOCS=1 to write it anew.</summary>
public class IssueCodesPageTests
{
    private static readonly string Page = Repository.PathOf("docs", "issue-codes.md");

    [Fact]
    public void IssueCodesPage_IsTheCatalogue()
    {
        var expected = Write();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(Page, expected);
        }

        File.ReadAllText(Page).ReplaceLineEndings("\n").ShouldBe(expected);
    }

    [Fact]
    public void Catalogue_Codes_AreUniqueAndKebabCase()
    {
        var codes = IssueCatalogue.Sections.SelectMany(section => section.Definitions).Select(definition => definition.Code).ToList();
        codes.ShouldBeUnique();
        codes.ShouldAllBe(code => System.Text.RegularExpressions.Regex.IsMatch(code, "^[a-z0-9]+(-[a-z0-9]+)*$"));
    }

    [Fact]
    public void Catalogue_Types_AreFhirIssueTypes() =>
        IssueCatalogue.Sections.SelectMany(section => section.Definitions)
            .ShouldAllBe(definition => Hl7.Fhir.Utility.EnumUtility.ParseLiteral<Hl7.Fhir.Model.OperationOutcome.IssueType>(definition.Type) != null);

    private static string Write()
    {
        var page = new StringBuilder("""
            # Issue codes

            Every problem of every entry comes back in one OperationOutcome. `issue.details.coding` carries one of these codes, which never change
            their meaning, under the system `https://reportpipeline.example/fhir/CodeSystem/ingest-issue`; `issue.expression` says where, with your own
            entry index; `issue.diagnostics` says what to do. No answer ever repeats a value that you sent.

            *Effect*: a number is the HTTP status of a refusal (of the whole bundle, or of the entry in a batch). *Query* means that the record is accepted
            and kept, and that a data query stays open until a new version of it answers the question. *Note* means that nothing needs to be done.

            """);
        foreach (var (title, definitions) in IssueCatalogue.Sections)
        {
            page.Append($"\n## {title}\n\n| Code | Effect | Cause | Cure |\n|---|---|---|---|\n");
            foreach (var definition in definitions)
            {
                page.Append($"| `{definition.Code}` | {Effect(definition)} | {definition.Cause} | {definition.Cure.Replace("|", "\\|")} |\n");
            }
        }

        return page.ToString().ReplaceLineEndings("\n");
    }

    private static string Effect(IssueDefinition definition) => definition switch
    {
        { Refuses: true } => definition.HttpStatus.ToString(),
        { OpensQuery: true } => "Query",
        { Severity: IngestIssueSeverity.Warning } => "Warning",
        _ => "Note",
    };
}
