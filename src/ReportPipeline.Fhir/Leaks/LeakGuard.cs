using System.Collections.Immutable;
using ReportPipeline.Fhir.Identity;

namespace ReportPipeline.Fhir.Leaks;

/// <summary>Where a document holds something of a patient's identity. It says what kind and where, never what.</summary>
public sealed record LeakFinding(IdentityKind Kind, string Where);

/// <summary>A text of a document.</summary>
/// <param name="Visible">False for attributes and names that no reader sees: there only whole names and identifiers count.</param>
public sealed record GuardedText(string Where, string Text, bool Visible);

/// <summary>
/// Looks for the identity terms of every patient in a text. Words of the protocol and of the report's own vocabulary are passed over;
/// what is left can only have come from a sender.
/// </summary>
/// <remarks>
/// <c>docs/decisions/0012-leak-guard.md</c> tells how short names are matched: a whole word that the report does not say itself,
/// written with a capital, or ideographs that stand alone.
/// </remarks>
public sealed class LeakGuard
{
    /// <summary>Chinese names have two to four characters: a short one inside longer unknown text is part of another word.</summary>
    private const int LongestIdeographicName = 4;

    private readonly PseudonymKey key;
    private readonly Dictionary<string, string> hashes = new(StringComparer.Ordinal);
    private readonly ILookup<string, IdentityTerm> terms;
    private readonly ConstantPhrases constants;

    /// <param name="terms">Of every patient, made with the same key.</param>
    /// <param name="constants">What the protocol and the report say themselves.</param>
    internal LeakGuard(IEnumerable<IdentityTerm> terms, IEnumerable<string> constants, PseudonymKey key)
    {
        this.key = key;
        this.terms = terms.DistinctBy(term => term.Key).ToLookup(term => term.Tokens[0]);
        this.constants = new ConstantPhrases(constants);
    }

    /// <summary>Every finding, in the order of the texts; at most one of a kind per text.</summary>
    public ImmutableArray<LeakFinding> Search(IEnumerable<GuardedText> texts) =>
        [.. texts.SelectMany(text => Search(text).Distinct().Select(kind => new LeakFinding(kind, text.Where)))];

    private IEnumerable<IdentityKind> Search(GuardedText text)
    {
        var tokens = TextTokens.Of(text.Text);
        var candidates = tokens.Select(token => terms[HashOf(token.Text)]).ToList();
        if (candidates.TrueForAll(found => !found.Any()))
        {
            yield break;
        }

        var known = constants.Cover(tokens);
        for (var at = 0; at < tokens.Length; at++)
        {
            foreach (var term in candidates[at].Where(term => Stands(term, tokens, at) && Counts(term, text, new Span(tokens, known, at, term.Tokens.Length))))
            {
                yield return term.Kind;
            }
        }
    }

    private bool Stands(IdentityTerm term, ImmutableArray<TextToken> tokens, int at) =>
        at + term.Tokens.Length <= tokens.Length
        && term.Tokens.Select((hash, offset) => hash == HashOf(tokens[at + offset].Text)).All(same => same);

    private static bool Counts(IdentityTerm term, GuardedText text, Span span) =>
        !span.IsKnown && (!term.Short || (text.Visible && span.IsCapitalised && span.LongestIdeographicRun <= LongestIdeographicName));

    private string HashOf(string token) => hashes.TryGetValue(token, out var hash) ? hash : hashes[token] = key.Token(token);

    /// <summary>Some neighbouring tokens of a text.</summary>
    private sealed record Span(ImmutableArray<TextToken> Tokens, bool[] Known, int At, int Length)
    {
        /// <summary>The report says all of it itself.</summary>
        public bool IsKnown => Enumerable.Range(At, Length).All(index => Known[index]);

        public bool IsCapitalised => Tokens[At].Capitalised;

        /// <summary>Ideographs around and in the span that the report does not say itself; 0 for other scripts.</summary>
        public int LongestIdeographicRun
        {
            get
            {
                var (from, to) = (At, At + Length);
                while (from > 0 && IsUnknownIdeograph(from - 1))
                {
                    from--;
                }

                while (to < Tokens.Length && IsUnknownIdeograph(to))
                {
                    to++;
                }

                return Tokens[At].Ideograph ? to - from : 0;
            }
        }

        private bool IsUnknownIdeograph(int index) => Tokens[index].Ideograph && !Known[index];
    }
}
