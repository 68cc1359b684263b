using System.Diagnostics;
using System.Text.Json;
using CsCheck;
using NodaTime;
using PresenceOfMind.Dispatch.Core.Calendars;

namespace PresenceOfMind.Dispatch.Tests.Availability;

/// <summary>What is accepted closes the same times as another reader finds: Debian's python3-recurring-ical-events.</summary>
[Trait("Needs", "processes")]
public sealed class ICalendarOracleTests : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private const string ZoneName = "Europe/Berlin";
    private static readonly DateTimeZone Zone = TimeZones.Find(ZoneName);
    private static readonly Interval Window = new(
        Zone.AtStartOfDay(new LocalDate(2026, 1, 1)).ToInstant(),
        Zone.AtStartOfDay(new LocalDate(2028, 1, 1)).ToInstant());

    private readonly Process? _python = Start();

    public static TheoryData<string> HandMade =>
    [
        "DTSTART;VALUE=DATE:20261224|DTEND;VALUE=DATE:20261227",
        "DTSTART;VALUE=DATE:20261224",
        "DTSTART;VALUE=DATE:20261224|DURATION:P2D",
        "DTSTART:20260701T120000Z|DURATION:PT2H30M",
        "DTSTART:20260701T120000|DTEND:20260702T010000",
        "DTSTART;TZID=America/New_York:20260701T120000|DTEND;TZID=Europe/London:20260701T190000",
        "DTSTART;TZID=Europe/Berlin:20260105T100000|DURATION:PT1H|RRULE:FREQ=WEEKLY;BYDAY=MO,TH",
        "DTSTART;TZID=Europe/Berlin:20260105T090000|DURATION:PT1H|RRULE:FREQ=WEEKLY;BYDAY=MO;BYHOUR=9,17",
        "DTSTART;VALUE=DATE:20260101|RRULE:FREQ=YEARLY",
        "DTSTART;VALUE=DATE:20260101|RRULE:FREQ=MONTHLY;COUNT=5|EXDATE;VALUE=DATE:20260201,20260401",
        "DTSTART;VALUE=DATE:20260101|RRULE:FREQ=MONTHLY;UNTIL=20260601",
        "DTSTART;TZID=Europe/Berlin:20260105T100000|DURATION:PT1H|RRULE:FREQ=DAILY;INTERVAL=3;UNTIL=20260301T090000Z",
        "DTSTART;TZID=Europe/Berlin:20260105T100000|DURATION:PT1H|RRULE:FREQ=DAILY;COUNT=9|EXDATE;TZID=America/New_York:20260107T040000",
        "DTSTART;TZID=Europe/Berlin:20260105T100000|DURATION:PT1H|RDATE;TZID=Europe/Berlin:20260110T100000,20260111T120000",
        "DTSTART;VALUE=DATE:20260331|RRULE:FREQ=MONTHLY;BYMONTHDAY=-1",
        "DTSTART;VALUE=DATE:20260407|RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1TU",
        "DTSTART;TZID=Europe/Berlin:20260105T100000|DURATION:PT1H|RRULE:FREQ=WEEKLY;COUNT=4|END:VEVENT|BEGIN:VEVENT|UID:1|RECURRENCE-ID;TZID=Europe/Berlin:20260112T100000|DTSTART;TZID=Europe/Berlin:20260113T150000|DURATION:PT2H",
        "DTSTART;TZID=Europe/Berlin:20260105T100000|DURATION:PT1H|RRULE:FREQ=WEEKLY;COUNT=4|END:VEVENT|BEGIN:VEVENT|UID:1|RECURRENCE-ID:20260112T090000Z|DTSTART;TZID=Europe/Berlin:20260113T150000|DURATION:PT2H",
        "DTSTART;VALUE=DATE:20260101|RRULE:FREQ=MONTHLY;COUNT=3|END:VEVENT|BEGIN:VEVENT|UID:1|RECURRENCE-ID;VALUE=DATE:20260201|DTSTART;VALUE=DATE:20260205",
    ];

    [Theory]
    [MemberData(nameof(HandMade))]
    public void A_file_made_by_hand_closes_the_same_times(string lines) => Compare(Wrap(lines.Split('|')));

    [Fact]
    public void Generated_files_close_the_same_times()
    {
        Skip();
        var date = Gen.Select(Gen.Int[2026, 2027], Gen.Int[1, 12], Gen.Int[1, 28], (y, m, d) => $"{y}{m:00}{d:00}");
        var time = Gen.Select(date, Gen.Int[4, 23], Gen.Int[0, 59], (d, h, m) => $"{d}T{h:00}{m:00}00");

        // Hours that no clock change skips or repeats: others take the second of two, RFC 5545 the first.
        var zone = AnyOf("", ";TZID=Europe/Berlin", ";TZID=America/New_York", ";TZID=Asia/Tokyo");
        var end = Gen.OneOf(Gen.Int[1, 20].Select(n => $";COUNT={n}"), date.Select(d => $";UNTIL={d}"), Gen.Const(""));
        var rule = Gen.Select(AnyOf("DAILY", "WEEKLY", "MONTHLY", "YEARLY"), Gen.Int[1, 4], (f, i) => $"RRULE:FREQ={f};INTERVAL={i}");
        var whole = Gen.Select(date, Gen.Int[1, 5], Gen.Bool, rule, end, (d, n, recurs, r, e) =>
            (string[])[$"DTSTART;VALUE=DATE:{d}", $"DURATION:P{n}D", .. recurs ? [r + e] : Array.Empty<string>()]);
        var timed = Gen.Select(time, zone, Gen.Int[1, 300], Gen.Bool, rule, Gen.Int[1, 20], (t, z, minutes, recurs, r, count) =>
            (string[])[$"DTSTART{z}:{t}", $"DURATION:PT{minutes}M", .. recurs ? [$"{r};COUNT={count}"] : Array.Empty<string>()]);
        Gen.OneOf(whole, timed).Sample(lines => Compare(Wrap(lines)), iter: 200, threads: 1);
    }

    public void Dispose()
    {
        _python?.StandardInput.Close();
        _python?.WaitForExit();
        _python?.Dispose();
    }

    private static string Wrap(params string[] lines) =>
        $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20200101T000000Z\r\n{string.Join("\r\n", lines)}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    private static Gen<string> AnyOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static Process? Start()
    {
        try
        {
            var script = Path.Combine(AppContext.BaseDirectory, "Availability", "oracle.py");
            var process = Process.Start(
                new ProcessStartInfo(Python, [script])
                {
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                })!;
            process.StandardInput.WriteLine(
                """{"zone": "Etc/UTC", "ics": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n", "from": "2026-01-01", "to": "2027-01-01"}""");
            return process.StandardOutput.ReadLine() == "[]" ? process : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private void Skip()
    {
        var mustRun = Environment.GetEnvironmentVariable("CI") is "true" or "1";
        Assert.SkipUnless(_python is not null || mustRun, "Debian's python3-recurring-ical-events is not there.");
        Assert.NotNull(_python);
    }

    private void Compare(string text)
    {
        Skip();
        List<Interval> ours;
        try
        {
            ours = Intervals.Union(ICalendarFile.Read(text, Zone).Closed(Window), Window);
        }
        catch (ICalendarException)
        {
            return;
        }

        var question = JsonSerializer.Serialize(new { ics = text, zone = ZoneName, from = "2025-12-01", to = "2028-02-01" });
        _python!.StandardInput.WriteLine(question);
        var answer = _python.StandardOutput.ReadLine()!;
        Assert.False(answer.Contains("\"error\"", StringComparison.Ordinal), $"{answer}\n{text}");
        var spans = JsonSerializer.Deserialize<string[][]>(answer)!.Select(s => (At(s[0]), At(s[1])));
        Assert.True(Intervals.Union(spans, Window).SequenceEqual(ours), $"{text}\nours: {string.Join(" ", ours)}\nothers: {answer}");
    }

    private static Instant At(string text) =>
        Instant.FromDateTimeOffset(DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
}
