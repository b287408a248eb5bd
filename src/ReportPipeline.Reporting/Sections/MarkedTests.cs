using System.Collections.Immutable;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Results;

namespace ReportPipeline.Reporting.Sections;

/// <summary>
/// P values of one table whose tests differ from row to row: each stands with a letter, and a note says which test the letter names.
/// A table with one test has no letters.
/// </summary>
internal sealed class MarkedTests
{
    private readonly ReportContext context;
    private readonly ImmutableArray<string> methods;

    /// <param name="pValueIds">All P values of the table, in the order of its rows.</param>
    public MarkedTests(ReportContext context, IEnumerable<string> pValueIds)
    {
        this.context = context;
        methods = [.. pValueIds.Select(context.Results.Find).Where(row => row?.Value is NumberValue).Select(row => row!.Method).OfType<string>().Distinct()];
    }

    public Cell Cell(ResultPrinter printer, string id)
    {
        int at = methods.Length > 1 && context.Results.Find(id) is { Value: NumberValue, Method: { } method } ? methods.IndexOf(method) : -1;
        return at < 0 ? Trial.Content.Cell.Number(printer.PValue(id)) : Trial.Content.Cell.Number(printer.PValue(id), Letter(at));
    }

    /// <summary>The tests by name, each after its letter; nothing when there are none.</summary>
    public IEnumerable<ImmutableArray<Inline>> Note() => Population.PNote(context, methods.Select((method, at) =>
        methods.Length > 1 ? Sentence.Plain(context.Vocabulary.Tables.Labelled, Letter(at), context.Vocabulary.Term(method)) : context.Vocabulary.Term(method)));

    private static string Letter(int at) => Letters[at % Letters.Length].ToString();

    // Superscript letters of Unicode: they stay with the number in a table, in plain text and in a copy.
    private const string Letters = "ᵃᵇᶜᵈᵉᶠᵍʰ";
}
