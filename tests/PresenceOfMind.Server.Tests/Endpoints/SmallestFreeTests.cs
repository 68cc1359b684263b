using CsCheck;
using PresenceOfMind.Server.Endpoints;

namespace PresenceOfMind.Server.Tests.Endpoints;

public sealed class SmallestFreeTests
{
    [Fact]
    public void It_is_the_first_positive_number_that_is_not_taken() => Gen.Int[1, 30].HashSet[0, 30].Sample(taken =>
    {
        var free = IdAllocation.FindSmallestFree(taken.Order());
        Assert.DoesNotContain(free, taken);
        Assert.All(Enumerable.Range(1, free - 1), id => Assert.Contains(id, taken));
    });
}
