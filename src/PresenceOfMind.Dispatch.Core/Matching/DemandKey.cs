using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Tasks;

namespace PresenceOfMind.Dispatch.Core.Matching;

/// <summary>What decides who may take a task, whatever their presence and room: tasks with an equal key stand in one line.</summary>
public sealed class DemandKey : IEquatable<DemandKey>
{
    private readonly int _hash;

    public DemandKey(EffectiveRequirements need, IReadOnlyList<Contact>? only)
    {
        Need = need;
        Only = only;
        var hash = default(HashCode);
        hash.Add(need.Queue);
        hash.Add(need.Channel);
        hash.Add(need.Units);
        Add(ref hash, need.AlsoQueues);
        Add(ref hash, need.Named);
        Add(ref hash, need.Excluded);
        Add(ref hash, only ?? []);
        for (var i = 0; i < need.Skills.Count; i++)
        {
            if (!need.Skills[i].Wished)
            {
                hash.Add(need.Skills[i].Name, StringComparer.Ordinal);
                hash.Add(need.Skills[i].Level);
            }
        }

        for (var i = 0; i < need.Labels.Count; i++)
        {
            hash.Add(need.Labels[i].Key, StringComparer.Ordinal);
            hash.Add(need.Labels[i].Value, StringComparer.Ordinal);
        }

        _hash = hash.ToHashCode();
    }

    public EffectiveRequirements Need { get; }

    /// <summary>The only ones who may take it for now, since it prefers them; null for everybody.</summary>
    public IReadOnlyList<Contact>? Only { get; }

    public bool Equals(DemandKey? other) =>
        other is not null
        && _hash == other._hash
        && ((ReferenceEquals(Need, other.Need) && ReferenceEquals(Only, other.Only)) || IsSame(other));

    public override bool Equals(object? obj) => Equals(obj as DemandKey);

    public override int GetHashCode() => _hash;

    private static void Add<TText>(ref HashCode hash, IReadOnlyList<TText> texts)
    {
        hash.Add(texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            hash.Add(texts[i]);
        }
    }

    private static bool Same<T>(IReadOnlyList<T> a, IReadOnlyList<T> b)
    {
        if (a.Count != b.Count)
        {
            return false;
        }

        for (var i = 0; i < a.Count; i++)
        {
            if (!EqualityComparer<T>.Default.Equals(a[i], b[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool SameSkills(IReadOnlyList<SkillRequirement> a, IReadOnlyList<SkillRequirement> b)
    {
        var (i, j) = (0, 0);
        while (true)
        {
            while (i < a.Count && a[i].Wished)
            {
                i++;
            }

            while (j < b.Count && b[j].Wished)
            {
                j++;
            }

            if (i == a.Count || j == b.Count)
            {
                return i == a.Count && j == b.Count;
            }

            if (a[i].Level != b[j].Level || !string.Equals(a[i].Name, b[j].Name, StringComparison.Ordinal))
            {
                return false;
            }

            i++;
            j++;
        }
    }

    private bool IsSame(DemandKey other) =>
        Need.Queue == other.Need.Queue
        && Need.Channel == other.Need.Channel
        && Need.Units == other.Need.Units
        && Same(Need.AlsoQueues, other.Need.AlsoQueues)
        && Same(Need.Named, other.Need.Named)
        && Same(Need.Excluded, other.Need.Excluded)
        && (Only is null) == (other.Only is null)
        && Same(Only ?? [], other.Only ?? [])
        && SameSkills(Need.Skills, other.Need.Skills)
        && Same(Need.Labels, other.Need.Labels);
}
