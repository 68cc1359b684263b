using PresenceOfMind.Dispatch.Core.Calendars;

namespace PresenceOfMind.Dispatch.Tests.Availability;

public sealed class DaysTests
{
    [Fact]
    public void A_day_is_that_of_the_zone_and_may_have_23_or_25_hours()
    {
        var days = Days.ForZone("Europe/Berlin");
        Assert.Equal(new DateOnly(2026, 1, 2), days.DayOf(CalendarTests.Utc(2026, 1, 1, 23, 0)));
        Assert.Equal(CalendarTests.Utc(2026, 1, 1, 23, 0), days.Begin(CalendarTests.Utc(2026, 1, 1, 23, 0)));
        Assert.Equal(CalendarTests.Utc(2026, 1, 2, 23, 0), days.Next(CalendarTests.Utc(2026, 1, 1, 23, 0)));

        var spring = days.Begin(CalendarTests.Utc(2026, 3, 29, 12, 0));
        Assert.Equal(TimeSpan.FromHours(23), days.Next(spring) - spring);
        var autumn = days.Begin(CalendarTests.Utc(2026, 10, 25, 12, 0));
        Assert.Equal(TimeSpan.FromHours(25), days.Next(autumn) - autumn);
    }
}
