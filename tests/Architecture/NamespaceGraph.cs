using Mono.Cecil;

namespace PresenceOfMind.Architecture;

/// <summary>One use of a type by a type of another namespace. Nested types count as their outermost one.</summary>
/// <param name="From">The full name of the type that uses.</param>
/// <param name="To">The full name of the type that is used.</param>
internal readonly record struct TypeUse(string From, string To)
{
    /// <inheritdoc/>
    public override string ToString() => $"{From} uses {To}";
}

/// <summary>
/// Which namespaces of one assembly use which, and by which types. A namespace and its parent are two nodes like any other: a child may use
/// its parent, as the rules of the language suggest, and then the parent may not use the child.
/// </summary>
internal sealed class NamespaceGraph
{
    private readonly SortedDictionary<string, SortedDictionary<string, List<TypeUse>>> _edges = new(StringComparer.Ordinal);

    /// <summary>Reads the types that somebody wrote.</summary>
    public NamespaceGraph(IEnumerable<TypeDefinition> types)
    {
        var written = types.ToDictionary(t => t.FullName, t => t.Namespace);
        foreach (var type in types)
        {
            foreach (var used in Uses(type))
            {
                if (written.TryGetValue(used, out var space) && space != type.Namespace)
                {
                    Add(type.Namespace, space, new TypeUse(type.FullName, used));
                }
            }
        }
    }

    /// <summary>The namespaces that use another one, with those that they use.</summary>
    public IEnumerable<(string From, string To, IReadOnlyList<TypeUse> Uses)> Edges =>
        _edges.SelectMany(from => from.Value.Select(to => (from.Key, to.Key, (IReadOnlyList<TypeUse>)to.Value)));

    /// <summary>
    /// For each edge that lies on a cycle the shortest such cycle, each once, as a text: its namespaces, and the types that make each edge.
    /// Empty where there is none.
    /// </summary>
    public IReadOnlyList<string> FindCycles()
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (from, to, _) in Edges)
        {
            if (Path(to, from) is { } back)
            {
                IReadOnlyList<string> cycle = [from, .. back];
                found.TryAdd(string.Join(" ", cycle.Skip(1).Order(StringComparer.Ordinal)), Describe(cycle));
            }
        }

        return [.. found.Values];
    }

    private string Describe(IReadOnlyList<string> cycle)
    {
        var lines = new List<string> { string.Join(" → ", cycle) };
        for (var i = 1; i < cycle.Count; i++)
        {
            lines.AddRange(_edges[cycle[i - 1]][cycle[i]].Select(use => $"    {use}"));
        }

        return string.Join(Environment.NewLine, lines);
    }

    private static IEnumerable<string> Uses(TypeDefinition type) => TypeUses.Read(type)
        .Where(use => !use.Contains("::", StringComparison.Ordinal))
        .Select(use => use.Split('/')[0])
        .Distinct()
        .Order(StringComparer.Ordinal);

    private void Add(string from, string to, TypeUse use)
    {
        if (!_edges.TryGetValue(from, out var targets))
        {
            _edges[from] = targets = new SortedDictionary<string, List<TypeUse>>(StringComparer.Ordinal);
        }

        if (!targets.TryGetValue(to, out var uses))
        {
            targets[to] = uses = [];
        }

        uses.Add(use);
    }

    /// <summary>The shortest way from one namespace to another, both included; null where there is none.</summary>
    private List<string>? Path(string from, string to)
    {
        var cameFrom = new Dictionary<string, string?> { [from] = null };
        var queue = new Queue<string>([from]);
        while (queue.TryDequeue(out var at))
        {
            if (at == to)
            {
                var path = new List<string>();
                for (string? step = at; step is not null; step = cameFrom[step])
                {
                    path.Insert(0, step);
                }

                return path;
            }

            foreach (var next in _edges.TryGetValue(at, out var targets) ? targets.Keys : Enumerable.Empty<string>())
            {
                if (cameFrom.TryAdd(next, at))
                {
                    queue.Enqueue(next);
                }
            }
        }

        return null;
    }
}
