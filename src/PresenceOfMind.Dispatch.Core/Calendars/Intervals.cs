using NodaTime;

namespace PresenceOfMind.Dispatch.Core.Calendars;

/// <summary>Sets of times, as ordered intervals that neither overlap nor touch.</summary>
public static class Intervals
{
    /// <summary>What any of the spans covers, within a window. Spans that end before they begin cover nothing.</summary>
    public static List<Interval> Union(IEnumerable<(Instant From, Instant To)> spans, Interval window)
    {
        var union = new List<Interval>();
        foreach (var (from, to) in spans
            .Select(s => (From: Instant.Max(s.From, window.Start), To: Instant.Min(s.To, window.End)))
            .Where(s => s.From < s.To)
            .OrderBy(s => s.From))
        {
            if (union.Count > 0 && union[^1].End >= from)
            {
                union[^1] = new Interval(union[^1].Start, Instant.Max(union[^1].End, to));
            }
            else
            {
                union.Add(new Interval(from, to));
            }
        }

        return union;
    }

    /// <summary>What the first set covers and the second does not.</summary>
    public static List<Interval> Without(List<Interval> these, List<Interval> those)
    {
        var rest = new List<Interval>();
        var next = 0;
        foreach (var span in these)
        {
            var from = span.Start;
            while (next < those.Count && those[next].End <= from)
            {
                next++;
            }

            for (var i = next; i < those.Count && those[i].Start < span.End; i++)
            {
                if (from < those[i].Start)
                {
                    rest.Add(new Interval(from, those[i].Start));
                }

                from = Instant.Max(from, those[i].End);
            }

            if (from < span.End)
            {
                rest.Add(new Interval(from, span.End));
            }
        }

        return rest;
    }
}
