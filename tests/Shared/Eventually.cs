using System.Runtime.CompilerServices;

namespace PresenceOfMind.Tests.Shared;

/// <summary>Waits for what is to come. The bound is for what never comes: a slow machine has all the time that it needs.</summary>
public static class Eventually
{
    /// <summary>How long anything is waited for.</summary>
    public static readonly TimeSpan Bound = TimeSpan.FromMinutes(5);

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
    public static Task IsAsync(Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        GetAsync(what, condition, holds => holds);

    /// <summary>Asks until the answer is as wished.</summary>
    /// <param name="what">For whoever reads a failure.</param>
    /// <param name="ask">Asks.</param>
    /// <param name="wished">Whether an answer is as wished.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="TimeoutException">None was; the message holds the last one.</exception>
    public static async Task<T> GetAsync<T>(string what, Func<Task<T>> ask, Func<T, bool> wished)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var answer = await ask();
            if (wished(answer))
            {
                return answer;
            }

            if (TimeProvider.System.GetElapsedTime(start) > Bound)
            {
                throw new TimeoutException($"Within {Bound.TotalSeconds} s this was not so: {what}; last: {answer}");
            }

            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits for a task.</summary>
    /// <param name="what">For whoever reads a failure.</param>
    /// <param name="task">The task.</param>
    /// <returns>Its result.</returns>
    /// <exception cref="TimeoutException">It takes too long; the message names it.</exception>
    public static async Task<T> DoneAsync<T>(string what, Task<T> task)
    {
        var first = await Task.WhenAny(task, Task.Delay(Bound, TestContext.Current.CancellationToken));
        return first == task ? await task : throw new TimeoutException($"Within {Bound.TotalSeconds} s this did not end: {what}");
    }
}
