using PresenceOfMind.Dispatch.Api;
using PresenceOfMind.Dispatch.Workers;

namespace PresenceOfMind.Dispatch.Teams;

/// <summary>The entity tag of the part of a configuration that a command changes, so that its condition is checked where it is decided.</summary>
internal static class SettingsTags
{
    /// <summary>The tag of what is there; null where nothing is.</summary>
    public static string? Current(TeamState state, TeamCommand command) => command switch
    {
        ConfigureTeam => Of(state.Settings),
        PutRules => Of(state.Parts.Rules),
        PutQueue c => Of(state.Parts.Queues.Find(c.Queue.Name)?.Settings),
        RemoveQueue c => Of(state.Parts.Queues.Find(c.Name)?.Settings),
        PutRoute c => Of(state.Parts.Routes.Find(c.Route.Name)?.Settings),
        RemoveRoute c => Of(state.Parts.Routes.Find(c.Name)?.Settings),
        PutCalendar c => Of(state.Parts.Calendars.Find(c.Calendar.Name)?.Settings),
        RemoveCalendar c => Of(state.Parts.Calendars.Find(c.Name)?.Settings),
        PutChannel c => Of(state.Parts.Channels.Find(c.Channel.Name)?.Settings),
        RemoveChannel c => Of(state.Parts.Channels.Find(c.Name)?.Settings),
        PutWorker c => Of(Find(state, c.Worker.Contact)),
        RemoveWorker c => Of(Find(state, c.Contact)),
        PauseWorker c => Of(Find(state, c.Contact)),
        UnpauseWorker c => Of(Find(state, c.Contact)),
        DrainWorker c => Of(Find(state, c.Contact)),
        KeepWorker c => Of(Find(state, c.Contact)),
        _ => null,
    };

    private static WorkerSettings? Find(TeamState state, string contact) =>
        state.Roster.Find(contact.AsContact())?.Settings;

    private static string? Of<T>(T? settings)
        where T : class =>
        settings is null ? null : EntityTag.OfSettings(settings);
}
