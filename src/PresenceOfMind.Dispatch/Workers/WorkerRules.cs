using PresenceOfMind.Dispatch.Events;
using PresenceOfMind.Dispatch.Strategies;
using PresenceOfMind.Dispatch.Tasks;
using PresenceOfMind.Dispatch.Teams;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Dispatch.Workers;

/// <summary>How a configuration makes the team, and what it does to the workers.</summary>
internal static class WorkerRules
{
    /// <summary>The longest time that a presence may have to hold.</summary>
    public static readonly TimeSpan MaxSettle = TimeSpan.FromHours(1);

    /// <summary>The longest name of a person, in characters.</summary>
    public const int MaxNameLength = 200;

    public static Decision Decide(TeamState state, ConfigureTeam command)
    {
        if (Check(command) is { } refusal)
        {
            return refusal;
        }

        var changes = Changes(state, command).ToList();
        var settle = (long)command.Settle.TotalMilliseconds;
        var isSame = state.ConfigurationVersion > 0 && state.Strategy.Name == command.Strategy && (long)state.Settle.TotalMilliseconds == settle;
        return isSame && changes.Count == 0
            ? Decision.Nothing
            : new Decision([new ConfigurationChanged(state.ConfigurationVersion + 1, command.Strategy, settle), .. changes]);
    }

    public static void Apply(TeamState state, in LogEntry entry)
    {
        var roster = state.Roster;
        switch (entry.Event)
        {
            case ConfigurationChanged e:
                state.ConfigurationVersion = e.Version;
                state.Settle = TimeSpan.FromMilliseconds(e.SettleMilliseconds);
                if (state.Strategy.Name != e.Strategy && StrategyCatalog.TryMake(new StrategySettings { Name = e.Strategy }, out var strategy))
                {
                    state.Strategy = strategy;
                    roster.Order(strategy);
                }

                break;
            case WorkerAdded e:
                roster.Add(new Worker(e.Contact, e.Name, entry.Position, entry.At));
                break;
            case WorkerRemoved e:
                roster.Remove(roster.Find(e.Contact)!);
                break;
            case WorkerRenamed e:
                roster.Find(e.Contact)!.Name = e.Name;
                break;
            case WorkerDraining e:
                Change(roster, e.Contact, w => w.Draining = true);
                break;
            case WorkerKept e:
                Change(roster, e.Contact, w => w.Draining = false);
                break;
            case WorkerSettled e:
                Change(roster, e.Contact, w => w.SettlesAt = null);
                break;
        }
    }

    private static IEnumerable<TeamEvent> Changes(TeamState state, ConfigureTeam command)
    {
        var named = command.Workers.Select(w => w.Contact).ToHashSet(StringComparer.Ordinal);
        foreach (var worker in state.Roster.All.Where(w => !named.Contains(w.Contact) && !w.Draining))
        {
            yield return worker.TaskId is null ? new WorkerRemoved(worker.Contact) : new WorkerDraining(worker.Contact);
        }

        foreach (var setting in command.Workers)
        {
            var worker = state.Roster.Find(setting.Contact);
            if (worker is null)
            {
                yield return new WorkerAdded(setting.Contact, setting.Name);
                continue;
            }

            if (worker.Draining)
            {
                yield return new WorkerKept(worker.Contact);
            }

            if (worker.Name != setting.Name)
            {
                yield return new WorkerRenamed(worker.Contact, setting.Name);
            }
        }
    }

    /// <summary>What is wrong with a configuration; null where nothing is.</summary>
    public static Refusal? Check(ConfigureTeam command)
    {
        if (!StrategyCatalog.OrderNames.Contains(command.Strategy))
        {
            return Refusal.Invalid("strategy", $"There is no such strategy; take one of: {string.Join(", ", StrategyCatalog.OrderNames)}.");
        }

        if (command.Settle < TimeSpan.Zero || command.Settle > MaxSettle)
        {
            return Refusal.Invalid("settle", "The settle time is between 0 and 1 hour.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < command.Workers.Count; i++)
        {
            var worker = command.Workers[i];
            if (!ContactUri.TryParse(worker.Contact, out var uri) || uri.Key != worker.Contact)
            {
                return Refusal.Invalid($"workers[{i}].contact", "A worker's contact is a URI of the form user@domain.");
            }

            if (!seen.Add(worker.Contact))
            {
                return Refusal.Invalid($"workers[{i}].contact", $"{worker.Contact} is a worker of this team twice.");
            }

            if (string.IsNullOrWhiteSpace(worker.Name) || worker.Name.Length > MaxNameLength || !TaskLimits.IsLine(worker.Name))
            {
                return Refusal.Invalid($"workers[{i}].name", $"A worker's name is one line of 1 to {MaxNameLength} characters.");
            }
        }

        return null;
    }

    private static void Change(Roster roster, string contact, Action<Worker> change)
    {
        var worker = roster.Find(contact)!;
        roster.Lift(worker);
        change(worker);
        roster.Place(worker);
    }
}
