using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ReportPipeline.Trial.Content;
using ReportPipeline.Trial.Protocol;

namespace ReportPipeline.Reporting;

/// <summary>A text claims more than the trial's design allows.</summary>
public sealed class WordingException(string message) : Exception(message);

/// <summary>
/// Keeps causal words and "randomised" out of the report of a trial whose patients chose their arm. Such a comparison can show
/// that outcomes differed, never why.
/// </summary>
public static partial class WordingGuard
{
    internal static void Require(ReportContent content, ReportRequest request)
    {
        if (request.Protocol.Design.Allocation == Allocation.Randomised)
        {
            return;
        }

        if (Violations(Texts(content)).FirstOrDefault() is { } violation)
        {
            throw new WordingException($"Patients chose their arm, so the report must not say: '{violation}'.");
        }
    }

    /// <summary>The texts that may not stand in the report of a non-randomised trial.</summary>
    public static ImmutableArray<string> Violations(IEnumerable<string> texts) =>
        [.. texts.Where(text => EnglishClaim().IsMatch(text) || ChineseClaim().IsMatch(text))];

    private static IEnumerable<string> Texts(ReportContent content) => content.Blocks.SelectMany(TextsOf);

    private static IEnumerable<string> TextsOf(Block block) => block switch
    {
        Heading heading => [heading.Text],
        Paragraph paragraph => [paragraph.Content.OwnWords()],
        Table table => [table.Caption.OwnWords(), .. table.Notes.Select(note => note.OwnWords())],
        FlowFigure flow => [flow.Caption.OwnWords(), flow.AlternativeText.OwnWords(), .. flow.Boxes.SelectMany(box => box.Lines).Select(line => line.OwnWords())],
        Figure figure => [figure.Caption.OwnWords(), figure.AlternativeText.OwnWords(), .. figure.Notes.Select(note => note.OwnWords())],
        Facts facts => facts.Items.Select(fact => fact.Value.OwnWords()),
        Landscape wide => wide.Blocks.SelectMany(TextsOf),
        _ => [],
    };

    /// <summary>Without printed results: the reason of an exclusion is quoted from the record, not claimed by the report.</summary>
    private static string OwnWords(this ImmutableArray<Inline> line) => string.Concat(line.OfType<Words>().Select(words => words.Text));

    // "Events of the cause" are the term of competing risks, no claim.
    [GeneratedRegex(@"(?<!non-|non|not )\brandomi[sz]|\beffects? of\b|(?<!\bof the )\bcaused?\b|\bcausing\b|\bdue to (the )?treatment", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EnglishClaim();

    [GeneratedRegex("(?<!非|并非|未)随机(化|分配|分组|对照)|疗效|导致|治疗效果|所致")]
    private static partial Regex ChineseClaim();
}
