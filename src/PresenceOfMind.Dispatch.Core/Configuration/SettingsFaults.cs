using PresenceOfMind.Dispatch.Core.Identity;
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

    public IReadOnlySet<QueueName> Queues { get; } = SettingsForm.QueuesOf(team).Select(q => q.Name).ToHashSet();

    public IReadOnlySet<RouteName> Routes { get; } = team.Routes.Select(r => r.Name).ToHashSet();

    public IReadOnlySet<CalendarName> Calendars { get; } = team.Calendars.Select(c => c.Name).ToHashSet();

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
    public void RequireKnown<T>(T? name, IReadOnlySet<T> known, string kind, string path)
        where T : struct, ITextId<T> => Require(
        name is not { } given || known.Contains(given),
        path,
        $"There is no {kind} '{name}'; {(known.Count == 0 ? "none is configured" : "configured are " + List(known))}.");

    /// <summary>Adds a fault for each name that comes a second time.</summary>
    public void RequireUnique<T>(IEnumerable<T> names, string list, string member, string kind)
        where T : struct, ITextId<T>
    {
        var seen = new HashSet<T>();
        var i = 0;
        foreach (var name in names)
        {
            Require(seen.Add(name), $"{list}[{i++}].{member}", $"There is a {kind} '{name}' already; each name must be different.");
        }
    }

    /// <summary>A member of a member.</summary>
    public static string Join(string path, string member) => path.Length == 0 ? member : $"{path}.{member}";

    private static string List<T>(IEnumerable<T> names)
        where T : struct, ITextId<T> =>
        string.Join(", ", names.Select(n => n.Value).Order(StringComparer.Ordinal).Take(20));
}
