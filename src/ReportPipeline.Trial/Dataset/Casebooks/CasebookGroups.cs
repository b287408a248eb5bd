using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ReportPipeline.Trial.Dataset.Facts;

namespace ReportPipeline.Trial.Dataset.Casebooks;

/// <summary>New records that belong together, with the casebooks that they belong to.</summary>
/// <param name="Known">Ids of the casebooks that the records tie together: none for a new subject, one as a rule.</param>
public sealed record CasebookGroup(ImmutableArray<ulong> Known, ImmutableArray<ClinicalFact> Facts, ImmutableArray<DataQuery> Queries);

/// <summary>Sorts new records to the casebooks that they belong to: the connected sets over shared anchors.</summary>
public sealed class CasebookGroups
{
    private readonly CasebookRegister register;
    private readonly Dictionary<ulong, int> anchors = [];
    private readonly Dictionary<ulong, int> casebooks = [];

    // Union-find: a node's parent, a root being its own.
    private readonly List<int> parents = [];

    private CasebookGroups(CasebookRegister register) => this.register = register;

    /// <param name="register">Where the anchors of earlier records belong.</param>
    /// <param name="facts">New facts, in any order.</param>
    /// <param name="queries">Questions raised by the same versions.</param>
    public static IReadOnlyCollection<CasebookGroup> Of(
        CasebookRegister register, IReadOnlyCollection<ClinicalFact> facts, IReadOnlyCollection<DataQuery> queries)
    {
        var groups = new CasebookGroups(register);
        var nodesOfFacts = facts.Select(fact => groups.Tie(Anchor.Of(fact))).ToArray();
        var nodesOfQueries = queries.Select(query => groups.Tie(Anchor.Of(query))).ToArray();
        return groups.Collect(facts.Zip(nodesOfFacts), queries.Zip(nodesOfQueries));
    }

    private IReadOnlyCollection<CasebookGroup> Collect(
        IEnumerable<(ClinicalFact Fact, int Node)> facts, IEnumerable<(DataQuery Query, int Node)> queries)
    {
        var members = new Dictionary<int, Members>();
        foreach (var (fact, node) in facts)
        {
            MembersOf(members, node).Facts.Add(fact);
        }

        foreach (var (query, node) in queries)
        {
            MembersOf(members, node).Queries.Add(query);
        }

        foreach (var (casebook, node) in casebooks)
        {
            MembersOf(members, node).Known.Add(casebook);
        }

        return [.. members.Values.Select(member => new CasebookGroup([.. member.Known], [.. member.Facts], [.. member.Queries]))];
    }

    private Members MembersOf(Dictionary<int, Members> members, int node)
    {
        ref var member = ref CollectionsMarshal.GetValueRefOrAddDefault(members, Root(node), out _);
        return member ??= new Members([], [], []);
    }

    private int Tie(IEnumerable<string> names)
    {
        var first = -1;
        foreach (var name in names)
        {
            var node = NodeOf(Anchor.Hash(name));
            first = first < 0 ? node : Union(first, node);
        }

        return first;
    }

    private int NodeOf(ulong anchor)
    {
        if (anchors.TryGetValue(anchor, out var known))
        {
            return known;
        }

        var node = Add();
        anchors.Add(anchor, node);
        if (register.Find(anchor) is { } casebook)
        {
            if (!casebooks.TryGetValue(casebook, out var other))
            {
                casebooks.Add(casebook, other = Add());
            }

            Union(node, other);
        }

        return node;
    }

    private int Add()
    {
        parents.Add(parents.Count);
        return parents.Count - 1;
    }

    private int Union(int one, int other)
    {
        var (root, leaf) = (Root(one), Root(other));
        parents[leaf] = root;
        return root;
    }

    private int Root(int node)
    {
        while (parents[node] != node)
        {
            parents[node] = parents[parents[node]];
            node = parents[node];
        }

        return node;
    }

    private sealed record Members(List<ClinicalFact> Facts, List<DataQuery> Queries, List<ulong> Known);
}
