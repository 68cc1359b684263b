using PresenceOfMind.Dispatch.Core.Calendars;
using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Dispatch.Tests.Availability;

public sealed class ICalendarTests
{
    [Fact]
    public void An_all_day_event_closes_the_days_of_the_calendars_zone()
    {
        var calendar = Make("DTSTART;VALUE=DATE:20261225", "DTEND;VALUE=DATE:20261227");
        Assert.Equal(CalendarTests.Utc(2026, 12, 24, 23, 0), calendar.NextChange(CalendarTests.Utc(2026, 1, 1, 0, 0)));
        Assert.Equal(CalendarTests.Utc(2026, 12, 26, 23, 0), calendar.NextChange(CalendarTests.Utc(2026, 12, 25, 0, 0)));
    }

    [Fact]
    public void A_date_without_an_end_is_one_day()
    {
        var calendar = Make("DTSTART;VALUE=DATE:20261225");
        Assert.Equal(CalendarTests.Utc(2026, 12, 25, 23, 0), calendar.NextChange(CalendarTests.Utc(2026, 12, 25, 0, 0)));
    }

    [Theory]
    [InlineData("DTSTART:20260701T120000Z", 12)]
    [InlineData("DTSTART:20260701T120000", 10)]
    [InlineData("DTSTART;TZID=America/New_York:20260701T120000", 16)]
    [InlineData("DTSTART;TZID=W. Europe Standard Time:20260701T120000", 10)]
    public void A_time_is_that_of_its_zone_and_else_of_the_calendars(string start, int hourUtc)
    {
        var calendar = Make(start, "DURATION:PT2H");
        Assert.Equal(CalendarTests.Utc(2026, 7, 1, hourUtc, 0), calendar.NextChange(CalendarTests.Utc(2026, 1, 1, 0, 0)));
        Assert.Equal(CalendarTests.Utc(2026, 7, 1, hourUtc + 2, 0), calendar.NextChange(CalendarTests.Utc(2026, 7, 1, hourUtc, 0)));
    }

    [Fact]
    public void An_event_recurs_by_its_rule_for_ever_and_keeps_its_local_time()
    {
        var calendar = Make("DTSTART;TZID=Europe/Berlin:20200106T100000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;BYDAY=MO");
        Assert.Equal(CalendarTests.Utc(2026, 1, 5, 9, 0), calendar.NextChange(CalendarTests.Utc(2026, 1, 1, 0, 0)));
        Assert.Equal(CalendarTests.Utc(2026, 7, 6, 8, 0), calendar.NextChange(CalendarTests.Utc(2026, 6, 30, 0, 0)));
        Assert.Equal(CalendarTests.Utc(2096, 7, 2, 8, 0), calendar.NextChange(CalendarTests.Utc(2096, 6, 30, 0, 0)));
    }

    [Theory]
    [InlineData("FREQ=YEARLY;INTERVAL=9000")]
    [InlineData("FREQ=MONTHLY;INTERVAL=100000")]
    [InlineData("FREQ=WEEKLY;INTERVAL=1000000")]
    [InlineData("FREQ=DAILY;INTERVAL=3000000")]
    public void A_rule_whose_next_time_is_beyond_all_years_closes_its_first_day_alone(string rule)
    {
        var calendar = Make("DTSTART;VALUE=DATE:20261114", $"RRULE:{rule}");
        Assert.Equal(["2026-11-14"], ClosedDays(calendar, 2026));
        Assert.Empty(ClosedDays(calendar, 2027));
        Assert.Empty(ClosedDays(calendar, 2090));
    }

    [Theory]
    [InlineData('\u2028')]
    [InlineData('\u2029')]
    [InlineData('\u0085')]
    [InlineData('\f')]
    public void A_separator_inside_of_a_value_ends_no_line(char separator) =>
        Assert.Equal(["2026-11-14"], ClosedDays(Make("DTSTART;VALUE=DATE:20261114", $"DESCRIPTION:All{separator}STATUS:CANCELLED"), 2026));

    [Fact]
    public void What_an_exception_date_names_does_not_recur_and_what_a_recurrence_date_names_does()
    {
        var calendar = Make(
            "DTSTART;VALUE=DATE:20260101",
            "RRULE:FREQ=MONTHLY;COUNT=4",
            "EXDATE;VALUE=DATE:20260201",
            "RDATE;VALUE=DATE:20260215");
        Assert.Equal(["2026-01-01", "2026-02-15", "2026-03-01", "2026-04-01"], ClosedDays(calendar, 2026));
    }

