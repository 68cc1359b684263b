using PresenceOfMind.Dispatch.Core.Refusals;

namespace PresenceOfMind.Dispatch.Core.Configuration;

/// <summary>Collects what is wrong with settings, each by the path of its member.</summary>
/// <param name="team">The team that the settings belong to, for what names something of it.</param>
public sealed class SettingsFaults(TeamSettings team)
{
    /// <summary>The most faults that are told; more would help nobody.</summary>
    private const int Most = 50;

    private readonly List<Refusal> _found = [];

    public IReadOnlyList<Refusal> Found => _found;

    public IReadOnlySet<string> Queues { get; } = Names(SettingsForm.QueuesOf(team).Select(q => q.Name));

    public IReadOnlySet<string> Routes { get; } = Names(team.Routes.Select(r => r.Name));

    public IReadOnlySet<string> Calendars { get; } = Names(team.Calendars.Select(c => c.Name));

    /// <summary>Adds a fault.</summary>
    /// <param name="path">The member's path: <c>queues[2].offerSeconds</c>.</param>
    /// <param name="takes">What it takes, as a sentence.</param>
    public void Add(string path, string takes)
    {
        if (_found.Count < Most)
        {
            _found.Add(Refusal.Invalid(path, takes));
        }
    }

    /// <summary>Adds a fault where something is not so.</summary>
    public void Require(bool isSo, string path, string takes)
    {
        if (!isSo)
        {
            Add(path, takes);
        }
    }

    /// <summary>Adds a fault where a name is not among those that there are.</summary>
    public void RequireKnown(string? name, IReadOnlySet<string> known, string kind, string path) => Require(
        name is null || known.Contains(name),
        path,
        $"There is no {kind} '{name}'; "
            + $"{(known.Count == 0 ? "none is configured" : "configured are " + string.Join(", ", known.Order(StringComparer.Ordinal).Take(20)))}.");

    /// <summary>Adds a fault for each name that comes a second time.</summary>
    public void RequireUnique(IEnumerable<string> names, string list, string member, string kind)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var i = 0;
        foreach (var name in names)
        {
            Require(seen.Add(name), $"{list}[{i++}].{member}", $"There is a {kind} '{name}' already; each name must be different.");
        }
    }

    /// <summary>A member of a member.</summary>
    public static string Join(string path, string member) => path.Length == 0 ? member : $"{path}.{member}";

    private static HashSet<string> Names(IEnumerable<string> names) => names.ToHashSet(StringComparer.Ordinal);
}
