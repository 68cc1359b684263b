namespace PresenceOfMind.Protocol.Pidf;

/// <summary>The tuples that the web service keeps for itself. Source: PWS.</summary>
public static class PwsTuples
{
    /// <summary>The device that stands for what was set without override.</summary>
    public const string Own = "cisco-pws";

    /// <summary>The override.</summary>
    public const string Override = "pws-override";

    /// <summary>The override of the other name.</summary>
    public const string Persistent = "pws-persistent";

    /// <summary>What the source element of a tuple must say that is set without override.</summary>
    public const string Source = "Presence Web Service";

    /// <summary>Whether a tuple of this id may be set with override.</summary>
    public static bool IsOverride(string? id) => id is Override or Persistent;
}
