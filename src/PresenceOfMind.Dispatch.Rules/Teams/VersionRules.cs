using System.Globalization;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.Refusals;
using PresenceOfMind.Dispatch.Core.Teams;

namespace PresenceOfMind.Dispatch.Rules.Teams;

/// <summary>Commands that expect a version of what they change, so that nobody overwrites what somebody else changed meanwhile.</summary>
internal static class VersionRules
{
    /// <summary>A refusal where another version is there than a command expects; null where it may be carried out.</summary>
    public static Refusal? Check(TeamState state, TeamCommand command)
    {
        if (command is TaskCommand about)
        {
            // A task that is not there is said to be unknown by the rules.
            return command.Expected is { } version
                && state.Tasks.Find(about.Id) is { } task
                && !version.Holds(task.Version.ToString(CultureInfo.InvariantCulture))
                ? new Refusal(RefusalKind.Stale, "task-changed", $"Task {task.Id} has changed since you looked at it; read it again.")
                : null;
        }

        if (command.Expected is null && command.Unwanted is null)
        {
            return null;
        }

        var current = Current(state, command);
        return command.Expected is { } expected && !expected.Holds(current) ? Changed(current)
            : command.Unwanted is { } unwanted && unwanted.Holds(current) ? Refuse("It is there already.", "If-None-Match")
            : null;
    }

    /// <summary>What is wrong where a configuration is not what was expected.</summary>
    public static Refusal Changed(string? current) =>
        Refuse(current is null ? "The resource does not exist." : "It was changed since If-Match; read it again.", "If-Match");

    private static Refusal Refuse(string detail, string field) => new(RefusalKind.Stale, "changed-meanwhile", detail, field);

    /// <summary>The version of the part of the configuration that a command changes; null where it is not there.</summary>
    private static string? Current(TeamState state, TeamCommand command) => command switch
    {
        ConfigureTeam => state.ConfigurationVersion == 0 ? null : VersionOf(state, state.Settings),
        PutRules => VersionOf(state, state.Parts.Rules),
        PutQueue c => VersionOf(state, state.Parts.Queues.Find(c.Queue.Name)?.Settings),
        RemoveQueue c => VersionOf(state, state.Parts.Queues.Find(c.Name)?.Settings),
        PutRoute c => VersionOf(state, state.Parts.Routes.Find(c.Route.Name)?.Settings),
        RemoveRoute c => VersionOf(state, state.Parts.Routes.Find(c.Name)?.Settings),
        PutCalendar c => VersionOf(state, state.Parts.Calendars.Find(c.Calendar.Name)?.Settings),
        RemoveCalendar c => VersionOf(state, state.Parts.Calendars.Find(c.Name)?.Settings),
        PutChannel c => VersionOf(state, state.Parts.Channels.Find(c.Channel.Name)?.Settings),
        RemoveChannel c => VersionOf(state, state.Parts.Channels.Find(c.Name)?.Settings),
        PutWorker c => VersionOf(state, Find(state, c.Worker.Contact)),
        RemoveWorker c => VersionOf(state, Find(state, c.Contact)),
        PauseWorker c => VersionOf(state, Find(state, c.Contact)),
        UnpauseWorker c => VersionOf(state, Find(state, c.Contact)),
        DrainWorker c => VersionOf(state, Find(state, c.Contact)),
        StopDraining c => VersionOf(state, Find(state, c.Contact)),
        _ => null,
    };

    private static WorkerSettings? Find(TeamState state, Contact contact) =>
        state.Roster.Find(contact.Key)?.Settings;

    private static string? VersionOf<T>(TeamState state, T? settings)
        where T : class =>
        settings is null ? null : state.Texts.VersionOf(settings);
}
