using System.Globalization;

namespace PresenceOfMind.Protocol.Pidf;

/// <summary>What the elements of a PIDF document mean, by their local names.</summary>
internal static class PidfMapping
{
    internal static PidfDocument Document(PidfElement root)
    {
        var persons = Each(root, PidfNames.Person, person => person);
        return new PidfDocument
        {
            Entity = root.Attribute(PidfNames.Entity),
            Person = persons.Count == 0 ? null : Person(persons),
            DisplayName = TextOf(root, PidfNames.DisplayName)
                ?? persons.Select(p => TextOf(p, PidfNames.DisplayName)).FirstOrDefault(name => name is not null),
            Tuples = Each(root, PidfNames.Tuple, Tuple),
            Devices = Each(root, PidfNames.Device, Device),
            Notes = Notes(root),
            Extras = Except(root, PidfNames.Person, PidfNames.DisplayName, PidfNames.Tuple, PidfNames.Device, PidfNames.Note),
        };
    }

    // RFC 4479 lets several elements speak of one person: the first speaks, the others add their activities.
    private static PidfPerson Person(IReadOnlyList<PidfElement> persons)
    {
        var person = persons[0];
        var activities = Join([.. persons.Select(p => Each(p, PidfNames.Activities, list => list))]);
        return new PidfPerson
        {
            Id = person.Attribute(PidfNames.Id),
            Activities = [.. activities.SelectMany(list => Except(list, PidfNames.UserInput, PidfNames.Note))],
            Notes = [.. Notes(person), .. activities.SelectMany(Notes)],
            Class = TextOf(person, PidfNames.Class),
            UserInput = TextOf(person, PidfNames.UserInput)
                ?? activities.Select(list => TextOf(list, PidfNames.UserInput)).FirstOrDefault(input => input is not null),
            Extras = Except(person, PidfNames.Activities, PidfNames.Note, PidfNames.Class, PidfNames.UserInput, PidfNames.DisplayName),
        };
    }

    private static PidfTuple Tuple(PidfElement tuple)
    {
        var status = First(tuple, PidfNames.Status) ?? new PidfElement { Name = PidfNames.Status };
        var contact = First(tuple, PidfNames.Contact);
        return new PidfTuple
        {
            Id = tuple.Attribute(PidfNames.Id),
            IsOpen = TextOf(status, PidfNames.Basic)?.ToUpperInvariant() switch { "OPEN" => true, "CLOSED" => false, _ => null },
            StatusExtras = Except(status, PidfNames.Basic),
            Contact = contact?.Text,
            ContactPriority = contact?.Attribute(PidfNames.Priority),
            Source = TextOf(tuple, PidfNames.Source),
            Capabilities = Join(Each(tuple, PidfNames.Capabilities, list => list.Children)),
            Model = TextOf(tuple, PidfNames.Model),
            UserInput = TextOf(tuple, PidfNames.UserInput),
            Notes = Notes(tuple),
            Timestamp = Time(TextOf(tuple, PidfNames.Timestamp)),
            Extras = Except(
                tuple,
                PidfNames.Status,
                PidfNames.Contact,
                PidfNames.Source,
                PidfNames.Capabilities,
                PidfNames.Model,
                PidfNames.UserInput,
                PidfNames.Note,
                PidfNames.Timestamp),
        };
    }

    private static PidfDevice Device(PidfElement device) => new()
    {
        Id = device.Attribute(PidfNames.Id),
        DeviceId = TextOf(device, PidfNames.DeviceId),
        UserInput = TextOf(device, PidfNames.UserInput),
        Notes = Notes(device),
        Extras = Except(device, PidfNames.DeviceId, PidfNames.UserInput, PidfNames.Note),
    };

    private static IReadOnlyList<PidfNote> Notes(PidfElement parent)
    {
        List<PidfNote>? notes = null;
        foreach (var child in parent.Children)
        {
            if (child is { Name: PidfNames.Note, Text: { } text })
            {
                (notes ??= []).Add(new PidfNote { Text = text, Language = child.Attribute(PidfNames.Lang) });
            }
        }

        return notes ?? (IReadOnlyList<PidfNote>)Array.Empty<PidfNote>();
    }

    private static PidfElement? First(PidfElement parent, string name)
    {
        foreach (var child in parent.Children)
        {
            if (child.Name == name)
            {
                return child;
            }
        }

        return null;
    }

    private static string? TextOf(PidfElement parent, string name) => First(parent, name)?.Text;

    private static IReadOnlyList<T> Each<T>(PidfElement parent, string name, Func<PidfElement, T> map)
    {
        List<T>? all = null;
        foreach (var child in parent.Children)
        {
            if (child.Name == name)
            {
                (all ??= []).Add(map(child));
            }
        }

        return all ?? (IReadOnlyList<T>)Array.Empty<T>();
    }

    private static IReadOnlyList<PidfElement> Join(IReadOnlyList<IReadOnlyList<PidfElement>> lists) =>
        lists.Count == 1 ? lists[0] : [.. lists.SelectMany(list => list)];

    private static IReadOnlyList<PidfElement> Except(PidfElement parent, params ReadOnlySpan<string> known)
    {
        List<PidfElement>? rest = null;
        foreach (var child in parent.Children)
        {
            if (!known.Contains(child.Name))
            {
                (rest ??= []).Add(child);
            }
        }

        return rest ?? (IReadOnlyList<PidfElement>)Array.Empty<PidfElement>();
    }

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time)
            ? time
            : null;
}
