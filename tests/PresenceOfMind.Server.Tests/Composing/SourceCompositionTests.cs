using CsCheck;
using PresenceOfMind.Dispatch.Core.Availability;
using PresenceOfMind.Dispatch.Core.Identity;
using PresenceOfMind.Dispatch.Core.State;
using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Pidf;
using PresenceOfMind.Server.Composing;

namespace PresenceOfMind.Server.Tests.Composing;

/// <summary>The dispatcher composes its sources as the server composes the devices of a person.</summary>
public sealed class SourceCompositionTests
{
    private static readonly string[] Names = ["calendar", "pws", "rota", "telephone"];
    private static readonly string[] Activities = [.. PidfActivity.States.Where(s => s.Value.IsSettable()).Select(s => s.Key)];

    private static readonly Gen<PresenceState> Settable = Gen.Enum<PresenceState>().Where(s => s.IsSettable());

    private static readonly Gen<Word?> Said = Gen
        .Select(Settable, Gen.Int[0, Activities.Length - 1].Select(i => Activities[i]).Array[0, 3], Gen.Int[0, 3])
        .Select((state, activities, silent) => silent == 0 ? null : new Word(state, activities));

    [Fact]
    public void What_sources_say_is_composed_as_what_devices_say() => Said.Array[Names.Length].Sample(said =>
    {
        var sources = Names.Zip(said).Where(s => s.Second is not null).Select(s => (Name: s.First, Said: s.Second!)).ToList();
        var devices = sources.Select(
            s => new Device(s.Name, s.Said.State, s.Name == "pws" ? null : PidfActivity.Deciding(s.Said.Activities))).ToList();
        var expected = PresenceRules.Default.Decide(devices);

        var composed = SourceComposition.Compose(
            sources.Where(s => s.Name == "pws").Select(s => (PresenceState?)s.Said.State).FirstOrDefault(),
            [
                .. sources.Where(s => s.Name != "pws").Select(
                    s => new ProgramPresence(new SourceName(s.Name), s.Said.State, default, default) { Activities = s.Said.Activities }),
            ]);

        Assert.Equal(expected?.State, composed?.State);
        Assert.Equal((expected?.Device as Device)?.Tuple, composed?.Source.Value);
    });

    [Fact]
    public void Somebody_whom_the_watcher_does_not_know_is_what_programs_say()
    {
        Assert.Equal(PresenceState.Unknown, SourceComposition.Compose(PresenceState.Unknown, [])?.State);
        Assert.Equal(
            (PresenceState.Away, new SourceName("rota")),
            SourceComposition.Compose(
                PresenceState.Unknown, [new ProgramPresence(new SourceName("rota"), PresenceState.Away, default, default)]));
        Assert.Null(SourceComposition.Compose(null, []));
    }

    private sealed record Word(PresenceState State, string[] Activities);
}
