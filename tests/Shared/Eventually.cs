using System.Runtime.CompilerServices;

namespace PresenceOfMind.Tests.Shared;

/// <summary>Waits for what is to come. The bound is for what never comes: a slow machine has all the time that it needs.</summary>
public static class Eventually
{
    /// <summary>How long anything is waited for.</summary>
    public static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Asks until something is so.</summary>
    /// <param name="condition">What is to be so.</param>
    /// <param name="what">For whoever reads a failure.</param>
    /// <exception cref="TimeoutException">It never was.</exception>
    public static Task IsAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        IsAsync(() => Task.FromResult(condition()), what);

    /// <summary>Asks until something is so.</summary>
    /// <param name="condition">What is to be so.</param>
    /// <param name="what">For whoever reads a failure.</param>
    /// <exception cref="TimeoutException">It never was.</exception>
    public static async Task IsAsync(Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > Bound)
            {
                throw new TimeoutException($"Within {Bound.TotalSeconds} s this was not so: {what}");
            }

            await Task.Delay(Pause);
        }
    }
}
