using PresenceOfMind.Dispatch.Core.Identity;

namespace PresenceOfMind.Dispatch.Erasure;

/// <summary>
/// What else names people of a team, outside the dispatcher's tables. The host registers any number of them, and erasure asks each.
/// </summary>
public interface IErasureTarget
{
    /// <summary>Replaces a person in all that is kept of a team. It may be asked again for the same person, also after a crash.</summary>
    /// <param name="team">The team.</param>
    /// <param name="contact">The person, who is no worker of the team any more.</param>
    /// <param name="text">Replaces the person in a text that people wrote; null where the person is not in it.</param>
    /// <param name="json">Replaces the person in JSON, in names of members too; null where the person is not in it.</param>
    Task ReplaceAsync(TeamName team, Contact contact, Func<string, string?> text, Func<string, string?> json);
}