    [Fact]
    public void An_event_of_its_own_takes_the_place_of_the_occurrence_that_it_names()
    {
        var calendar = Make(
            "DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=MONTHLY;COUNT=3", "END:VEVENT", "BEGIN:VEVENT",
            "UID:1", "RECURRENCE-ID;VALUE=DATE:20260201", "DTSTART;VALUE=DATE:20260205");
        Assert.Equal(["2026-01-01", "2026-02-05", "2026-03-01"], ClosedDays(calendar, 2026));
    }

    [Fact]
    public void A_cancelled_event_and_a_cancelled_occurrence_count_for_nothing()
    {
        Assert.Null(Make("DTSTART;VALUE=DATE:20261225", "STATUS:CANCELLED").NextChange(CalendarTests.Utc(2026, 1, 1, 0, 0)));
        var calendar = Make(
            "DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=MONTHLY;COUNT=3", "END:VEVENT", "BEGIN:VEVENT",
            "UID:1", "RECURRENCE-ID;VALUE=DATE:20260201", "DTSTART;VALUE=DATE:20260201", "STATUS:CANCELLED");
        Assert.Equal(["2026-01-01", "2026-03-01"], ClosedDays(calendar, 2026));
    }

    [Fact]
    public void An_event_that_is_marked_as_free_closes_since_calendars_of_holidays_mark_them_so() =>
        Assert.Equal(["2026-12-25"], ClosedDays(Make("DTSTART;VALUE=DATE:20261225", "TRANSP:TRANSPARENT"), 2026));

