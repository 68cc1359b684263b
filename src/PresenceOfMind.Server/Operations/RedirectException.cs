namespace PresenceOfMind.Server.Operations;

/// <summary>The user is at home on another node and logs in there (307).</summary>
/// <param name="user">Who logs in.</param>
/// <param name="home">The home node's name.</param>
/// <param name="backup">The node that stands in for it; null where there is none.</param>
internal sealed class RedirectException(string user, string home, string? backup) : Exception($"{user} is at home on {home}.")
{
    public string User => user;

    public string Home => home;

    public string? Backup => backup;
}
