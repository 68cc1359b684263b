using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Pidf;
using PresenceOfMind.Server.Composing;
using PresenceOfMind.Server.Presence;
using static PresenceOfMind.Protocol.PresenceState;

namespace PresenceOfMind.Server.Tests.Presence;

public sealed class PersonTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset One = Noon.AddHours(1);

    private readonly Person _joe = Known();

    [Fact]
    public void Who_is_not_in_the_directory_is_UNKNOWN_and_becomes_known()
    {
        var stranger = new Person("sam", PresenceRules.Default);
        Assert.False(stranger.Report(new Device("phone", Busy), Noon).Value);
        Assert.Equal(Unknown, stranger.Presence.State);

        Assert.True(stranger.SetKnown(true, "Sam", Noon));
        Assert.Equal(Busy, stranger.Presence.State);
        Assert.False(stranger.SetKnown(true, "Sam", Noon));
        Assert.True(stranger.SetKnown(false, null, Noon));
        Assert.Equal(Unknown, stranger.Presence.State);
        Assert.Empty(stranger.Devices);
    }

    [Fact]
    public void Whom_no_device_reports_is_UNAVAILABLE() => Assert.Equal(Unavailable, _joe.Presence.State);

    [Theory]
    [InlineData(Available, true, PwsErrorCode.AvailableWithOverride)]
    [InlineData(Dnd, false, PwsErrorCode.DndWithoutOverride)]
    [InlineData(Unknown, false, PwsErrorCode.PresenceInvalid)]
    [InlineData(Unknown, true, PwsErrorCode.PresenceInvalid)]
    public void What_a_basic_set_cannot_say_is_refused_and_changes_nothing(PresenceState state, bool asOverride, PwsErrorCode code)
    {
        var sequence = _joe.Sequence;
        Assert.Equal(code, _joe.SetOwn(state, asOverride, One, Noon).Refusal?.Code);
        Assert.Empty(_joe.Devices);
        Assert.Equal(sequence, _joe.Sequence);
    }

    [Fact]
    public void An_override_beats_a_call_and_AVAILABLE_without_override_ends_it()
    {
        _joe.Report(new Device("phone", Busy, PidfActivity.OnThePhone), Noon);
        Assert.True(_joe.SetOwn(Dnd, true, One, Noon).Value);
        Assert.Equal(Dnd, _joe.Presence.State);

        Assert.True(_joe.SetOwn(Available, false, One, Noon).Value);
        Assert.Equal(Busy, _joe.Presence.State);
        Assert.True(_joe.Clear("phone", Noon));
        Assert.Equal(Available, _joe.Presence.State);
    }

    [Fact]
    public void Another_state_without_override_leaves_an_override()
    {
        _joe.SetOwn(Dnd, true, One, Noon);
        _joe.SetOwn(Away, false, One, Noon);
        Assert.Equal(Dnd, _joe.Presence.State);
    }

    [Theory]
    [InlineData(PidfActivity.OnThePhone)]
    [InlineData(PidfActivity.Meeting)]
    public void A_call_or_a_meeting_is_BUSY_whatever_was_set(string activity)
    {
        _joe.SetOwn(Available, false, One, Noon);
        _joe.Report(new Device("other", Available, activity), Noon);
        Assert.Equal(Busy, _joe.Presence.State);
    }

    [Fact]
    public void What_was_set_beats_other_devices_unless_it_is_UNAVAILABLE()
    {
        _joe.Report(new Device("chat", Dnd), Noon);
        _joe.SetOwn(Away, false, One, Noon);
        Assert.Equal(Away, _joe.Presence.State);
        _joe.SetOwn(Unavailable, false, One, Noon);
        Assert.Equal(Dnd, _joe.Presence.State);
    }

    [Fact]
    public void Among_other_devices_the_strongest_state_counts_and_UNAVAILABLE_is_the_weakest()
    {
        PresenceState[] strongest = [Dnd, Busy, Available, Vacation, Away, Unavailable];
        foreach (var state in strongest.Reverse())
        {
            _joe.Report(new Device($"device-{state}", state), Noon);
            Assert.Equal(state, _joe.Presence.State);
        }
    }

    [Fact]
    public void What_is_over_goes_away_by_itself_and_is_a_change()
    {
        _joe.SetOwn(Away, false, One, Noon);
        _joe.SetOwn(Busy, true, One.AddHours(1), Noon);
        Assert.Equal(One, _joe.NextDue);
        Assert.False(_joe.Expire(One.AddTicks(-1)));
        Assert.True(_joe.Expire(One));
        Assert.Equal(Busy, _joe.Presence.State);
        Assert.True(_joe.Expire(One.AddHours(1)));
        Assert.Equal(Unavailable, _joe.Presence.State);
        Assert.Null(_joe.NextDue);
    }

    [Fact]
    public void An_equal_set_is_no_change_and_gives_a_new_end()
    {
        Assert.True(_joe.SetOwn(Away, false, One, Noon).Value);
        var sequence = _joe.Sequence;
        Assert.False(_joe.SetOwn(Away, false, One.AddHours(1), Noon).Value);
        Assert.Equal(sequence, _joe.Sequence);
        Assert.False(_joe.Expire(One));
        Assert.Equal(Away, _joe.Presence.State);
    }

    [Fact]
    public void A_change_below_an_override_that_the_document_does_not_show_is_none()
    {
        _joe.Report(new Device("script", Away), Noon);
        _joe.SetOwn(Dnd, true, One, Noon);
        Assert.False(_joe.Report(new Device("script", Vacation), Noon).Value);
        Assert.True(_joe.Report(new Device("script", Vacation, Note: "On a boat"), Noon).Value);
        Assert.Equal(Dnd, _joe.Presence.State);
    }

    [Fact]
    public void The_newest_override_replaces_one_of_the_other_name()
    {
        _joe.SetOwn(Dnd, true, One, Noon);
        _joe.Report(new Device(PwsTuples.Persistent, Away), Noon);
        Assert.Equal(Away, _joe.Presence.State);
        Assert.Equal([PwsTuples.Persistent], _joe.Devices.Select(d => d.Tuple));
    }

    [Fact]
    public void A_person_has_so_many_tuples_and_no_more()
    {
        for (var i = 0; i < Person.MostDevices; i++)
        {
            _joe.Report(new Device($"device-{i}", Away), Noon);
        }

        Assert.Equal(PwsErrorCode.PresenceInvalid, _joe.Report(new Device("one-more", Away), Noon).Refusal?.Code);
        _joe.Report(new Device("device-0", Busy), Noon);
        Assert.Equal(Busy, _joe.Presence.State);
    }

    [Fact]
    public void Who_is_blocked_sees_UNAVAILABLE_and_others_see_all()
    {
        _joe.SetOwn(Busy, false, One, Noon);
        Assert.True(_joe.SetBlocked("rita", true));
        Assert.False(_joe.SetBlocked("rita", true));
        Assert.Equal(Unavailable, _joe.SeenBy("rita").State);
        Assert.Empty(PidfReader.Read(_joe.SeenBy("rita").Document).Tuples);
        Assert.Equal(Busy, _joe.SeenBy("carlotta").State);
        Assert.True(_joe.SetBlocked("rita", false));
        Assert.Equal(Busy, _joe.SeenBy("rita").State);
    }

    [Fact]
    public void What_was_kept_is_there_again()
    {
        _joe.SetOwn(Busy, false, One, Noon);
        _joe.SetBlocked("rita", true);
        var again = new Person("joe", PresenceRules.Default);
        again.Restore(_joe.Known, _joe.DisplayName, _joe.Sequence, _joe.Devices, _joe.Blocked);
        Assert.True(again.Presence.LooksLike(_joe.Presence));
        Assert.Equal(_joe.Sequence, again.Sequence);
        Assert.Equal(Unavailable, again.SeenBy("rita").State);
    }

    private static Person Known()
    {
        var person = new Person("joe", PresenceRules.Default);
        person.SetKnown(true, "Joe", Noon);
        return person;
    }
}
