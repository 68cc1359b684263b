namespace PresenceOfMind.App.Hosting;

/// <summary>
/// Whether a start failed for a reason that the user gets in one line. The host and the engine would log the failure as one of the
/// program's own, each with a stack trace, so nothing more is logged then.
/// </summary>
internal sealed class StartFault
{
    private volatile bool _isUsers;

    /// <summary>Whether it did.</summary>
    public bool IsUsers
    {
        get => _isUsers;
        set => _isUsers = value;
    }
}
