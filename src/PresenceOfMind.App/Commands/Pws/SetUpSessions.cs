using PresenceOfMind.App.SetUp;
using PresenceOfMind.Client;

namespace PresenceOfMind.App.Commands.Pws;

/// <summary>The sessions of a folder's users, joined or made, and what the folder knows of what they hold.</summary>
internal sealed class SetUpSessions
{
    private readonly SetUpStateFile _file;

    private SetUpSessions(SetUpStateFile file, AppSession app, EndUserSession? user, SetUpState state)
    {
        _file = file;
        App = app;
        EndUser = user;
        State = state;
    }

    public AppSession App { get; }

    /// <summary>Null where no end user was named.</summary>
    public EndUserSession? EndUser { get; }

    public SetUpState State { get; private set; }

    /// <summary>Logs both in. Without force this joins the sessions that there are.</summary>
    /// <param name="client">Speaks to the service.</param>
    /// <param name="target">The application user.</param>
    /// <param name="user">The end user; null for none.</param>
    /// <param name="force">Whether to end the sessions that there are.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<SetUpSessions> LogInAsync(
        IPwsClient client, PwsTarget target, string? user, bool force, CancellationToken cancellationToken)
    {
        var file = PwsOptions.Folder.State;
        var known = file.Read();
        var both = user is null ? null : await PwsCall.LogInAsync(client, target, user, force, cancellationToken);
        var app = both?.App ?? await client.LogInAsync(target.AppUser, target.Password, force, cancellationToken);
        var visit = new SetUpSessions(file, app, both?.User, known);
        visit.Keep(known.With(Kept(app), both is null ? null : Kept(both.User)));
        return visit;
    }

    /// <summary>Keeps what is known from now on.</summary>
    public void Keep(SetUpState state)
    {
        State = state;
        _file.Write(state);
    }

    /// <summary>Forgets all of it.</summary>
    public void Forget() => _file.Delete();

    private static StoredSession Kept(PwsSession session) => new(session.Server, session.User, session.Key);
}
