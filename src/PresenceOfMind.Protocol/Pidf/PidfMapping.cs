using System.Globalization;

namespace PresenceOfMind.Protocol;

/// <summary>What the elements of a PIDF document mean, by their local names.</summary>
internal static class PidfMapping
{
    internal static PidfDocument Document(PidfElement root)
    {
        var persons = root.Children.Where(child => child.Name == PidfNames.Person).ToList();
        return new PidfDocument
        {
            Entity = root.Attribute(PidfNames.Entity),
            Person = persons.Count == 0 ? null : Person(persons),
            DisplayName = TextOf(root, PidfNames.DisplayName) ?? persons.Select(p => TextOf(p, PidfNames.DisplayName)).FirstOrDefault(name => name is not null),
            Tuples = [.. root.Children.Where(child => child.Name == PidfNames.Tuple).Select(Tuple)],
            Devices = [.. root.Children.Where(child => child.Name == PidfNames.Device).Select(Device)],
            Notes = Notes(root),
            Extras = Except(root, PidfNames.Person, PidfNames.DisplayName, PidfNames.Tuple, PidfNames.Device, PidfNames.Note),
        };
    }

    // RFC 4479 lets several elements speak of one person: the first speaks, the others add their activities.
    private static PidfPerson Person(List<PidfElement> persons)
    {
        var person = persons[0];
        var activities = persons.SelectMany(p => p.Children).Where(child => child.Name == PidfNames.Activities).ToList();
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
        var status = tuple.Children.FirstOrDefault(child => child.Name == PidfNames.Status) ?? new PidfElement(PidfNames.Status);
        var contact = tuple.Children.FirstOrDefault(child => child.Name == PidfNames.Contact);
        return new PidfTuple
        {
            Id = tuple.Attribute(PidfNames.Id),
            IsOpen = TextOf(status, PidfNames.Basic)?.ToUpperInvariant() switch { "OPEN" => true, "CLOSED" => false, _ => null },
            StatusExtras = Except(status, PidfNames.Basic),
            Contact = contact?.Text,
            ContactPriority = contact?.Attribute(PidfNames.Priority),
            Source = TextOf(tuple, PidfNames.Source),
            Capabilities = [.. tuple.Children.Where(child => child.Name == PidfNames.Capabilities).SelectMany(list => list.Children)],
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

    private static List<PidfNote> Notes(PidfElement parent) =>
        [.. parent.Children.Where(child => child.Name == PidfNames.Note && child.Text is not null).Select(note => new PidfNote(note.Text!, note.Attribute(PidfNames.Lang)))];

    private static string? TextOf(PidfElement parent, string name) => parent.Children.FirstOrDefault(child => child.Name == name)?.Text;

    private static List<PidfElement> Except(PidfElement parent, params ReadOnlySpan<string> known)
    {
        var rest = new List<PidfElement>();
        foreach (var child in parent.Children)
        {
            if (!known.Contains(child.Name))
            {
                rest.Add(child);
            }
        }

        return rest;
    }

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
}
