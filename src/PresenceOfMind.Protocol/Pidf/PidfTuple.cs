namespace PresenceOfMind.Protocol.Pidf;

/// <summary>A device, or another way to reach a person. Sources: RFC 3863, 4.1.2; PWS.</summary>
public sealed record PidfTuple
{
    /// <summary>The tuple's id, see <see cref="PwsTuples"/>; null where it has none.</summary>
    public string? Id { get; init; }

    /// <summary>Whether the person can be reached here (<c>open</c>) or not (<c>closed</c>); null where it does not say.</summary>
    public bool? IsOpen { get; init; }

    /// <summary>Elements beside <c>basic</c> in the status.</summary>
    public IReadOnlyList<PidfElement> StatusExtras { get; init; } = [];

    /// <summary>The address, a URI; null where it does not say.</summary>
    public string? Contact { get; init; }

    /// <summary>The address's priority, <c>0</c> to <c>1</c>; null where it does not say.</summary>
    public string? ContactPriority { get; init; }

    /// <summary>Who reports the device, see <see cref="PwsTuples.Source"/>; null where it does not say.</summary>
    public string? Source { get; init; }

    /// <summary>What the device can do, for example <c>audio</c> with the text <c>true</c>.</summary>
    public IReadOnlyList<PidfElement> Capabilities { get; init; } = [];

    /// <summary>The device's make; null where it does not say.</summary>
    public string? Model { get; init; }

    /// <summary><c>active</c> or <c>idle</c>; null where it does not say.</summary>
    public string? UserInput { get; init; }

    /// <summary>Remarks.</summary>
    public IReadOnlyList<PidfNote> Notes { get; init; } = [];

    /// <summary>When this was so; null where it does not say. Written in UTC, in whole milliseconds.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>Elements that this library does not know.</summary>
    public IReadOnlyList<PidfElement> Extras { get; init; } = [];

    /// <summary>Whether the device is a phone (capability <c>audio</c>).</summary>
    public bool HasAudio => Can("audio");

    /// <summary>Whether the device is a chat client (capability <c>text</c>).</summary>
    public bool HasText => Can("text");

    /// <summary>Whether the device is not to be disturbed (an element <c>dnd</c> in the status, as Cisco's phones say it).</summary>
    public bool IsDnd => Says(StatusExtras, "dnd");

    private bool Can(string capability) => Says(Capabilities, capability);

    private static bool Says(IReadOnlyList<PidfElement> elements, string name) => elements.Any(element =>
        element.Name == name && (element.Text is null || element.Text.Equals("true", StringComparison.OrdinalIgnoreCase)));
}
