namespace PresenceOfMind.Dispatch.Availability;

/// <summary>A text is no iCalendar file that can be taken; the message says why, as a sentence.</summary>
internal sealed class ICalendarException(string message, Exception? inner = null) : Exception(message, inner);
