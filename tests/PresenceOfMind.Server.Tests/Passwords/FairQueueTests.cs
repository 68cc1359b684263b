using PresenceOfMind.Server.Passwords;

namespace PresenceOfMind.Server.Tests.Passwords;

public sealed class FairQueueTests
{
    [Fact]
    public void Sources_take_turns_and_each_keeps_its_order()
    {
        var queue = new FairQueue<string>();
        foreach (var item in new[] { "a1", "a2", "a3", "b1", "c1", "c2" })
        {
            queue.Add(item[..1], item);
        }

        Assert.Equal(["a1", "b1", "c1", "a2", "c2", "a3"], TakeAll(queue));
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public void What_is_removed_has_no_turn_and_what_was_taken_cannot_be_removed()
    {
        var queue = new FairQueue<string>();
        var first = queue.Add("a", "a1");
        var only = queue.Add("b", "b1");
        queue.Add("a", "a2");

        Assert.True(queue.Remove("b", only));
        Assert.False(queue.Remove("b", only));
        Assert.True(queue.TryTake(out var taken));
        Assert.Equal("a1", taken);
        Assert.False(queue.Remove("a", first));
        Assert.Equal(1, queue.Count);
        Assert.Equal(["a2"], TakeAll(queue));
    }

    private static List<string> TakeAll(FairQueue<string> queue)
    {
        var taken = new List<string>();
        while (queue.TryTake(out var item))
        {
            taken.Add(item);
        }

        return taken;
    }
}
