namespace PresenceOfMind.Dispatch.Availability;

/// <summary>The rules that keep a person from getting a task, in the order in which they are asked: the first that refuses counts.</summary>
internal enum AbilityRule
{
    /// <summary>None refuses: the person is able.</summary>
    None,

    /// <summary>No fetch that began after the team was loaded and after the source was last lost has told the presence.</summary>
    Unconfirmed,

    /// <summary>The presence is not one that takes work.</summary>
    Presence,

    /// <summary>The presence has not held for the settle time.</summary>
    Settling,

    /// <summary>The person finishes what is there and takes no more.</summary>
    Draining,

    /// <summary>The person has no room: a task is there already.</summary>
    Room,
}
