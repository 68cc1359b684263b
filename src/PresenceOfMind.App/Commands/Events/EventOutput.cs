using System.Text.Json.Nodes;
using PresenceOfMind.App.Output;

namespace PresenceOfMind.App.Commands.Events;

/// <summary>Prints events as they come.</summary>
internal static class EventOutput
{
    /// <summary>How wide the column of names is; a longer name moves its line alone.</summary>
    private const int NameWidth = 24;

    /// <summary>What prints an event: a line for a person, or one of JSON for a program.</summary>
    /// <param name="json">Whether JSON is wished in any case.</param>
    public static Action<JsonNode> Printer(bool json) => json || Console.IsOutputRedirected
        ? Terminal.Json
        : e => Terminal.Line(
            $"{Terminal.Time((DateTimeOffset)e["at"]!)}  {((string?)e["type"])?.PadRight(NameWidth)}  {Terminal.Text(e["data"]!)}");
}
