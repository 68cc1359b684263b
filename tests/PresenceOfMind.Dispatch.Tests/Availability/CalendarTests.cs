using CsCheck;
using PresenceOfMind.Dispatch.Core.Calendars;

namespace PresenceOfMind.Dispatch.Tests.Availability;

public sealed class CalendarTests
{
    private static readonly DayOfWeek[] Weekdays =
    [
        DayOfWeek.Monday,
        DayOfWeek.Tuesday,
        DayOfWeek.Wednesday,
        DayOfWeek.Thursday,
        DayOfWeek.Friday,
    ];
    private static readonly DayOfWeek[] EveryDay = Enum.GetValues<DayOfWeek>();

    [Fact]
    public void Without_hours_and_holidays_it_is_always_open_and_never_changes()
    {
        var calendar = Make();
        Assert.True(calendar.IsOpen(Utc(2026, 1, 1, 0, 0)));
        Assert.Null(calendar.NextChange(Utc(2026, 1, 1, 0, 0)));
    }

    [Fact]
    public void Hours_are_local_times_of_the_calendars_zone()
    {
        var calendar = Make("Europe/Berlin", Hours(Weekdays, "09:00", "17:00"));
        Assert.False(calendar.IsOpen(Utc(2026, 1, 5, 7, 59)));
        Assert.True(calendar.IsOpen(Utc(2026, 1, 5, 8, 0)));
        Assert.True(calendar.IsOpen(Utc(2026, 7, 6, 7, 0)));
        Assert.False(calendar.IsOpen(Utc(2026, 1, 4, 12, 0)));
    }

    [Fact]
    public void Opening_counts_as_open_and_closing_as_closed()
    {
        var calendar = Make("Etc/UTC", Hours(EveryDay, "09:00", "17:00"));
        Assert.True(calendar.IsOpen(Utc(2026, 3, 3, 9, 0)));
        Assert.False(calendar.IsOpen(Utc(2026, 3, 3, 17, 0)));
    }

    [Fact]
    public void The_next_change_is_after_the_moment_asked_for()
    {
        var calendar = Make("Etc/UTC", Hours(Weekdays, "09:00", "17:00"));
        Assert.Equal(Utc(2026, 1, 5, 9, 0), calendar.NextChange(Utc(2026, 1, 3, 12, 0)));
        Assert.Equal(Utc(2026, 1, 5, 17, 0), calendar.NextChange(Utc(2026, 1, 5, 9, 0)));
        Assert.Equal(Utc(2026, 1, 6, 9, 0), calendar.NextChange(Utc(2026, 1, 5, 17, 0)));
    }

    [Fact]
    public void Hours_that_end_at_or_before_their_beginning_end_the_next_day()
    {
        var calendar = Make("Etc/UTC", Hours([DayOfWeek.Friday], "22:00", "06:00"));
        Assert.True(calendar.IsOpen(Utc(2026, 1, 2, 23, 0)));
        Assert.True(calendar.IsOpen(Utc(2026, 1, 3, 5, 59)));
        Assert.False(calendar.IsOpen(Utc(2026, 1, 3, 6, 0)));
        Assert.False(calendar.IsOpen(Utc(2026, 1, 2, 5, 0)));
        Assert.Equal(Utc(2026, 1, 3, 6, 0), calendar.NextChange(Utc(2026, 1, 2, 22, 0)));

        var wholeDay = Make("Etc/UTC", Hours([DayOfWeek.Friday], "08:00", "08:00"));
        Assert.Equal(Utc(2026, 1, 3, 8, 0), wholeDay.NextChange(Utc(2026, 1, 2, 8, 0)));
    }

    [Fact]
    public void Hours_that_touch_or_overlap_are_one()
    {
        var calendar = Make(
            "Etc/UTC",
            Hours([DayOfWeek.Monday], "09:00", "12:00"),
            Hours([DayOfWeek.Monday], "12:00", "15:00"),
            Hours([DayOfWeek.Monday], "14:00", "17:00"));
        Assert.Equal(Utc(2026, 1, 5, 17, 0), calendar.NextChange(Utc(2026, 1, 5, 10, 0)));

        var always = Make("Europe/Berlin", Hours(EveryDay, "00:00", "00:00"));
        Assert.Null(always.NextChange(Utc(2026, 1, 5, 10, 0)));
    }

