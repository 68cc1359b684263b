namespace PresenceOfMind.Engine.Polling;

/// <summary>Finds interruptions of time, after which what is due by the clock of before may be wrong.</summary>
public interface IInterruptions
{
    /// <summary>How many were found until now. A number other than the last time means that time was interrupted in between.</summary>
    long Interruptions { get; }

    /// <summary>Calls back at each interruption, on any thread, one at a time.</summary>
    /// <param name="onInterruption">Must not wait for anything.</param>
    /// <returns>Ends the calls.</returns>
    IDisposable Subscribe(Action onInterruption);
}
