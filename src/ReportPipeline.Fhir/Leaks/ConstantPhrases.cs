using System.Collections.Immutable;

namespace ReportPipeline.Fhir.Leaks;

/// <summary>What the protocol and the report say themselves, as a tree of tokens.</summary>
internal sealed class ConstantPhrases
{
    private readonly Node root = new();

    public ConstantPhrases(IEnumerable<string> phrases)
    {
        foreach (var phrase in phrases)
        {
            var node = root;
            foreach (var token in TextTokens.Of(phrase))
            {
                node = node.Next.TryGetValue(token.Text, out var next) ? next : node.Next[token.Text] = new Node();
            }

            node.IsEnd = !ReferenceEquals(node, root);
        }
    }

    /// <summary>Which tokens lie in a phrase: from the left, the longest phrase at each place.</summary>
    public bool[] Cover(ImmutableArray<TextToken> tokens)
    {
        var covered = new bool[tokens.Length];
        for (var at = 0; at < tokens.Length;)
        {
            var length = LongestAt(tokens, at);
            Array.Fill(covered, true, at, length);
            at += Math.Max(1, length);
        }

        return covered;
    }

    private int LongestAt(ImmutableArray<TextToken> tokens, int at)
    {
        var (node, longest) = (root, 0);
        for (var index = at; index < tokens.Length && node.Next.TryGetValue(tokens[index].Text, out var next); index++)
        {
            node = next;
            longest = node.IsEnd ? index - at + 1 : longest;
        }

        return longest;
    }

    private sealed class Node
    {
        public Dictionary<string, Node> Next { get; } = new(StringComparer.Ordinal);

        public bool IsEnd { get; set; }
    }
}
