using PresenceOfMind.Dispatch.Core.Identity;

namespace PresenceOfMind.Dispatch.Api.Configuration;

/// <summary>The configuration of teams as the API shows it, for hosts that keep what was changed.</summary>
public interface IConfigurationTexts
{
    /// <summary>A team's configuration, or a part of it, as GET gives it.</summary>
    /// <param name="team">The team.</param>
    /// <param name="part"><c>team</c>, <c>rules</c>, <c>worker</c>, <c>queue</c>, <c>route</c>, <c>calendar</c> or <c>channel</c>.</param>
    /// <param name="name">The part's name, or a worker's contact as its key; null for the team and its rules.</param>
    /// <returns>JSON; null where there is none.</returns>
    Task<string?> FindAsync(TeamName team, string part, string? name);
}
