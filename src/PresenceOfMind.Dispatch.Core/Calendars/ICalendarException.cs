namespace PresenceOfMind.Dispatch.Core.Calendars;

/// <summary>A text is no iCalendar file that can be taken; the message says why, as a sentence.</summary>
public sealed class ICalendarException(string message, Exception? inner = null) : Exception(message, inner);