    [Fact]
    public void A_leap_day_comes_every_fourth_year()
    {
        var calendar = Make("DTSTART;VALUE=DATE:20200229", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29");
        Assert.Empty(ClosedDays(calendar, 2026));
        Assert.Equal(["2028-02-29"], ClosedDays(calendar, 2028));
    }

    [Fact]
    public void A_long_event_is_closed_in_each_year_that_it_touches()
    {
        var calendar = Make("DTSTART;VALUE=DATE:20251201", "DTEND;VALUE=DATE:20270102");
        Assert.False(calendar.IsOpen(CalendarTests.Utc(2026, 6, 1, 0, 0)));
        Assert.Equal(CalendarTests.Utc(2027, 1, 1, 23, 0), calendar.NextChange(CalendarTests.Utc(2025, 12, 2, 0, 0)));
    }

    [Fact]
    public void A_date_whose_end_is_its_start_is_one_day() =>
        Assert.Equal(["2026-12-24"], ClosedDays(Make("DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261224"), 2026));

    [Fact]
    public void An_end_counts_beside_a_duration_of_nothing()
    {
        var calendar = Make("DTSTART:20260701T120000Z", "DTEND:20260701T140000Z", "DURATION:PT0S");
        Assert.Equal(CalendarTests.Utc(2026, 7, 1, 14, 0), calendar.NextChange(CalendarTests.Utc(2026, 7, 1, 12, 0)));
    }

    [Fact]
    public void What_stands_in_an_event_beside_its_times_is_not_looked_at() =>
        Assert.Equal(
            ["2026-12-24"],
            ClosedDays(
                Make(
                    "DTSTART;VALUE=DATE:20261224",
                    "BEGIN:VALARM",
                    "TRIGGER;VALUE=TIME:230000",
                    "ACTION:DISPLAY",
                    "END:VALARM",
                    "X-THING;A=\"b:c;d\":e"),
                2026));

    [Fact]
    public void The_end_of_a_day_may_be_written_as_24_00()
    {
        var calendar = Make("DTSTART:20260105T100000", "DTEND:20260105T240000");
        Assert.Equal(CalendarTests.Utc(2026, 1, 5, 23, 0), calendar.NextChange(CalendarTests.Utc(2026, 1, 5, 12, 0)));
    }

    [Theory]
    [InlineData("EXDATE:20260201T000000")]
    [InlineData("EXDATE;TZID=Asia/Tokyo:20260201T000000")]
    [InlineData("EXDATE:20260131T230000Z")]
    [InlineData("END:VEVENT|BEGIN:VEVENT|UID:1|RECURRENCE-ID:20260201T000000|DTSTART;VALUE=DATE:20260201|STATUS:CANCELLED")]
    [InlineData(
        "END:VEVENT|BEGIN:VEVENT|UID:1|RECURRENCE-ID;TZID=America/New_York:20260131T180000|DTSTART;VALUE=DATE:20260201|STATUS:CANCELLED")]
    public void An_exception_of_whole_days_may_have_a_time_or_another_zone(string lines) => Assert.Equal(
        ["2026-01-01", "2026-03-01"],
        ClosedDays(Make(["DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=MONTHLY;COUNT=3", .. lines.Split('|')]), 2026));

    [Fact]
    public void A_rule_with_hours_may_come_twice_on_some_days() =>
        Assert.Equal(
            CalendarTests.Utc(2026, 1, 5, 16, 0),
            Make("DTSTART:20260105T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;BYDAY=MO;BYHOUR=9,17").NextChange(
                CalendarTests.Utc(2026, 1, 5, 10, 0)));

    [Theory]
    [InlineData("20260105T100000", 4)]
    [InlineData("20260706T100000", 3)]
    public void A_zone_that_the_file_defines_is_used(string start, int hourUtc)
    {
        const string Zone = "BEGIN:VTIMEZONE\r\nTZID:Mine\r\n"
            + "BEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0700\r\nTZOFFSETTO:+0600\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\n"
            + "BEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:+0600\r\nTZOFFSETTO:+0700\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\n"
            + "END:VTIMEZONE\r\nBEGIN:VEVENT";
        var file = File($"DTSTART;TZID=Mine:{start}", "DURATION:PT1H").Replace("BEGIN:VEVENT", Zone, StringComparison.Ordinal);
        var day = CalendarTests.Utc(2026, int.Parse(start[4..6], null), int.Parse(start[6..8], null), 0, 0);
        Assert.Equal(day.AddHours(hourUtc), Read(file).NextChange(day));
    }

    [Fact]
    public void As_many_events_as_are_documented_fit() =>
        Assert.Equal(
            365,
            ClosedDays(
                Read(
                    Many(
                        2000,
                        i =>
                            $"UID:{i}-{new string('x', 100)}\r\nSUMMARY:{new string('y', 200)}\r\nDTSTART;VALUE=DATE:{new DateTime(2026, 1, 1).AddDays(i % 365):yyyyMMdd}")),
                2026).Count());

    [Fact]
    public void Files_of_several_calendars_and_with_folded_lines_are_read()
    {
        var one = File("DTSTART;VALUE=DATE:20260101", "SUMMARY:New Ye\r\n ar");
        var calendar = Read(
            one + one.Replace("20260101", "20260501", StringComparison.Ordinal).Replace("UID:1", "UID:2", StringComparison.Ordinal));
        Assert.Equal(["2026-01-01", "2026-05-01"], ClosedDays(calendar, 2026));
    }

    [Theory]
    [InlineData("", "This is not an iCalendar file")]
    [InlineData("hello", "This is not an iCalendar file")]
    [InlineData("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "This is not an iCalendar file")]
    [InlineData("BEGIN:VCARD\r\nVERSION:4.0\r\nEND:VCARD\r\n", "This is not an iCalendar file")]
    public void What_is_no_such_file_is_refused(string text, string because) =>
        Assert.StartsWith(because, Refused(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("SUMMARY:x", "it has no DTSTART")]
    [InlineData("SUMMARY:x|DTSTART:00010101T000000Z", "it begins in the year 1; take one from 1900 to 9000")]
    [InlineData(
        "SUMMARY:x|DTSTART;TZID=Nowhere/Land:20260101T000000|DURATION:PT1H",
        "it has the time zone 'Nowhere/Land', which is unknown")]
    [InlineData("SUMMARY:x|DTSTART:20260101T100000Z|DTEND:20260101T090000Z", "its DTEND is before its DTSTART")]
    [InlineData("SUMMARY:x|DTSTART:20260101T100000Z", "it has no length, so it would close nothing")]
    [InlineData("SUMMARY:x|DTSTART:20260101T100000Z|DURATION:PT0S", "it has no length, so it would close nothing")]
    [InlineData("SUMMARY:x|DTSTART:20260101T100000Z|DURATION:-PT1H", "'-PT1H' is not a duration")]
    [InlineData("SUMMARY:x|DTSTART:20260101T100000Z|DURATION:P9999999W", "'P9999999W' is not a duration")]
    [InlineData("SUMMARY:x|DTSTART:20260101T100000Z|DTEND:20260101T110000Z|DURATION:PT2H", "it has a DTEND and another DURATION")]
    [InlineData("SUMMARY:x|DTSTART:20260101T100000Z|DTEND;VALUE=DATE:20260102", "only one of its DTSTART and DTEND has a time")]
    [InlineData("SUMMARY:x|DTSTART;VALUE=DATE:20260101|DURATION:PT5H", "a DURATION that is not in whole days")]
    [InlineData("SUMMARY:x|DTSTART;VALUE=DATE:20260101|DTEND;VALUE=DATE:20290101", "it lasts for more than 400 days")]
    [InlineData("SUMMARY:x|DTSTART;VALUE=DATE:20260101|EXDATE;VALUE=DATE:20260101", "it has no occurrence, so it would close nothing")]
    [InlineData(
        "SUMMARY:x|DTSTART;VALUE=DATE:20260101|RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20260101",
        "its RECURRENCE-ID has a RANGE")]
    [InlineData("SUMMARY:x|DTSTART:20260101T100000Z|DURATION:PT1H|RRULE:FREQ=SECONDLY", "it recurs more often than daily")]
    [InlineData("SUMMARY:x|DTSTART:20260101T100000Z|DURATION:PT1H|RRULE:FREQ=HOURLY;COUNT=3", "it recurs more often than daily")]
    [InlineData("SUMMARY:x|DTSTART:20260101T100000Z|DURATION:PT1H|RRULE:FREQ=DAILY;BYHOUR=1,2", "it recurs more often than daily")]
    [InlineData(
        "SUMMARY:x|DTSTART:20260101T100000Z|DURATION:PT1H|RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "it has a rule without any occurrence")]
    [InlineData(
        "SUMMARY:x|DTSTART:20260101T100000Z|DURATION:PT1H|RRULE:FREQ=DAILY|EXRULE:FREQ=WEEKLY",
        "it has an EXRULE or several RRULEs")]
    [InlineData(
        "SUMMARY:x|DTSTART:20260101T100000Z|DURATION:PT1H|RRULE:FREQ=DAILY|RRULE:FREQ=WEEKLY",
        "it has an EXRULE or several RRULEs")]
    [InlineData("SUMMARY:x|DTSTART:20260101T100000Z|DURATION:PT1H|RRULE:FREQ=SOMETIMES", "SOMETIMES")]
    [InlineData("SUMMARY:x|DTSTART:20260101T100000Z|DURATION:PT1H|RRULE:FREQ=DAILY;INTERVAL=0", "")]
    [InlineData("SUMMARY:x|DTSTART:20260101T100000Z|DURATION:PT1H|RRULE:FREQ=DAILY;COUNT=2;UNTIL=20270101T000000Z", "both COUNT and UNTIL")]
    [InlineData("SUMMARY:x|DTSTART:20261399T100000Z", "'20261399T100000Z' is not a possible day or time")]
    public void An_event_that_cannot_be_taken_is_refused_by_name(string lines, string because) =>
        Assert.Matches(
            $@"^The event 'x' \(line 4\) cannot be taken: .*{System.Text.RegularExpressions.Regex.Escape(because)}.*\.$",
            Refused(File(lines.Split('|'))));

    [Fact]
    public void A_rule_that_lists_too_much_is_refused() =>
        Assert.Contains(
            "lists more than 400 values",
            Refused(
                File(
                    "DTSTART:20260101T100000Z",
                    "DURATION:PT1H",
                    "RRULE:FREQ=YEARLY;BYMONTHDAY=" + string.Join(",", Enumerable.Repeat("1", 401)))),
            StringComparison.Ordinal);

    [Fact]
    public void Too_long_a_file_too_many_events_and_too_many_recurrences_are_refused()
    {
        Assert.Contains(
            $"at most {ICalendarFile.MaxLength} characters",
            Refused(new string('x', ICalendarFile.MaxLength + 1)),
            StringComparison.Ordinal);
        Assert.Contains(
            "at most 2000 events",
            Refused(Many(2001, i => $"UID:{i}\r\nDTSTART;VALUE=DATE:20260101")),
            StringComparison.Ordinal);
        Assert.Contains(
            "recur more than 5000 times a year",
            Refused(Many(1000, i => $"UID:{i}\r\nDTSTART:20260101T100000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_worst_file_that_is_taken_is_looked_through()
    {
        var calendar = Read(Many(13, i => $"UID:{i}\r\nDTSTART:19000101T{i:00}0000Z\r\nDURATION:PT30M\r\nRRULE:FREQ=DAILY"));
        var looking = Task.Run(() => calendar.NextChange(CalendarTests.Utc(2026, 5, 1, 0, 0)), TestContext.Current.CancellationToken);
        Assert.Equal(
            CalendarTests.Utc(2026, 5, 1, 0, 30),
            await looking.WaitAsync(Eventually.Bound, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("Europe/Berlin", 8)]
    [InlineData("W. Europe Standard Time", 8)]
    [InlineData("/freeassociation.sourceforge.net/Europe/Berlin", 8)]
    [InlineData("UTC", 9)]
    [InlineData("\"(UTC+01:00) Amsterdam, Berlin, Bern, Rome\"", 8)]
    [InlineData("\"(GMT-05:00) Eastern Time (US & Canada)\"", 14)]
    public void A_zone_is_known_as_IANA_or_Windows_calls_it_or_with_a_prefix(string zone, int hourUtc) => Assert.Equal(
        CalendarTests.Utc(2026, 12, 7, hourUtc, 0),
        Make($"DTSTART;TZID={zone}:20261207T090000", $"DTEND;TZID={zone}:20261207T100000").NextChange(
            CalendarTests.Utc(2026, 12, 1, 0, 0)));

    [Theory]
    [InlineData("DTSTART:20261207T090000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;TZID=My UTC:20261214T090000")]
    [InlineData("DTSTART:20261207T090000Z", "DTEND;TZID=GMT and a half:20261207T100000")]
    public void A_zone_in_which_only_a_part_is_known_is_refused(params string[] lines) =>
        Assert.Contains("which is unknown; use an IANA name such as Europe/Berlin.", Refused(File(lines)), StringComparison.Ordinal);

    [Fact]
    public void A_mark_of_the_byte_order_is_passed_over() =>
        Assert.Equal(["2026-12-24"], ClosedDays(Read("\uFEFF" + File("DTSTART;VALUE=DATE:20261224")), 2026));

    [Fact]
    public void What_an_earlier_release_took_and_this_one_refuses_closes_nothing_and_hinders_nothing()
    {
        var text = Many(2, i => $"UID:{i}\r\nDTSTART:2026010{i + 1}T100000Z" + (i == 1 ? "\r\nDURATION:PT1H" : ""));
        Assert.Contains("it has no length", Refused(text), StringComparison.Ordinal);
        Assert.Equal(CalendarTests.Utc(2026, 1, 2, 10, 0), Read(text).NextChange(CalendarTests.Utc(2026, 1, 1, 0, 0)));
    }

    [Fact]
    public void A_faulty_file_is_told_by_its_path()
    {
        var team = new TeamSettings { Calendars = [new CalendarSettings { Name = new("c"), ICalendar = "hello" }] };
        var refusal = Assert.Single(SettingsCheck.Check(team));
        Assert.Equal("calendars[0].iCalendar", refusal.Field);
    }

    private static string File(params string[] lines) => Wrap("UID:1\r\nDTSTAMP:20200101T000000Z\r\n" + string.Join("\r\n", lines));

    private static string Many(int count, Func<int, string> lines) =>
        Wrap(string.Join("\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n", Enumerable.Range(0, count).Select(lines)));

    private static string Wrap(string events) =>
        $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\n{events}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    private static Calendar Make(params string[] lines) => Read(File(lines));

    private static Calendar Read(string text) =>
        Calendar.Create(new CalendarSettings { Name = new("c"), TimeZone = "Europe/Berlin", ICalendar = text });

    private static string Refused(string text) =>
        Assert.Throws<ICalendarException>(() => ICalendarFile.Read(text, TimeZones.Find("Europe/Berlin"))).Message;

    private static IEnumerable<string> ClosedDays(Calendar calendar, int year)
    {
        for (var day = new DateTime(year, 1, 1, 11, 0, 0, DateTimeKind.Utc); day.Year == year; day = day.AddDays(1))
        {
            if (!calendar.IsOpen(day))
            {
                yield return $"{day:yyyy-MM-dd}";
            }
        }
    }
}