    [Fact]
    public void What_is_open_over_the_end_of_a_year_does_not_change_there()
    {
        var calendar = Make("America/New_York", Hours(EveryDay, "18:00", "06:00"));
        Assert.Equal(Utc(2027, 1, 1, 11, 0), calendar.NextChange(Utc(2026, 12, 31, 23, 30)));
        Assert.Equal(Utc(2027, 1, 1, 11, 0), calendar.NextChange(Utc(2027, 1, 1, 0, 0)));
    }

    [Fact]
    public void A_local_time_that_the_clock_change_skips_moves_forward()
    {
        // In Berlin on 29 March 2026 the clock goes from 02:00 (01:00 UTC) to 03:00.
        var calendar = Make("Europe/Berlin", Hours([DayOfWeek.Sunday], "02:30", "05:00"));
        Assert.Equal(Utc(2026, 3, 29, 1, 30), calendar.NextChange(Utc(2026, 3, 28, 12, 0)));
        Assert.Equal(Utc(2026, 3, 29, 3, 0), calendar.NextChange(Utc(2026, 3, 29, 1, 30)));
    }

    [Fact]
    public void Hours_that_lie_in_what_the_clock_change_skips_move_forward_whole()
    {
        var calendar = Make("Europe/Berlin", Hours([DayOfWeek.Sunday], "02:15", "02:45"));
        Assert.Equal(Utc(2026, 3, 29, 1, 15), calendar.NextChange(Utc(2026, 3, 28, 12, 0)));
        Assert.Equal(Utc(2026, 3, 29, 1, 45), calendar.NextChange(Utc(2026, 3, 29, 1, 15)));
    }

    [Fact]
    public void A_local_time_that_the_clock_change_repeats_means_the_first()
    {
        // In Berlin on 25 October 2026 the clock goes from 03:00 (01:00 UTC) back to 02:00.
        var opens = Make("Europe/Berlin", Hours([DayOfWeek.Sunday], "02:30", "05:00"));
        Assert.Equal(Utc(2026, 10, 25, 0, 30), opens.NextChange(Utc(2026, 10, 24, 12, 0)));

        var closes = Make("Europe/Berlin", Hours([DayOfWeek.Sunday], "01:00", "02:30"));
        Assert.Equal(Utc(2026, 10, 25, 0, 30), closes.NextChange(Utc(2026, 10, 24, 23, 0)));
        Assert.False(closes.IsOpen(Utc(2026, 10, 25, 1, 15)));
    }

    [Fact]
    public void A_holiday_closes_the_whole_local_day_and_the_night_into_it()
    {
        var calendar = Make("Europe/Berlin", [Hours(EveryDay, "20:00", "04:00")], [new DateOnly(2026, 12, 25)]);
        Assert.True(calendar.IsOpen(Utc(2026, 12, 24, 22, 59)));
        Assert.Equal(Utc(2026, 12, 24, 23, 0), calendar.NextChange(Utc(2026, 12, 24, 20, 0)));
        Assert.False(calendar.IsOpen(Utc(2026, 12, 25, 20, 0)));
        Assert.Equal(Utc(2026, 12, 25, 23, 0), calendar.NextChange(Utc(2026, 12, 24, 23, 0)));
    }

    [Fact]
    public void A_day_whose_midnight_is_skipped_begins_when_it_begins()
    {
        // In Beirut on 29 March 2026 the clock goes from 00:00 to 01:00.
        var calendar = Make("Asia/Beirut", [], [new DateOnly(2026, 3, 29)]);
        Assert.Equal(Utc(2026, 3, 28, 22, 0), calendar.NextChange(Utc(2026, 3, 28, 0, 0)));
        Assert.Equal(Utc(2026, 3, 29, 21, 0), calendar.NextChange(Utc(2026, 3, 28, 22, 0)));
    }

    [Fact]
    public void A_holiday_alone_closes_what_is_otherwise_always_open()
    {
        var calendar = Make("Etc/UTC", [], [new DateOnly(2031, 5, 1), new DateOnly(2031, 5, 2)]);
        Assert.Equal(Utc(2031, 5, 1, 0, 0), calendar.NextChange(Utc(2026, 1, 1, 0, 0)));
        Assert.Equal(Utc(2031, 5, 3, 0, 0), calendar.NextChange(Utc(2031, 5, 1, 0, 0)));
        Assert.Null(calendar.NextChange(Utc(2031, 5, 3, 0, 0)));
    }

