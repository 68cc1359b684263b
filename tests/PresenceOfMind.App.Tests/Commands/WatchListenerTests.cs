using PresenceOfMind.App.Commands.Pws;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.App.Tests.Commands;

public sealed class WatchListenerTests
{
    [Fact]
    public void Each_port_that_is_tried_is_one_that_callbacks_reach() => Assert.Subset(
        CommonPorts.Default.ToHashSet(), WatchListener.Candidates.ToHashSet());
}
