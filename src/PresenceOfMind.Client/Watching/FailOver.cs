namespace PresenceOfMind.Client.Watching;

/// <summary>
/// Where to log in: at home, or at the backup while home fails. A node fails when for a while nothing that was asked of it
/// was answered with presence; a node that is only busy (210, 212) or says no does not. Source: PWS, "Users and sessions".
/// </summary>
/// <param name="patience">How long a node may fail before the other one is tried.</param>
/// <param name="probe">How long to stay away before home is tried again.</param>
/// <param name="random">Varies the waits, so that watchers that left together do not come back together.</param>
internal sealed class FailOver(TimeSpan patience, TimeSpan probe, Random random)
{
    private const int FewestFailures = 2;
    private const int MostPatience = 16;

    private DateTimeOffset? _failingSince;
    private DateTimeOffset? _cameHome;
    private int _failures;
    private int _factor = 1;

    /// <summary>Where the next login goes.</summary>
    public Node Current { get; private set; }

    /// <summary>Whether there is a backup to turn to.</summary>
    public bool HasBackup { get; set; }

    /// <summary>Whether the session is at another node than home.</summary>
    public bool IsAway { get; private set; }

    /// <summary>When to see whether home is there again; null at home.</summary>
    public DateTimeOffset? ProbeAt { get; private set; }

    /// <summary>A node gave presence.</summary>
    public void Worked() => (_failures, _failingSince) = (0, null);

    /// <summary>A node failed.</summary>
    /// <param name="since">When what failed was begun.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether to turn to the other one.</returns>
    public bool Failed(DateTimeOffset since, DateTimeOffset now)
    {
        _failures++;
        _failingSince ??= since;
        return (HasBackup || Current == Node.Backup) && _failures >= FewestFailures && now - _failingSince >= patience;
    }

    /// <summary>The other node is tried from now on.</summary>
    public void Turn(DateTimeOffset now)
    {
        Worked();
        if (Current == Node.Home)
        {
            // Whoever had just come home and must leave again stays away longer.
            _factor = now - _cameHome < probe * MostPatience ? Math.Min(_factor * 2, MostPatience) : 1;
        }

        Current = Current == Node.Home ? Node.Backup : Node.Home;
        ProbeAt = null;
    }

    /// <summary>Logged in at home.</summary>
    public void Arrive(DateTimeOffset now)
    {
        Worked();
        _cameHome = IsAway || Current == Node.Backup ? now : _cameHome;
        (Current, IsAway, ProbeAt) = (Node.Home, false, null);
    }

    /// <summary>Logged in elsewhere, or home was tried and is not there yet.</summary>
    public void Wait(DateTimeOffset now)
    {
        IsAway = true;
        ProbeAt = now + (probe * _factor * (1 + (random.NextDouble() / 4)));
    }
}