    [Fact]
    public void A_change_at_the_very_end_of_a_year_is_found()
    {
        var calendar = Make("Etc/UTC", [], [new DateOnly(2027, 1, 1)]);
        Assert.Equal(Utc(2027, 1, 1, 0, 0), calendar.NextChange(Utc(2026, 6, 1, 0, 0)));
        Assert.Equal(Utc(2027, 1, 1, 0, 0), calendar.NextChange(Utc(2026, 12, 31, 23, 59)));
    }

    [Fact]
    public void Between_two_changes_it_is_always_as_it_was()
    {
        string[] names = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca", "Etc/UTC"];
        var zones = Gen.Int[0, names.Length - 1].Select(i => names[i]);
        var times = Gen.Int[0, 95].Select(q => new TimeOnly(q / 4, q % 4 * 15));
        var hours = Gen.Select(
            Gen.Enum<DayOfWeek>().List[1, 3],
            times,
            times,
            (days, from, to) => new WorkingHours { Days = days, From = from, To = to });
        var holidays = Gen.Int[0, 800].Select(d => new DateOnly(2025, 12, 1).AddDays(d));
        Gen.Select(zones, hours.List[0, 4], holidays.List[0, 6], Gen.Int[0, 800 * 24 * 4]).Sample((zone, spans, free, start) =>
        {
            var calendar = Make(zone, [.. spans], [.. free]);
            var at = Utc(2025, 12, 1, 0, 0).AddMinutes(15 * start);
            for (var i = 0; i < 5 && calendar.NextChange(at) is { } next; i++)
            {
                Assert.True(next > at);
                Assert.NotEqual(calendar.IsOpen(at), calendar.IsOpen(next));
                Assert.Equal(calendar.IsOpen(at), calendar.IsOpen(next.AddTicks(-1)));
                var step = Math.Max(1, (next - at).Ticks / 50);
                for (var t = at; t < next; t = t.AddTicks(step))
                {
                    Assert.Equal(calendar.IsOpen(at), calendar.IsOpen(t));
                }

                at = next;
            }
        });
    }

    [Fact]
    public void It_is_open_when_the_local_clock_says_so_on_days_without_a_clock_change()
    {
        var times = Gen.Int[0, 95].Select(q => new TimeOnly(q / 4, q % 4 * 15));
        Gen.Select(Gen.Enum<DayOfWeek>().List[1, 3], times, times, Gen.Int[0, 20 * 24 * 4]).Sample((days, from, to, quarter) =>
        {
            // 1 to 21 June: Berlin is two hours ahead throughout.
            var local = new DateTime(2026, 6, 1).AddMinutes(15 * quarter);
            var time = TimeOnly.FromDateTime(local);
            var expected = to > from
                ? days.Contains(local.DayOfWeek) && time >= from && time < to
                : (days.Contains(local.DayOfWeek) && time >= from) || (days.Contains(local.AddDays(-1).DayOfWeek) && time < to);
            var calendar = Make("Europe/Berlin", new WorkingHours { Days = days, From = from, To = to });
            Assert.Equal(expected, calendar.IsOpen(new DateTimeOffset(local, TimeSpan.FromHours(2))));
        });
    }

    internal static DateTimeOffset Utc(int year, int month, int day, int hour, int minute) =>
        new(year, month, day, hour, minute, 0, TimeSpan.Zero);

    internal static WorkingHours Hours(DayOfWeek[] days, string from, string to) =>
        new() { Days = days, From = TimeOnly.ParseExact(from, "HH:mm"), To = TimeOnly.ParseExact(to, "HH:mm") };

    private static Calendar Make(string zone = "Etc/UTC", params WorkingHours[] hours) => Make(zone, hours, []);

    private static Calendar Make(string zone, WorkingHours[] hours, DateOnly[] holidays) =>
        Calendar.Create(new CalendarSettings { Name = new("c"), TimeZone = zone, Hours = hours, Holidays = holidays });
}
