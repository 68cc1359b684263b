using PresenceOfMind.Protocol;
using PresenceOfMind.Protocol.Pidf;

namespace PresenceOfMind.Server.Composing;

/// <summary>
/// Merges the documents of the devices into the one document of a person: what the deciding device says of the person, and a tuple for
/// each device.
/// </summary>
internal sealed class MergedDocument(string user, string? displayName, IReadOnlyList<Device> devices, PresenceRules rules)
{
    private const string PhoneStatus = "phone-status";
    private const string ImStatus = "im-status";

    private readonly Dictionary<Device, PidfDocument> _said = devices
        .Where(d => d.Document is not null)
        .ToDictionary(d => d, d => PidfReader.Read(d.Document!));

    /// <summary>The document of a person of whom only a state is known.</summary>
    public static PidfDocument Compose(PresenceState state) =>
        new() { Person = new PidfPerson { Activities = [new PidfElement { Name = PidfActivity.FromState(state) }] } };

    /// <summary>The document, without an entity.</summary>
    public PidfDocument Compose(Device? deciding, PresenceState state)
    {
        var said = deciding is null ? null : _said.GetValueOrDefault(deciding);
        return new PidfDocument
        {
            Person = new PidfPerson
            {
                Id = user,
                Activities = [.. Activities(deciding, said, state)],
                Class = said?.Person?.Class,
                UserInput = said?.Person?.UserInput,
                Notes = said?.Person?.Notes ?? Notes(deciding),
                Extras = said?.Person?.Extras ?? [],
            },
            DisplayName = said?.DisplayName ?? displayName,
            Tuples = [.. devices.Select(Tuple)],
            Devices = [.. _said.Values.SelectMany(d => d.Devices)],
            Notes = said?.Notes ?? [],
            Extras = said?.Extras ?? [],
        };
    }

    // All that was said, what decides in front, since old readers look at nothing else. What the operator lets stand for another
    // state than readers take it for is left out where they would read another state.
    private IEnumerable<PidfElement> Activities(Device? deciding, PidfDocument? said, PresenceState state)
    {
        var all = said?.Person?.Activities ?? (deciding?.Activity is { } named ? [new PidfElement { Name = named }] : []);
        var first = all.FirstOrDefault(
            a => IsSame(a.Name, deciding?.Activity) && PidfActivity.TryGetState(a.Name, out var itself) && itself == state)
            ?? all.FirstOrDefault(a => IsSame(a.Name, PidfActivity.FromState(state)))
            ?? new PidfElement { Name = PidfActivity.FromState(state) };
        yield return first;
        foreach (var (name, kind) in new[] { (PhoneStatus, DeviceKind.Phone), (ImStatus, DeviceKind.Chat) })
        {
            if (all.All(o => o.Name != name) && rules.Decide(devices.Where(d => d.Kind == kind && !d.IsOverride)) is { } verdict)
            {
                yield return new PidfElement { Name = name, Text = PidfActivity.FromState(rules.Told(verdict.State)) };
            }
        }

        foreach (var other in all)
        {
            if (!ReferenceEquals(other, first) && PidfActivity.Outranks(first.Name, other.Name))
            {
                yield return other;
            }
        }
    }

    private static bool IsSame(string activity, string? other) => string.Equals(activity, other, StringComparison.OrdinalIgnoreCase);

    private PidfTuple Tuple(Device device)
    {
        if (_said.TryGetValue(device, out var said))
        {
            return said.Tuples[0];
        }

        var tuple = new PidfTuple { Id = device.Tuple, IsOpen = device.State != PresenceState.Unavailable, Notes = Notes(device) };
        return device.IsOwn || device.IsOverride
            ? tuple with
            {
                Source = PwsTuples.Source,
                Capabilities = [new PidfElement { Name = "text", Text = "true" }],
                UserInput = "active",
            }
            : tuple;
    }

    private static IReadOnlyList<PidfNote> Notes(Device? device) => device?.Note is { } note ? [new PidfNote { Text = note }] : [];
}
