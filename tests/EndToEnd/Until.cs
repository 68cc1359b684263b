using System.Diagnostics;

namespace EndToEnd;

/// <summary>Waits for what is to come, with a bound.</summary>
internal static class Until
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks until the answer is as wished, and gives it.</summary>
    public static async Task<T> IsAsync<T>(string what, Func<Task<T>> ask, Func<T, bool> wished)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var answer = await ask();
            if (wished(answer))
            {
                return answer;
            }

            Assert.True(watch.Elapsed < Bound, $"waited {Bound.TotalSeconds} s for: {what}; last: {answer}");
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits for a task, and fails by name where it takes too long.</summary>
    public static async Task<T> DoneAsync<T>(string what, Task<T> task)
    {
        var first = await Task.WhenAny(task, Task.Delay(Bound, TestContext.Current.CancellationToken));
        Assert.True(first == task, $"waited {Bound.TotalSeconds} s for: {what}");
        return await task;
    }
}
