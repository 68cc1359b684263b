using System.Text;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Storage.Json;
using PresenceOfMind.Dispatch.Teams;

namespace PresenceOfMind.Dispatch.Api.Configuration;

/// <summary>The configuration of teams as texts.</summary>
/// <param name="teams">The teams.</param>
internal sealed class ConfigurationTexts(TeamsService teams) : IConfigurationTexts
{
    /// <inheritdoc/>
    public async Task<string?> FindAsync(TeamName team, string part, string? name)
    {
        TeamSettings settings;
        try
        {
            settings = (await teams.SettingsAsync(team)).Settings;
        }
        catch (DispatchException)
        {
            return null;
        }

        return part switch
        {
            "team" => Write(settings),
            "rules" => Write(settings.Rules),
            "worker" => Write(settings.Workers.FirstOrDefault(w => w.Contact.Value == name)),
            "queue" => Write(settings.Queues.FirstOrDefault(q => q.Name.Value == name)),
            "route" => Write(settings.Routes.FirstOrDefault(r => r.Name.Value == name)),
            "calendar" => Write(settings.Calendars.FirstOrDefault(c => c.Name.Value == name)),
            "channel" => Write(settings.Channels.FirstOrDefault(c => c.Name.Value == name)),
            _ => null,
        };
    }

    private static string? Write<T>(T? value)
        where T : class => value is null ? null : Encoding.UTF8.GetString(DispatchJson.Write(value));
}
